import {
  Button,
  Field,
  Input,
  mergeClasses,
  Popover,
  PopoverSurface,
  PopoverTrigger,
} from '@fluentui/react-components'
import { CalendarLtrRegular } from '@fluentui/react-icons'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { PRESETS, spanProblem, type Day, type Period, type Span } from './period.ts'
import { useStyles } from './PeriodPicker.styles.ts'

export interface PeriodPickerProps {
  period: Period
  /** The days it stands for, to begin with when others are entered. */
  span: Span
  today: Day
  onChoose: (period: Period) => void
}

/** From when until when: one touch for the usual periods, any other by its days. */
export function PeriodPicker({ period, span, today, onChoose }: PeriodPickerProps) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  const [open, setOpen] = useState(false)
  const custom = period.kind === 'days'
  return (
    <fieldset className={styles.periods} aria-label={t('period.label')}>
      {PRESETS.map((preset) => {
        const chosen = period.kind === 'preset' && period.preset === preset
        return (
          <button
            key={preset}
            type="button"
            aria-pressed={chosen}
            className={mergeClasses(styles.period, chosen && styles.chosen)}
            onClick={() => onChoose({ kind: 'preset', preset })}
          >
            {t(`period.${preset}`)}
          </button>
        )
      })}
      <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} trapFocus positioning="below-end">
        <PopoverTrigger disableButtonEnhancement>
          <button
            type="button"
            aria-pressed={custom}
            aria-label={t('period.days')}
            title={t('period.days')}
            className={mergeClasses(styles.period, custom && styles.chosen)}
          >
            <span className={styles.icon} aria-hidden="true">
              <CalendarLtrRegular />
            </span>
          </button>
        </PopoverTrigger>
        <PopoverSurface aria-label={t('period.days')}>
          <DaysForm
            span={span}
            today={today}
            onDone={(days) => {
              setOpen(false)
              onChoose({ kind: 'days', ...days })
            }}
          />
        </PopoverSurface>
      </Popover>
    </fieldset>
  )
}

function DaysForm({
  span,
  today,
  onDone,
}: Pick<PeriodPickerProps, 'span' | 'today'> & { onDone: (span: Span) => void }) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  const [days, setDays] = useState(span)
  const [checked, setChecked] = useState(false)
  const problem = spanProblem(days)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (problem === null) onDone(days)
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <Field label={t('period.from')}>
        <Input
          type="date"
          value={days.from}
          max={today}
          onChange={(_, { value }) => setDays({ ...days, from: value })}
        />
      </Field>
      <Field
        label={t('period.to')}
        {...(checked && problem !== null
          ? { validationState: 'error' as const, validationMessage: t(`period.${problem}`) }
          : {})}
      >
        <Input
          type="date"
          value={days.to}
          max={today}
          onChange={(_, { value }) => setDays({ ...days, to: value })}
        />
      </Field>
      <Button type="submit" appearance="primary">
        {t('period.apply')}
      </Button>
    </form>
  )
}
