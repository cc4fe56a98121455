import { mergeClasses, Radio, RadioGroup, SearchBox } from '@fluentui/react-components'
import {
  CheckmarkCircle16Filled,
  DismissCircle16Regular,
  ErrorCircle16Filled,
  type FluentIcon,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useEditing } from '../use-editing.ts'
import { coverageIn, type Coverage, type Template } from './coverage.ts'
import { useStyles } from './TemplateChoice.styles.ts'

/** From here on a list is searched rather than read. */
const SEARCHED_FROM = 8
const NO_TEMPLATE = ''

/** One of the channel's templates, each with the languages in which it could invite. */
export function TemplateChoice() {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { mine, view, change, may } = useEditing()
  const [wanted, setWanted] = useState('')
  const chosen = mine.invitation.template
  const { templates } = view
  const words = wanted.trim().toLowerCase()
  const shown = templates.filter(
    (template) =>
      template.name === chosen ||
      template.name.toLowerCase().includes(words) ||
      template.languages.some(({ body }) => body.toLowerCase().includes(words)),
  )
  const isGone = chosen !== null && !templates.some(({ name }) => name === chosen)
  return (
    <div className={styles.root}>
      {templates.length >= SEARCHED_FROM && (
        <SearchBox
          className={styles.search}
          value={wanted}
          placeholder={t('invitation.search')}
          aria-label={t('invitation.search')}
          onChange={(_, { value }) => setWanted(value)}
        />
      )}
      <RadioGroup
        className={styles.list}
        aria-label={t('invitation.template')}
        value={chosen ?? NO_TEMPLATE}
        disabled={!may('invitation')}
        onChange={(_, { value }) =>
          change((settings) => ({
            ...settings,
            invitation: { ...settings.invitation, template: value === NO_TEMPLATE ? null : value },
          }))
        }
      >
        {isGone && (
          <Radio
            className={styles.option}
            value={chosen}
            label={
              <span className={styles.label}>
                <span className={styles.name}>{chosen}</span>
                <span className={styles.gone}>{t('invitation.gone')}</span>
              </span>
            }
          />
        )}
        {shown.map((template) => (
          <Radio
            key={template.name}
            className={styles.option}
            value={template.name}
            label={<TemplateLabel template={template} />}
          />
        ))}
        <Radio className={styles.option} value={NO_TEMPLATE} label={t('invitation.noTemplate')} />
      </RadioGroup>
      {words !== '' && shown.length === 0 && <p className={styles.none}>{t('invitation.noMatch')}</p>}
    </div>
  )
}

function TemplateLabel({ template }: { template: Template }) {
  const styles = useStyles()
  const { languages } = useEditing()
  return (
    <span className={styles.label}>
      <span className={styles.name}>{template.name}</span>
      <span className={styles.body}>{template.languages[0]?.body}</span>
      <span className={styles.chips}>
        {languages.map((language) => (
          <CoverageChip key={language} language={language} coverage={coverageIn(template, language)} />
        ))}
      </span>
    </span>
  )
}

const ICONS: Readonly<Record<Coverage, FluentIcon>> = {
  sendable: CheckmarkCircle16Filled,
  blocked: ErrorCircle16Filled,
  missing: DismissCircle16Regular,
}

function CoverageChip({ language, coverage }: { language: SpokenLanguage; coverage: Coverage }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const Icon = ICONS[coverage]
  return (
    <span className={mergeClasses(styles.chip, styles[coverage])}>
      <Icon className={styles.chipIcon} aria-hidden />
      {format.languageName(language)}
      <span className={styles.hidden}>: {t(`invitation.coverage.${coverage}`)}</span>
    </span>
  )
}
