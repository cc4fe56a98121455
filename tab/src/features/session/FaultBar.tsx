import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError, FailureCode } from '../../api/api-error.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useStyles } from './EntrancePage.styles.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

export interface FaultBarProps {
  error: ApiError | null
  /** What some failures mean here; the others have words that fit everywhere. */
  words?: Partial<Record<FailureCode, string>>
}

/** What went wrong, in words, and when it makes sense to try again. */
export function FaultBar({ error, words = {} }: FaultBarProps) {
  const { t } = useTranslation('common')
  if (error === null) return null
  const seconds = error.problem?.retryAfterSeconds
  if (error.code === 'rate_limited' && seconds !== undefined) {
    return <Throttled error={error} ms={seconds * SECOND_MS} />
  }
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{words[error.code] ?? t(`error.${error.code}`)}</MessageBarBody>
    </MessageBar>
  )
}

/** Counts the time down; said aloud only when it begins and when it is over. */
function Throttled({ error, ms }: { error: ApiError; ms: number }) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const format = useFormat()
  const left = useTimeLeft(error, ms)
  const words = (span: number): string => {
    const rounded = span < MINUTE_MS ? span : Math.ceil(span / MINUTE_MS) * MINUTE_MS
    return t('tooMany', { span: format.span(rounded, 'long') })
  }
  const over = left <= 0
  return (
    <MessageBar intent={over ? 'info' : 'error'} layout="multiline">
      <MessageBarBody>
        <span aria-hidden="true">{over ? t('tryNow') : words(left)}</span>
        <span role="alert" className={styles.aloud}>
          {over ? t('tryNow') : words(ms)}
        </span>
      </MessageBarBody>
    </MessageBar>
  )
}

function useTimeLeft(error: ApiError, ms: number): number {
  const [ticked, setTicked] = useState({ error, left: ms })
  useEffect(() => {
    const end = performance.now() + ms
    const timer = setInterval(() => {
      const rest = Math.ceil((end - performance.now()) / SECOND_MS) * SECOND_MS
      setTicked({ error, left: rest })
      if (rest <= 0) clearInterval(timer)
    }, SECOND_MS)
    return () => clearInterval(timer)
  }, [error, ms])
  // Another refusal begins anew, whatever is left of the one before.
  return ticked.error === error ? ticked.left : ms
}
