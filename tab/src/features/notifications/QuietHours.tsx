import { Select } from '@fluentui/react-components'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notificationPreferences, type NotificationPreferences } from '../../../../server/contract/teams.ts'
import { TimeField } from '../studio/hours/TimeField.tsx'
import { useStyles } from './notifications.styles.ts'
import { Section } from './Section.tsx'
import { SwitchLine } from './SwitchLine.tsx'
import { ownTimeZone, timeZones } from './time-zones.ts'

type Quiet = NonNullable<NotificationPreferences['quietHours']>

/** Between two working days. */
const USUAL = { from: '20:00', to: '07:00' }

interface QuietHoursProps {
  value: Quiet | null
  onChange: (value: Quiet | null) => void
}

/** When nothing is sent. */
export function QuietHours({ value, onChange }: QuietHoursProps) {
  const { t } = useTranslation('notifications')
  // Who switches them off and on again finds them as they were.
  const [last, setLast] = useState<Quiet>(() => value ?? { ...USUAL, timeZone: ownTimeZone() })
  const note = (): string | undefined => {
    if (value === null || value.from < value.to) return undefined
    return value.from === value.to ? t('quiet.allDay') : t('quiet.nextDay', { time: value.to })
  }
  return (
    <Section title={t('quiet.title')} note={note()}>
      <SwitchLine
        label={t('quiet.on')}
        hint={t('quiet.hint')}
        checked={value !== null}
        onChange={(on) => onChange(on ? last : null)}
      />
      {value !== null && (
        <Hours
          value={value}
          onChange={(next) => {
            setLast(next)
            onChange(next)
          }}
        />
      )}
    </Section>
  )
}

function Hours({ value, onChange }: { value: Quiet; onChange: (value: Quiet) => void }) {
  const { t } = useTranslation('notifications')
  const styles = useStyles()
  const id = useId()
  return (
    <div className={styles.hours}>
      <Time label={t('quiet.from')} value={value.from} onChange={(from) => onChange({ ...value, from })} />
      <Time label={t('quiet.to')} value={value.to} onChange={(to) => onChange({ ...value, to })} />
      <div className={styles.zone}>
        <label htmlFor={id} className={styles.fieldLabel}>
          {t('quiet.zone')}
        </label>
        <Select
          id={id}
          value={value.timeZone}
          onChange={(_, data) => onChange({ ...value, timeZone: data.value })}
        >
          {timeZones(value.timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      </div>
    </div>
  )
}

const time = notificationPreferences.shape.quietHours.unwrap().shape.from

interface TimeProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** A time that counts once it is whole: half of one is neither saved nor a mistake. */
function Time({ label, value, onChange }: TimeProps) {
  const { t } = useTranslation('notifications')
  const styles = useStyles()
  const [draft, setDraft] = useState<string | null>(null)
  const [isTyping, setTyping] = useState(false)
  const typing = useRef(false)
  const latest = useRef(value)
  const faulty = draft !== null && !isTyping

  function settle(): void {
    if (!time.safeParse(latest.current).success) return
    setDraft(null)
    if (latest.current !== value) onChange(latest.current)
  }
  const leave = useRef(settle)
  useEffect(() => {
    leave.current = settle
    if (draft === null) latest.current = value
  })
  // Whoever closes the dialogue from within the field has meant what stands there.
  useEffect(() => () => leave.current(), [])

  return (
    <div className={styles.time}>
      <span className={styles.fieldLabel} aria-hidden="true">
        {label}
      </span>
      <TimeField
        label={label}
        end="from"
        value={draft ?? value}
        readOnly={false}
        invalid={faulty}
        onTyping={(on) => {
          typing.current = on
          setTyping(on)
          if (!on) settle()
        }}
        onChange={(next) => {
          latest.current = next
          setDraft(next)
          if (!typing.current) settle()
        }}
      />
      {faulty && (
        <span role="alert" className={styles.issue}>
          {t('quiet.invalid')}
        </span>
      )}
    </div>
  )
}
