import { Badge, type BadgeProps } from '@fluentui/react-components'
import type { CallResult } from '../../../../../server/contract/call.ts'

/** How a result looks: what went well, what did not, and what is nobody's fault. */
const COLORS: Readonly<Record<CallResult, NonNullable<BadgeProps['color']>>> = {
  in_progress: 'brand',
  invited: 'success',
  invitation_failed: 'danger',
  refused: 'subtle',
  forwarded: 'informative',
  not_understood: 'warning',
  abandoned: 'subtle',
  not_ready: 'danger',
}

/** How a call ended, by word first and by colour second. */
export function ResultBadge({ result, name }: { result: CallResult; name: string }) {
  return (
    <Badge appearance="tint" color={COLORS[result]} style={{ whiteSpace: 'nowrap', flexShrink: 0 }}>
      {name}
    </Badge>
  )
}
