import { mergeClasses, Select } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { controlApi } from '../state/control-api.ts'
import type { Template } from '../state/wire.ts'
import { useRun } from '../use-run.tsx'
import { useStyles } from './Laboratory.styles.ts'

const STATUSES = ['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED'] as const

/** What the platform says about the business's templates; every change is told by webhook. */
export function TemplatePanel({ templates }: { templates: readonly Template[] }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { languageName } = useFormat()
  const run = useRun()
  return (
    <ul className={styles.templates}>
      {templates.map((template) => (
        <li key={template.id} className={styles.template}>
          <span className={styles.templateName}>
            <span className={styles.mono}>{template.name}</span>
            <br />
            <span className={mergeClasses(styles.muted)}>{languageName(template.language)}</span>
          </span>
          <Select
            size="small"
            aria-label={t('templates.status', {
              name: template.name,
              language: languageName(template.language),
            })}
            value={template.status}
            onChange={(_event, { value }) => void run(controlApi.setTemplateStatus(template.id, value))}
          >
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {t(`templates.${status}`)}
              </option>
            ))}
          </Select>
        </li>
      ))}
    </ul>
  )
}
