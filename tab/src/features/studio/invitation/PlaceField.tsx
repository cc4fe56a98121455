import { Input } from '@fluentui/react-components'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceSettings, SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { PlaceholderButtons } from '../content/PlaceholderButtons.tsx'
import { unknownIn } from '../content/PromptField.tsx'
import { Issue } from '../parts/Row.tsx'
import { useEditing } from '../use-editing.ts'
import { standardValue, valueAt, type Variant } from './coverage.ts'
import { useStyles } from './LanguageInvitation.styles.ts'

/** What the contract takes for one value. */
const LONGEST_VALUE = 1024
const KNOWN = ['company', 'name'] as const

export interface PlaceFieldProps {
  variant: Variant
  language: SpokenLanguage
  /** Such as `body.1`. */
  place: string
}

/** What stands at one place of a template. */
export function PlaceField({ variant, language, place }: PlaceFieldProps) {
  const { t } = useTranslation('studio')
  const styles = useStyles()
  const { mine, change, may, issues } = useEditing()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const label = usePlaceName()(place)
  const own = mine.invitation.values[language]?.[place] ?? ''
  const issue = issues.get(`invitation.values.${language}.${place}`)
  const warning =
    valueAt(mine, variant, { language, place }) === ''
      ? t('invitation.empty')
      : unknownIn(own, KNOWN, (names) => t('content.sentAsIs', { names }))
  const put = (value: string): void => change((settings) => withValue(settings, { language, place, value }))
  return (
    <div className={styles.place}>
      <label htmlFor={id} className={styles.placeLabel}>
        {label}
      </label>
      <Input
        id={id}
        input={{ ref: field, lang: language }}
        value={own}
        placeholder={standardValue(variant, place)}
        readOnly={!may('invitation')}
        aria-describedby={`${id}-note`}
        {...(issue === undefined ? {} : { 'aria-invalid': true as const })}
        onChange={(_, { value }) => put(value)}
      />
      <span id={`${id}-note`}>
        {issue !== undefined ? (
          <Issue>{t(`issue.${issue}`, { max: LONGEST_VALUE })}</Issue>
        ) : (
          warning !== null && <span className={styles.warning}>{warning}</span>
        )}
      </span>
      {may('invitation') && (
        <div className={styles.tools}>
          <PlaceholderButtons what={label} names={KNOWN} value={own} field={field} onChange={put} />
        </div>
      )}
    </div>
  )
}

/** Names places of templates: `body.1` is “Text {{1}}”. */
export function usePlaceName(): (place: string) => string {
  const { t } = useTranslation('studio')
  return (place) => {
    const [group = '', key = ''] = place.split('.')
    if (group === 'buttons') return t('place.button', { number: Number(key) + 1 })
    return t(group === 'header' ? 'place.header' : 'place.body', { key: `{{${key}}}` })
  }
}

function withValue(
  settings: ServiceSettings,
  { language, place, value }: { language: SpokenLanguage; place: string; value: string },
): ServiceSettings {
  const { values } = settings.invitation
  const { [place]: _before, ...others } = values[language] ?? {}
  const given = value === '' ? others : { ...others, [place]: value }
  return { ...settings, invitation: { ...settings.invitation, values: { ...values, [language]: given } } }
}
