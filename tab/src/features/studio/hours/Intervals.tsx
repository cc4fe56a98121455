import { Button, Tooltip } from '@fluentui/react-components'
import { Add16Regular, Dismiss16Regular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeInterval } from '../../../../../server/contract/service-settings.ts'
import { Issue } from '../parts/Row.tsx'
import type { IssueCode } from '../state/issues.ts'
import { useEditing } from '../use-editing.ts'
import { useStyles } from './hours.styles.ts'
import { TimeField } from './TimeField.tsx'
import { MOST_INTERVALS, withNextInterval } from './week.ts'

const NO_ISSUES: ReadonlyMap<string, IssueCode> = new Map()

export interface IntervalsProps {
  /** Whose hours these are, such as `Monday`. */
  day: string
  intervals: readonly TimeInterval[]
  /** Where they are in the settings. */
  path: string
  readOnly: boolean
  onChange: (intervals: TimeInterval[]) => void
}

/** The hours of a day: any number of intervals, none of them for a day that is closed. */
export function Intervals({ day, intervals, path, readOnly, onChange }: IntervalsProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { issues, attempted } = useEditing()
  const [typing, setTyping] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const more = withNextInterval(intervals)
  const told = typing && !attempted ? NO_ISSUES : issues
  const codes = issuesBelow(told, path)

  function put(index: number, change: Partial<TimeInterval>): void {
    onChange(intervals.map((interval, at) => (at === index ? { ...interval, ...change } : interval)))
  }

  function remove(index: number): void {
    onChange(intervals.filter((_, at) => at !== index))
    // The button that was pressed is gone; the focus may not be lost with it.
    box.current?.querySelectorAll('input')[Math.max(0, index * 2 - 2)]?.focus()
  }

  return (
    <div className={styles.intervals} ref={box}>
      {intervals.map((interval, index) => (
        <div key={index} className={styles.interval}>
          <TimeField
            label={t('hours.from', { day, number: index + 1 })}
            end="from"
            value={interval.from}
            readOnly={readOnly}
            invalid={told.has(path) || told.has(`${path}.${index}.from`)}
            onChange={(from) => put(index, { from })}
            onTyping={setTyping}
          />
          <span className={styles.dash} aria-hidden="true">
            –
          </span>
          <TimeField
            label={t('hours.to', { day, number: index + 1 })}
            end="to"
            value={interval.to}
            readOnly={readOnly}
            invalid={told.has(`${path}.${index}.to`)}
            onChange={(to) => put(index, { to })}
            onTyping={setTyping}
          />
          {!readOnly && (
            <Tooltip content={t('hours.remove', { day, number: index + 1 })} relationship="label">
              <Button
                size="small"
                appearance="subtle"
                icon={<Dismiss16Regular />}
                onClick={() => remove(index)}
              />
            </Tooltip>
          )}
          {!readOnly && index === intervals.length - 1 && (
            <Tooltip content={t('hours.add', { day })} relationship="label">
              <Button
                size="small"
                appearance="subtle"
                icon={<Add16Regular />}
                disabledFocusable={more === null}
                onClick={() => more !== null && onChange(more)}
              />
            </Tooltip>
          )}
        </div>
      ))}
      {codes.map((code) => (
        <Issue key={code}>{t(`issue.${code}`, { max: MOST_INTERVALS })}</Issue>
      ))}
    </div>
  )
}

/** Each kind of fault once, however many times are affected. */
function issuesBelow(issues: ReadonlyMap<string, IssueCode>, path: string): IssueCode[] {
  const codes = [...issues].filter(([place]) => place === path || place.startsWith(`${path}.`))
  return [...new Set(codes.map(([, code]) => code))]
}
