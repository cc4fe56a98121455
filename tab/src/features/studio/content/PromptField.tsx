import { useTranslation } from 'react-i18next'
import {
  LONGEST_PROMPT,
  type DeflectorPromptName,
  type ServiceSettings,
  type SpokenLanguage,
} from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { PlayButton } from '../parts/PlayButton.tsx'
import { fillIn, placeholdersIn } from '../speech/placeholders.ts'
import { speakingSeconds } from '../speech/speaking-time.ts'
import { useEditing } from '../use-editing.ts'
import { TextField } from './TextField.tsx'

/** Where the number is known that the message goes to; elsewhere it would be read as nothing. */
const KNOWS_NUMBER: readonly DeflectorPromptName[] = ['reuseQuestion', 'tryAgain', 'close']
const EXAMPLE_DIGITS = '4 2 1 1'

export interface PromptFieldProps {
  language: SpokenLanguage
  name: DeflectorPromptName
}

/** One of the five prompts; the product's own text holds until there is another (DX-DEFL-14). */
export function PromptField({ language, name }: PromptFieldProps) {
  const { t } = useTranslation('studio')
  const format = useFormat()
  const { mine, view, change, may, company, issues } = useEditing()
  const own = mine.prompts[language]?.[name] ?? ''
  const standard = view.defaults.prompts[language][name]
  const text = own.trim() === '' ? standard : own
  const label = t(`content.prompt.${name}.label`)
  const speed = mine.telephony.voices[language]?.speed ?? 1
  const placeholders = KNOWS_NUMBER.includes(name) ? (['company', 'number'] as const) : (['company'] as const)
  return (
    <TextField
      label={label}
      hint={t(`content.prompt.${name}.hint`)}
      language={language}
      value={own}
      standard={standard}
      max={LONGEST_PROMPT}
      issue={issues.get(`prompts.${language}.${name}`)}
      warning={unknownIn(own, placeholders, (names) => t('content.leftOut', { names }))}
      placeholders={placeholders}
      readOnly={!may('prompts')}
      extent={t('content.duration', {
        span: format.span(speakingSeconds(text, language, speed) * 1000, 'long'),
      })}
      tools={
        <PlayButton
          what={label}
          text={fillIn(text, { company, number: EXAMPLE_DIGITS })}
          language={language}
          speed={speed}
        />
      }
      onChange={(value) => change((settings) => withPrompt(settings, { language, name }, value))}
    />
  )
}

/** A warning about placeholders that nobody will fill in. */
export function unknownIn(
  text: string,
  known: readonly string[],
  words: (names: string) => string,
): string | null {
  const unknown = placeholdersIn(text).filter((name) => !known.includes(name))
  return unknown.length === 0 ? null : words(unknown.map((name) => `{{${name}}}`).join(', '))
}

function withPrompt(
  settings: ServiceSettings,
  { language, name }: PromptFieldProps,
  text: string,
): ServiceSettings {
  const { [name]: _before, ...others } = settings.prompts[language] ?? {}
  const prompts = text === '' ? others : { ...others, [name]: text }
  return { ...settings, prompts: { ...settings.prompts, [language]: prompts } }
}
