import { Switch } from '@fluentui/react-components'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceSettings, SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import type { AutoResponseName } from '../state/fields.ts'
import { useEditing } from '../use-editing.ts'
import { unknownIn } from './PromptField.tsx'
import { TextField } from './TextField.tsx'

/** What WhatsApp takes in one message. */
const LONGEST_RESPONSE = 4096

export interface AutoResponseFieldProps {
  language: SpokenLanguage
  name: AutoResponseName
}

/** The answer by machine while somebody is there, or while nobody is (DX-CONT-03, DX-CONT-04). */
export function AutoResponseField({ language, name }: AutoResponseFieldProps) {
  const { t } = useTranslation('studio')
  const { mine, view, change, may, issues } = useEditing()
  const own = mine.autoResponses[language]?.[name]
  const sends = own !== ''
  const lastText = useRef<string | undefined>(undefined)
  const label = t(`content.autoResponse.${name}.label`)
  const placeholders = name === 'offline' ? (['company', 'opensAt'] as const) : (['company'] as const)
  const put = (value: string | undefined): void =>
    change((settings) => withResponse(settings, { language, name }, value))

  function turn(on: boolean): void {
    if (!on) lastText.current = own
    put(on ? lastText.current : '')
  }

  return (
    <TextField
      label={label}
      hint={t(`content.autoResponse.${name}.hint`)}
      language={language}
      value={own ?? ''}
      standard={view.defaults.autoResponses[language][name]}
      max={LONGEST_RESPONSE}
      issue={issues.get(`autoResponses.${language}.${name}`)}
      warning={unknownIn(own ?? '', placeholders, (names) => t('content.sentAsIs', { names }))}
      placeholders={placeholders}
      readOnly={!may('autoResponses')}
      hidden={!sends}
      aside={
        <Switch
          checked={sends}
          disabled={!may('autoResponses')}
          label={t('content.sends')}
          labelPosition="before"
          aria-label={t('content.sendsWhat', { what: label })}
          onChange={(_, { checked }) => turn(checked)}
        />
      }
      // Only the switch says that nothing is sent: an empty field means the product's own text.
      onChange={(value) => put(value.trim() === '' ? undefined : value)}
    />
  )
}

function withResponse(
  settings: ServiceSettings,
  { language, name }: AutoResponseFieldProps,
  text: string | undefined,
): ServiceSettings {
  const { [name]: _before, ...others } = settings.autoResponses[language] ?? {}
  const texts = text === undefined ? others : { ...others, [name]: text }
  return { ...settings, autoResponses: { ...settings.autoResponses, [language]: texts } }
}
