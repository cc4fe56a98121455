import { Document24Regular, Image24Regular, Location24Regular, Video24Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { TemplateView } from '../../../../../server/contract/template.ts'
import { safeName } from '../messages/text-format.ts'
import { TemplateButtons, TemplateContent } from '../messages/TemplateContent.tsx'
import { filledBody, filledHeader, type FieldValues } from './template-filling.ts'
import { useStyles } from './TemplatePreview.styles.ts'

interface TemplatePreviewProps {
  template: TemplateView
  values: FieldValues
  contactName: string
  /** The picture at the top, once chosen. */
  fileUrl: string | null
}

const MEDIA_ICONS = {
  image: <Image24Regular />,
  video: <Video24Regular />,
  document: <Document24Regular />,
  location: <Location24Regular />,
} as const

/** The template as it will arrive, with the values so far. */
export function TemplatePreview({ template, values, contactName, fileUrl }: TemplatePreviewProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const { header } = template
  const media = header?.kind === 'media' ? header.media : header?.kind === 'location' ? 'location' : null
  const text = filledHeader(template, values)
  return (
    <figure className={styles.root} aria-label={t('template.previewLabel', { name: safeName(contactName) })}>
      <figcaption className={styles.label}>{t('template.preview')}</figcaption>
      <div className={styles.stage}>
        <div className={styles.bubble}>
          {media !== null &&
            (fileUrl === null ? (
              <span className={styles.media}>{MEDIA_ICONS[media]}</span>
            ) : (
              <img className={styles.picture} src={fileUrl} alt="" />
            ))}
          <TemplateContent
            template={{
              name: template.name,
              language: template.language,
              ...(text === undefined ? {} : { header: text }),
              ...(template.footer === null ? {} : { footer: template.footer }),
            }}
            text={filledBody(template, values)}
          />
          {template.buttons.length > 0 && <TemplateButtons buttons={template.buttons} />}
        </div>
      </div>
    </figure>
  )
}
