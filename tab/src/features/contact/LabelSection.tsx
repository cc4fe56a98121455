import {
  Button,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  Tag,
} from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { Section } from './ContactSections.tsx'
import type { DetailsPanelProps } from './DetailsPanel.tsx'
import { useStyles } from './DetailsPanel.styles.ts'
import { mayRearrange } from './may-rearrange.ts'

/** The labels of the conversation: each leads to others with it, and can be taken off. */
export function LabelSection({
  conversation: { labels },
  detail,
  onLabel,
  onShowLabel,
  onAsk,
}: Pick<DetailsPanelProps, 'conversation' | 'detail' | 'onLabel' | 'onShowLabel' | 'onAsk'>) {
  const { t } = useTranslation('contact')
  const styles = useStyles()
  const may = mayRearrange(detail?.can)
  if (!may && labels.length === 0) return null
  return (
    <Section title={t('labels')}>
      <div className={styles.labels}>
        {labels.map((label) =>
          may ? (
            <InteractionTag key={label} size="small" className={styles.label}>
              <InteractionTagPrimary
                hasSecondaryAction
                title={t('showLabel', { label })}
                onClick={() => onShowLabel(label)}
              >
                {label}
              </InteractionTagPrimary>
              <InteractionTagSecondary
                aria-label={t('removeLabel', { label })}
                onClick={() => onLabel(labels.filter((other) => other !== label))}
              />
            </InteractionTag>
          ) : (
            <Tag key={label} size="small" className={styles.label}>
              {label}
            </Tag>
          ),
        )}
        {may && (
          <Button
            size="small"
            appearance="subtle"
            icon={<AddRegular />}
            aria-keyshortcuts="L"
            onClick={() => onAsk('labels')}
          >
            {t('addLabel')}
          </Button>
        )}
      </div>
    </Section>
  )
}
