import { Button, Input, mergeClasses, Select } from '@fluentui/react-components'
import { ClockRegular, LockClosedRegular, LockOpenRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { controlApi } from '../state/control-api.ts'
import { windowClosesAt, type Chat, type PhoneState } from '../state/phone-state.ts'
import { usePhoneNow } from '../use-phone-now.ts'
import { useRun } from '../use-run.tsx'
import { useStyles } from './Laboratory.styles.ts'

const STEPS_HOURS = [1, 6, 23, 25]
const UNIT_MINUTES = { minutes: 1, hours: 60, days: 1440 } as const
type Unit = keyof typeof UNIT_MINUTES
/** Below this the clock runs with real time, but for the way the answer took. */
const AHEAD_FROM_MS = 30_000

/** The clock that the whole product follows; it can be moved forwards. */
export function TimeCard({ state, chat }: { state: PhoneState; chat: Chat | null }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const format = useFormat()
  const run = useRun()
  const now = usePhoneNow(state.aheadMs)
  const advance = (minutes: number): void => void run(controlApi.advance(minutes))
  return (
    <section className={styles.card} aria-label={t('time.title')}>
      <div className={mergeClasses(styles.row, styles.between)}>
        <span className={styles.big}>{format.time(now)}</span>
        <span className={styles.muted}>
          {format.date(now)}
          {' · '}
          {state.aheadMs < AHEAD_FROM_MS
            ? t('time.real')
            : t('time.ahead', { span: format.exactSpan(state.aheadMs) })}
        </span>
      </div>
      <div className={styles.row}>
        {STEPS_HOURS.map((hours) => (
          <Button
            key={hours}
            size="small"
            aria-label={t('time.forwardBy', {
              step: t('time.hours', { count: hours }),
              span: format.span(hours * 3_600_000, 'long'),
            })}
            onClick={() => advance(hours * 60)}
          >
            {t('time.hours', { count: hours })}
          </Button>
        ))}
        <CustomStep onAdvance={advance} />
      </div>
      {chat !== null && <WindowLine chat={chat} now={now} />}
    </section>
  )
}

function CustomStep({ onAdvance }: { onAdvance: (minutes: number) => void }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const [amount, setAmount] = useState('15')
  const [unit, setUnit] = useState<Unit>('minutes')
  const minutes = Number(amount) * UNIT_MINUTES[unit]
  const valid = Number.isFinite(minutes) && minutes > 0 && minutes <= 132_480
  return (
    <form
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) onAdvance(minutes)
      }}
    >
      <Input
        size="small"
        type="number"
        min={1}
        className={styles.narrow}
        aria-label={t('time.amount')}
        value={amount}
        onChange={(_event, { value }) => setAmount(value)}
      />
      <Select
        size="small"
        aria-label={t('time.unit')}
        value={unit}
        onChange={(_event, { value }) => setUnit(value as Unit)}
      >
        <option value="minutes">{t('time.minutes')}</option>
        <option value="hours">{t('time.hoursUnit')}</option>
        <option value="days">{t('time.days')}</option>
      </Select>
      <Button size="small" type="submit" icon={<ClockRegular />} disabled={!valid}>
        {t('time.move')}
      </Button>
    </form>
  )
}

function WindowLine({ chat, now }: { chat: Chat; now: Date }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { exactSpan } = useFormat()
  const { name } = chat.contact
  const closesAt = windowClosesAt(chat.lastInboundAt)
  const open = closesAt !== null && now < closesAt
  return (
    <output className={mergeClasses(styles.window, open ? styles.windowOpen : styles.windowClosed)}>
      {open ? <LockOpenRegular aria-hidden="true" /> : <LockClosedRegular aria-hidden="true" />}
      {closesAt === null
        ? t('time.windowNever', { name })
        : open
          ? t('time.windowOpen', { name, span: exactSpan(closesAt.getTime() - now.getTime()) })
          : t('time.windowClosed', { name })}
    </output>
  )
}
