import { AppError } from '../server/lib/errors.ts'
import { botLog } from '../server/lib/logger.ts'
import type { Locale } from '../server/contract/member.ts'
import { problemText } from './texts/texts.ts'

/** What came of a press or a command, in a sentence. */
export interface Notice {
  tone: 'good' | 'warning' | 'attention'
  text: string
}

export function good(text: string): Notice {
  return { tone: 'good', text }
}

/** It was not done, and nothing is broken. */
export function warning(text: string): Notice {
  return { tone: 'warning', text }
}

/** Why a use case did not do it, in the language of whoever tried; what nobody expected is logged and called that. */
export function noticeOfError(error: unknown, locale: Locale): Notice {
  if (error instanceof AppError && error.code !== 'internal_error')
    return warning(problemText(error.code, locale))
  botLog.error({ err: error }, 'a press could not be carried out')
  return { tone: 'attention', text: problemText('internal_error', locale) }
}
