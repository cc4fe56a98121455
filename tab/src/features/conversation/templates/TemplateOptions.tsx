/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus -- a list box of rows with several lines has no tag; the focus is on its options */
import { Badge, mergeClasses } from '@fluentui/react-components'
import { useId, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateView } from '../../../../../server/contract/template.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../messages/text-format.ts'
import { categoryName } from './category-name.ts'
import { fillText } from './template-filling.ts'
import { useStyles } from './TemplateOptions.styles.ts'
import { readableName, templateHealth, type TemplateGroups, type TemplateHealth } from './template-search.ts'

interface TemplateOptionsProps {
  groups: TemplateGroups
  chosen: TemplateView | null
  onChoose: (template: TemplateView) => void
  onConfirm: () => void
}

/** How the text reads with the provider's examples. */
function sample({ body, bodyParameters }: TemplateView): string {
  return fillText(
    body,
    (key) => bodyParameters.find((parameter) => parameter.key === key)?.example ?? '',
  ).replace(/[*_~]/gu, '')
}

const TONES: Readonly<Record<TemplateHealth, 'success' | 'warning' | 'danger' | 'informative'>> = {
  approved: 'success',
  mediumQuality: 'warning',
  lowQuality: 'warning',
  paused: 'warning',
  pending: 'informative',
  rejected: 'danger',
  disabled: 'danger',
  other: 'informative',
}

/** The list box of templates: arrows choose, Enter goes on. */
export function TemplateOptions({ groups, chosen, onChoose, onConfirm }: TemplateOptionsProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const root = useRef<HTMLDivElement>(null)
  const headingId = useId()
  const all = [...groups.recent, ...groups.all]
  const tabStop = all.some((template) => template.id === chosen?.id) ? chosen?.id : all[0]?.id

  const onKeyDown = (event: KeyboardEvent) => {
    const at = all.findIndex((template) => template.id === chosen?.id)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = all[at + step]
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onConfirm()
    } else if (step !== 0 && next !== undefined) {
      event.preventDefault()
      onChoose(next)
      root.current?.querySelector<HTMLElement>(`[data-template="${next.id}"]`)?.focus()
    }
  }
  const sections = [
    { name: 'recent', templates: groups.recent },
    { name: 'all', templates: groups.all },
  ] as const
  return (
    <div
      ref={root}
      role="listbox"
      aria-label={t('template.list')}
      className={styles.root}
      onKeyDown={onKeyDown}
    >
      {sections.map(
        ({ name, templates }) =>
          templates.length > 0 && (
            <div key={name} role="group" aria-labelledby={`${headingId} ${name}`.replace(' ', '-')}>
              <div id={`${headingId}-${name}`} className={styles.heading} role="presentation">
                {t(`template.${name}`)}
              </div>
              {templates.map((template) => (
                <Option
                  key={template.id}
                  template={template}
                  chosen={template.id === chosen?.id}
                  tabStop={template.id === tabStop}
                  onChoose={() => {
                    onChoose(template)
                    onConfirm()
                  }}
                />
              ))}
            </div>
          ),
      )}
    </div>
  )
}

interface OptionProps {
  template: TemplateView
  chosen: boolean
  tabStop: boolean
  onChoose: () => void
}

function Option({ template, chosen, tabStop, onChoose }: OptionProps) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  const health = templateHealth(template)
  const name = readableName(safeName(template.name))
  const language = format.languageName(template.language.replace('_', '-'))
  return (
    // The list box handles the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      data-template={template.id}
      aria-selected={chosen}
      aria-disabled={!template.sendable}
      aria-label={t('template.inLanguage', { name, language, health: t(`template.health.${health}`) })}
      title={template.sendable ? undefined : t(`template.healthHint.${health}`)}
      tabIndex={tabStop ? 0 : -1}
      className={mergeClasses(styles.option, chosen && styles.chosen)}
      onClick={onChoose}
    >
      <span className={styles.line}>
        <span className={mergeClasses(styles.name, !template.sendable && styles.dim)}>{name}</span>
        {health !== 'approved' && (
          <Badge size="small" appearance="tint" color={TONES[health]}>
            {t(`template.health.${health}`)}
          </Badge>
        )}
      </span>
      <span className={styles.body} dir="auto">
        {sample(template)}
      </span>
      <span className={styles.facts}>{`${language} · ${categoryName(template.category, t)}`}</span>
    </div>
  )
}
