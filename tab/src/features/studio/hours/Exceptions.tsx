import { Button, Input, Switch, Tooltip } from '@fluentui/react-components'
import { Add16Regular, Delete16Regular } from '@fluentui/react-icons'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpeningHours } from '../../../../../server/contract/service-settings.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Group } from '../parts/Group.tsx'
import { Issue } from '../parts/Row.tsx'
import { useEditing } from '../use-editing.ts'
import { useStyles } from './hours.styles.ts'
import { Intervals } from './Intervals.tsx'
import { firstFreeDay, withNextInterval } from './week.ts'
import { dateIn, dateWords } from './zoned-words.ts'

type Exception = OpeningHours['exceptions'][number]

/** What the contract takes. */
const MOST_DAYS = 366

/** Days on which other hours hold than in the week, or none. They outrank holidays. */
export function Exceptions() {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { mine, view, change, may } = useEditing()
  const box = useRef<HTMLDivElement>(null)
  const { exceptions } = mine.openingHours
  const today = dateIn(view.service.timeZone, useNow())
  const past = exceptions.filter(({ date }) => date !== '' && date < today)
  const readOnly = !may('openingHours')

  function put(next: Exception[]): void {
    change((settings) => ({
      ...settings,
      openingHours: { ...settings.openingHours, exceptions: next },
    }))
  }

  function add(): void {
    put([...exceptions, { date: firstFreeDay(exceptions, today), name: '', intervals: [] }])
    // Its row is there after the next rendering.
    requestAnimationFrame(() => {
      const dates = box.current?.querySelectorAll<HTMLInputElement>('input[type="date"]') ?? []
      ;[...dates].at(-1)?.focus()
    })
  }

  return (
    <Group title={t('hours.exceptions')} hint={t('hours.exceptionsHint')}>
      {exceptions.length > 0 && (
        <div ref={box} className={styles.exceptionList}>
          {exceptions.map((day, index) => (
            <ExceptionRow
              key={index}
              day={day}
              index={index}
              readOnly={readOnly}
              onChange={(next) => put(exceptions.map((one, at) => (at === index ? next : one)))}
              onRemove={() => put(exceptions.filter((_, at) => at !== index))}
            />
          ))}
        </div>
      )}
      {exceptions.length === 0 && readOnly && <p className={styles.empty}>{t('hours.noExceptions')}</p>}
      {!readOnly && (
        <div className={styles.foot}>
          <Button
            size="small"
            appearance="subtle"
            icon={<Add16Regular />}
            disabledFocusable={exceptions.length >= MOST_DAYS}
            onClick={add}
          >
            {t('hours.addException')}
          </Button>
          {past.length > 0 && (
            <Button
              size="small"
              appearance="subtle"
              onClick={() => put(exceptions.filter((day) => !past.includes(day)))}
            >
              {t('hours.removePast', { count: past.length })}
            </Button>
          )}
        </div>
      )}
    </Group>
  )
}

interface ExceptionRowProps {
  day: Exception
  index: number
  readOnly: boolean
  onChange: (day: Exception) => void
  onRemove: () => void
}

function ExceptionRow({ day, index, readOnly, onChange, onRemove }: ExceptionRowProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const { issues } = useEditing()
  const path = `openingHours.exceptions.${index}`
  const dateIssue = issues.get(`${path}.date`)
  const nameIssue = issues.get(`${path}.name`)
  const words = day.date === '' ? t('hours.newException') : dateWords(format.language, day.date)
  return (
    <fieldset className={styles.exception} aria-label={words}>
      <div className={styles.exceptionDate}>
        <Input
          type="date"
          aria-label={t('hours.date')}
          value={day.date}
          readOnly={readOnly}
          {...(dateIssue === undefined ? {} : { 'aria-invalid': true as const })}
          onChange={(_, { value }) => onChange({ ...day, date: value })}
        />
        {dateIssue !== undefined && <Issue>{t(`issue.${dateIssue}`)}</Issue>}
      </div>
      <div className={styles.exceptionName}>
        <Input
          style={{ width: '100%' }}
          aria-label={t('hours.name')}
          placeholder={t('hours.namePlaceholder')}
          value={day.name}
          readOnly={readOnly}
          maxLength={100}
          {...(nameIssue === undefined ? {} : { 'aria-invalid': true as const })}
          onChange={(_, { value }) => onChange({ ...day, name: value })}
        />
      </div>
      {!readOnly && (
        <Tooltip content={t('hours.removeException', { day: words })} relationship="label">
          <Button
            className={styles.exceptionRemove}
            size="small"
            appearance="subtle"
            icon={<Delete16Regular />}
            onClick={onRemove}
          />
        </Tooltip>
      )}
      <div className={styles.exceptionHours}>
        <Switch
          checked={day.intervals.length > 0}
          disabled={readOnly}
          label={t(day.intervals.length > 0 ? 'hours.opened' : 'hours.closed')}
          aria-label={t('hours.openOn', { day: words })}
          onChange={(_, { checked }) =>
            onChange({ ...day, intervals: checked ? (withNextInterval([]) ?? []) : [] })
          }
        />
        <Intervals
          day={words}
          intervals={day.intervals}
          path={`${path}.intervals`}
          readOnly={readOnly}
          onChange={(intervals) => onChange({ ...day, intervals })}
        />
      </div>
    </fieldset>
  )
}
