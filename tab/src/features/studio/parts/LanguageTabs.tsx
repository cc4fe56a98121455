import { Tab, TabList } from '@fluentui/react-components'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useEditing } from '../use-editing.ts'
import { useStudioPlace } from '../use-studio-place.ts'
import { useStyles } from './LanguageTabs.styles.ts'

export interface LanguageTabsProps {
  /** Something about a language that is worth a mark, in words. */
  markOf?: (language: SpokenLanguage) => string | null
  children: (language: SpokenLanguage) => ReactNode
}

/** The service's languages, one at a time; the address says which. */
export function LanguageTabs({ markOf, children }: LanguageTabsProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const { languages } = useEditing()
  const { place, go } = useStudioPlace()
  const id = useId()
  const current = languages.find((language) => language === place.language) ?? languages[0]
  if (current === undefined) return <p className={styles.none}>{t('language.none')}</p>
  if (languages.length === 1) return children(current)
  return (
    <>
      <div className={styles.bar}>
        <TabList
          aria-label={t('language.label')}
          selectedValue={current}
          onTabSelect={(_, { value }) => go({ language: value as SpokenLanguage }, true)}
        >
          {languages.map((language) => {
            const mark = markOf?.(language) ?? null
            return (
              <Tab key={language} value={language} id={`${id}-${language}`} aria-controls={`${id}-panel`}>
                {format.languageName(language)}
                {mark !== null && (
                  <>
                    <span className={styles.mark} aria-hidden="true" title={mark} />
                    <span className={styles.hidden}>, {mark}</span>
                  </>
                )}
              </Tab>
            )
          })}
        </TabList>
      </div>
      {/* Another language is another form: nothing of the one before stays in its fields. */}
      <div
        key={current}
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${current}`}
        className={styles.panel}
      >
        {children(current)}
      </div>
    </>
  )
}
