import { useCallback, useMemo, useState } from 'react'
import { holdOrder, type HeldOrder } from './held-order.ts'

export interface HeldList extends HeldOrder {
  hold: (held: boolean) => void
  /** Shows the list as it really is. */
  release: () => void
}

/**
 * The order on the screen: the actual one, unless the list is held. `subject` names what the list is about;
 * another subject is another list and is shown as it is.
 */
export function useHeldOrder(
  actual: readonly string[],
  subject: string,
  touched: ReadonlySet<string>,
): HeldList {
  const [held, setHeld] = useState(false)
  const [frozen, setFrozen] = useState({ subject, ids: actual })

  // While it is free, what is shown is what is true; the moment it is held, that is what stays.
  if ((!held || frozen.subject !== subject || frozen.ids.length === 0) && frozen.ids !== actual) {
    setFrozen({ subject, ids: actual })
  }
  const order = useMemo(
    () =>
      held && frozen.subject === subject
        ? holdOrder(frozen.ids, actual, touched)
        : { ids: actual, updates: 0 },
    [held, frozen, actual, subject, touched],
  )
  const release = useCallback(() => setFrozen({ subject, ids: actual }), [subject, actual])
  return { ...order, hold: setHeld, release }
}
