import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceSettings, ServiceSettingsView } from '../../../../../server/contract/service-settings.ts'
import { changedFields, fieldKey, sectionOf, type SettingsField } from '../state/fields.ts'
import { SECTIONS } from '../studio-place.ts'
import { BeforeAndAfter } from '../../../components/changes/BeforeAndAfter.tsx'
import { useStyles } from '../../../components/changes/changes.styles.ts'
import { useFieldWords } from './use-field-words.ts'

export interface DifferenceListProps {
  before: ServiceSettings
  after: ServiceSettings
  defaults: ServiceSettingsView['defaults']
  /** Only these; all that differ when absent. */
  fields?: readonly SettingsField[]
}

/** What differs between two settings in words: by field, how it was and how it is. */
export function DifferenceList({ before, after, defaults, fields }: DifferenceListProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { nameOf, valueOf } = useFieldWords(defaults)
  const shown = fields ?? changedFields(before, after)
  return (
    <div className={styles.sections}>
      {SECTIONS.map((section) => {
        const here = shown.filter((field) => sectionOf(field) === section)
        if (here.length === 0) return null
        return (
          <Fragment key={section}>
            <h3 className={styles.section}>{t(`section.${section}`)}</h3>
            <ul className={styles.list}>
              {here.map((field) => (
                <li key={fieldKey(field)} className={styles.item}>
                  <span className={styles.name}>{nameOf(field)}</span>
                  <BeforeAndAfter before={valueOf(field, before)} after={valueOf(field, after)} />
                </li>
              ))}
            </ul>
          </Fragment>
        )
      })}
    </div>
  )
}
