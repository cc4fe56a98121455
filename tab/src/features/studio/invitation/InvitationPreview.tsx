import { useTranslation } from 'react-i18next'
import type { SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { TemplateContent } from '../../conversation/messages/TemplateContent.tsx'
import { fillIn, placeholdersIn } from '../speech/placeholders.ts'
import { useEditing } from '../use-editing.ts'
import { valueAt, type Template, type Variant } from './coverage.ts'
import { useStyles } from './LanguageInvitation.styles.ts'

const SOMEBODY = 'Maria Rossi'

export interface InvitationPreviewProps {
  template: Template
  variant: Variant
  language: SpokenLanguage
}

/** The message as it will arrive, as far as its text is known; a place without a value stays visible. */
export function InvitationPreview({ template, variant, language }: InvitationPreviewProps) {
  const { t } = useTranslation('studio')
  const styles = useStyles()
  const { mine, company } = useEditing()
  const values = placeholdersIn(variant.body).flatMap((name) => {
    const value = valueAt(mine, variant, { language, place: `body.${name}` })
    return value === '' ? [] : [[name, fillIn(value, { company, name: SOMEBODY })]]
  })
  const hasMore = template.places.some((place) => !place.startsWith('body.'))
  return (
    <figure className={styles.preview}>
      <figcaption className={styles.previewLabel}>{t('invitation.preview')}</figcaption>
      <div className={styles.stage}>
        <div className={styles.bubble} lang={language}>
          <TemplateContent
            template={{ name: template.name, language: variant.language }}
            text={fillIn(variant.body, Object.fromEntries(values) as Record<string, string>)}
          />
        </div>
      </div>
      {hasMore && <div className={styles.previewLabel}>{t('invitation.previewMore')}</div>}
    </figure>
  )
}
