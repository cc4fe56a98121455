import { Form20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { useStyles } from './cards.styles.ts'
import { safeName } from './text-format.ts'

/** What the customer filled in, field by field. */
export function FormAnswers({
  fields,
  title,
}: {
  fields: NonNullable<MessageView['form']>
  title?: string | undefined
}) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  return (
    <div className={styles.card}>
      <span className={styles.head}>
        <span className={styles.icon} aria-hidden="true">
          <Form20Regular />
        </span>
        <span className={styles.title}>{safeName(title ?? '') || t('form.title')}</span>
      </span>
      {fields.length === 0 ? (
        <span className={styles.quiet}>{t('form.empty')}</span>
      ) : (
        <dl className={styles.fields}>
          {fields.map(({ name, value }, index) => (
            <div key={index}>
              <dt className={styles.fieldName}>{readableField(name)}</dt>
              <dd className={styles.fieldValue} dir="auto">
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

/** Forms name their fields for machines, such as `house_number`. */
function readableField(name: string): string {
  const words = safeName(name).replace(/[_-]+/gu, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
