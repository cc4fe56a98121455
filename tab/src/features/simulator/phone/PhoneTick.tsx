import { Clock16Regular, ErrorCircle16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { Labelled } from '../Labelled.tsx'
import type { Message } from '../state/wire.ts'

export interface PhoneTickProps {
  status: Message['status']
  className?: string
}

/** How far a message of the customer has come: by shape first, colour only adds. */
export function PhoneTick({ status, className }: PhoneTickProps) {
  const { t } = useTranslation('simulator')
  const words = t(`ticks.${status}`)
  return (
    <Labelled label={words} className={className}>
      {status === 'accepted' && <Clock16Regular />}
      {status === 'failed' && <ErrorCircle16Regular />}
      {status === 'sent' && <Mark path="M3.5 8.6 6.6 11.7 13 5" />}
      {(status === 'delivered' || status === 'read') && (
        <Mark path="M1.2 8.6 4.2 11.6 10.6 5M7.4 11l.7.7L14.7 5" />
      )}
    </Labelled>
  )
}

function Mark({ path }: { path: string }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path d={path} stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
