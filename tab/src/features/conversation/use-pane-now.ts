import { useMemo } from 'react'
import { useNow } from '../../components/use-now.ts'

/** The pane's own clock, read anew with every tick of the app's ticker. */
export function usePaneNow(now: () => Date, deadline?: string | null): Date {
  const ticked = useNow(deadline)
  // The tick says when to look, `now` says what time it is.
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => now(), [now, ticked])
}
