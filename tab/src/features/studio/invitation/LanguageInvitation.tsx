import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Group } from '../parts/Group.tsx'
import { useEditing } from '../use-editing.ts'
import { InvitationPreview } from './InvitationPreview.tsx'
import { placesIn, variantsIn, type Template, type Variant } from './coverage.ts'
import { PlaceField } from './PlaceField.tsx'
import { useStyles } from './LanguageInvitation.styles.ts'

export interface LanguageInvitationProps {
  template: Template
  language: SpokenLanguage
}

/** The invitation in one language: how it looks, and what stands at its places. */
export function LanguageInvitation({ template, language }: LanguageInvitationProps) {
  const { t } = useTranslation('studio')
  const styles = useStyles()
  const format = useFormat()
  const name = format.languageName(language)
  const [variant] = variantsIn(template, language)
  if (variant === undefined) {
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{t('invitation.missing', { language: name })}</MessageBarBody>
      </MessageBar>
    )
  }
  const places = placesIn(template, variant)
  return (
    <Group title={t('invitation.inLanguage', { language: name })} hint={t('invitation.inLanguageHint')}>
      <div className={styles.columns}>
        <div className={styles.fields}>
          <Status variant={variant} />
          {places.length === 0 ? (
            <p className={styles.nothing}>{t('invitation.noPlaces')}</p>
          ) : (
            places.map((place) => (
              <PlaceField
                key={`${variant.language} ${place}`}
                variant={variant}
                language={language}
                place={place}
              />
            ))
          )}
        </div>
        <InvitationPreview template={template} variant={variant} language={language} />
      </div>
    </Group>
  )
}

const HEALTH = {
  PENDING: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
} as const

/** Only what is wrong is worth a line. */
function Status({ variant }: { variant: Variant }) {
  const { t } = useTranslation(['studio', 'conversation'])
  const { view } = useEditing()
  if (variant.sendable) return null
  const known = Object.entries(HEALTH).find(([status]) => status === variant.status)?.[1] ?? 'other'
  return (
    <MessageBar intent={known === 'pending' ? 'warning' : 'error'} layout="multiline">
      <MessageBarBody>
        {t(`conversation:template.healthHint.${known}`)}{' '}
        {view.service.languages.length > 1 && t('studio:invitation.fallback')}
      </MessageBarBody>
    </MessageBar>
  )
}
