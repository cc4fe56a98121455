import { Button, Input, Select, Spinner, Tooltip } from '@fluentui/react-components'
import {
  ArrowClockwise20Regular,
  DocumentText48Regular,
  ErrorCircle48Regular,
  Search20Regular,
} from '@fluentui/react-icons'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateView } from '../../../../../server/contract/template.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { categoryName } from './category-name.ts'
import { recentTemplates } from './recent-templates.ts'
import { TemplateOptions } from './TemplateOptions.tsx'
import { useStyles } from './TemplateList.styles.ts'
import { filterTemplates, groupTemplates, matchingLanguage, type TemplateFilter } from './template-search.ts'
import type { TemplatesState } from './use-templates.ts'

interface TemplateListProps {
  state: TemplatesState
  language: string | null
  chosen: TemplateView | null
  onChoose: (template: TemplateView) => void
  /** On narrow screens: goes on to the values. */
  onConfirm: () => void
  onRefresh: () => void
  onRetry: () => void
}

const NO_FILTER: TemplateFilter = { query: '', language: '', category: '' }
const NONE: readonly TemplateView[] = []

/** The templates with search and filters; the customer's language is chosen beforehand. */
export function TemplateList(props: TemplateListProps) {
  const { state, language, chosen, onChoose, onConfirm, onRefresh, onRetry } = props
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  const templates = state.step === 'ready' ? state.templates : NONE
  const [filter, setFilter] = useState<TemplateFilter | null>(null)
  const current = filter ?? { ...NO_FILTER, language: matchingLanguage(templates, language) }
  const change = (changes: Partial<TemplateFilter>) => setFilter({ ...current, ...changes })
  const { query, language: wanted, category } = current
  const groups = useMemo(
    () =>
      groupTemplates(filterTemplates(templates, { query, language: wanted, category }), recentTemplates()),
    [templates, query, wanted, category],
  )
  const languages = unique(templates.map((template) => template.language))
  const categories = unique(templates.map((template) => template.category))
  const best = groups.recent[0] ?? groups.all.find((template) => template.sendable)
  useEffect(() => {
    if (chosen === null && best !== undefined) onChoose(best)
  }, [chosen, best, onChoose])

  return (
    <>
      <div className={styles.filters}>
        <div className={styles.row}>
          <Input
            className={styles.search}
            value={query}
            placeholder={t('template.search')}
            aria-label={t('template.search')}
            contentBefore={<Search20Regular />}
            onChange={(_, { value }) => change({ query: value })}
          />
          <Tooltip content={t('template.refresh')} relationship="label">
            <Button
              appearance="subtle"
              disabledFocusable={state.step !== 'ready' || state.refreshing}
              icon={
                state.step === 'ready' && state.refreshing ? (
                  <Spinner size="tiny" aria-hidden="true" />
                ) : (
                  <ArrowClockwise20Regular />
                )
              }
              onClick={onRefresh}
            />
          </Tooltip>
        </div>
        <div className={styles.row}>
          <Select
            size="small"
            className={styles.select}
            aria-label={t('template.language')}
            value={wanted}
            onChange={(_, { value }) => change({ language: value })}
          >
            <option value="">{t('template.allLanguages')}</option>
            {languages.map((one) => (
              <option key={one} value={one}>
                {format.languageName(one.replace('_', '-'))}
              </option>
            ))}
          </Select>
          <Select
            size="small"
            className={styles.select}
            aria-label={t('template.category')}
            value={category}
            onChange={(_, { value }) => change({ category: value })}
          >
            <option value="">{t('template.allCategories')}</option>
            {categories.map((one) => (
              <option key={one} value={one}>
                {categoryName(one, t)}
              </option>
            ))}
          </Select>
        </div>
      </div>
      <div className={styles.scroll}>{content()}</div>
    </>
  )

  function content(): ReactNode {
    if (state.step === 'loading') return <Spinner className={styles.spinner} label={t('template.loading')} />
    if (state.step === 'failed') {
      return (
        <EmptyState
          icon={<ErrorCircle48Regular />}
          title={t('template.failed')}
          actions={<Button onClick={onRetry}>{t('template.retry')}</Button>}
        />
      )
    }
    if (templates.length === 0) {
      return (
        <EmptyState
          icon={<DocumentText48Regular />}
          title={t('template.empty')}
          hint={t('template.emptyHint')}
        />
      )
    }
    if (groups.recent.length + groups.all.length === 0) {
      return (
        <EmptyState
          title={t('template.noMatch')}
          hint={t('template.noMatchHint')}
          actions={<Button onClick={() => setFilter(NO_FILTER)}>{t('template.clear')}</Button>}
        />
      )
    }
    return <TemplateOptions groups={groups} chosen={chosen} onChoose={onChoose} onConfirm={onConfirm} />
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}
