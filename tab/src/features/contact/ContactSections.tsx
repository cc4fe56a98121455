import { Button } from '@fluentui/react-components'
import { MegaphoneOffRegular, MergeRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  ContactView,
  ConversationDetail,
  ConversationView,
} from '../../../../server/contract/conversation.ts'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useStyles } from './DetailsPanel.styles.ts'
import { IdentityRow } from './IdentityRow.tsx'
import { windowSentence } from './window-sentence.ts'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  )
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <div className={styles.fact}>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  )
}

export function IdentitiesSection({ contact }: { contact: ContactView }) {
  const { t } = useTranslation('contact')
  return (
    <Section title={t('identities')}>
      <div>
        {contact.identities.map((identity) => (
          <IdentityRow key={`${identity.channelKind} ${identity.value}`} identity={identity} />
        ))}
      </div>
    </Section>
  )
}

export function PersonSection({ contact }: { contact: ContactView }) {
  const styles = useStyles()
  const { t } = useTranslation('contact')
  const format = useFormat()
  return (
    <Section title={t('contact')}>
      <dl className={styles.facts}>
        {contact.country !== null && <Fact term={t('country')}>{format.country(contact.country)}</Fact>}
        {contact.language !== null && (
          <Fact term={t('language')}>{format.languageName(contact.language)}</Fact>
        )}
        <Fact term={t('since')}>{format.date(new Date(contact.createdAt))}</Fact>
      </dl>
      {contact.marketingOptOut && (
        <div className={styles.optOut}>
          <MegaphoneOffRegular fontSize={16} aria-hidden="true" />
          {t('marketingOptOut')}
        </div>
      )}
    </Section>
  )
}

export function WindowSection({ conversation }: { conversation: ConversationView }) {
  const styles = useStyles()
  const { t } = useTranslation('contact')
  const format = useFormat()
  const now = useNow(conversation.window.open ? conversation.window.closesAt : null)
  return (
    <Section title={t('window')}>
      <p className={styles.text}>
        {windowSentence({ t, moment: format.moment, exactSpan: format.exactSpan }, conversation.window, now)}
      </p>
    </Section>
  )
}

export interface PreviousSectionProps {
  previous: ConversationDetail['previous']
  link: (id: string) => string
  onOpen: (id: string) => void
  /** Offers to take some of them in; absent where that is not allowed. */
  onMerge?: () => void
}

export function PreviousSection({ previous, link, onOpen, onMerge }: PreviousSectionProps) {
  const styles = useStyles()
  const { t } = useTranslation(['contact', 'common'])
  const format = useFormat()
  return (
    <Section title={t('contact:previous')}>
      {previous.length === 0 && <p className={styles.quiet}>{t('contact:noPrevious')}</p>}
      <ul className={styles.links}>
        {previous.map((other) => {
          const status = t(`common:status.${other.status}`)
          const date = format.date(new Date(other.updatedAt))
          return (
            <li key={other.id}>
              <a
                className={styles.link}
                href={link(other.id)}
                aria-label={t('contact:previousLink', { number: other.number, status, date })}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
                  event.preventDefault()
                  onOpen(other.id)
                }}
              >
                <span>#{other.number}</span>
                <span className={styles.linkMeta}>
                  {status} · {date}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
      {onMerge !== undefined && previous.some((other) => other.mergeable) && (
        <Button size="small" className={styles.merge} icon={<MergeRegular />} onClick={onMerge}>
          {t('contact:merge')}
        </Button>
      )}
    </Section>
  )
}
