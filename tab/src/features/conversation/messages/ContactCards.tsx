import { Button } from '@fluentui/react-components'
import {
  Call16Regular,
  Checkmark16Regular,
  Copy16Regular,
  Mail16Regular,
  Person20Regular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { SharedContact } from '../../../../../server/contract/message.ts'
import { useStyles } from './cards.styles.ts'
import { safeName } from './text-format.ts'
import { useCopy } from './use-copy.ts'

/** Contacts that the customer passed on: numbers to call or copy, addresses to write to. */
export function ContactCards({ contacts }: { contacts: readonly SharedContact[] }) {
  const styles = useStyles()
  return (
    <div className={styles.stack}>
      {contacts.map((contact, index) => (
        <ContactCard key={index} contact={contact} />
      ))}
    </div>
  )
}

function ContactCard({ contact }: { contact: SharedContact }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  return (
    <div className={styles.card}>
      <span className={styles.head}>
        <span className={styles.icon} aria-hidden="true">
          <Person20Regular />
        </span>
        <span className={styles.title} dir="auto">
          {safeName(contact.name) || t('kind.contacts')}
        </span>
      </span>
      {contact.organisation !== undefined && (
        <span className={styles.quiet}>{safeName(contact.organisation)}</span>
      )}
      {contact.phones.map(({ number, type }, index) => (
        <ContactLine
          key={`phone ${index}`}
          value={safeName(number)}
          hint={type}
          href={`tel:${number.replace(/[^\d+]/gu, '')}`}
          action={t('contact.call', { value: safeName(number) })}
          icon={<Call16Regular />}
        />
      ))}
      {contact.emails.map((email, index) => (
        <ContactLine
          key={`mail ${index}`}
          value={safeName(email)}
          href={`mailto:${encodeURIComponent(email)}`}
          action={t('contact.mail', { value: safeName(email) })}
          icon={<Mail16Regular />}
        />
      ))}
      {[...(contact.addresses ?? []), ...(contact.urls ?? [])].map((line, index) => (
        <span key={`line ${index}`} className={styles.quiet}>
          {safeName(line)}
        </span>
      ))}
      {contact.birthday !== undefined && (
        <span className={styles.quiet}>
          {t('contact.birthday')}: {safeName(contact.birthday)}
        </span>
      )}
    </div>
  )
}

interface ContactLineProps {
  value: string
  hint?: string | undefined
  href: string
  action: string
  icon: ReactElement
}

function ContactLine({ value, hint, href, action, icon }: ContactLineProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const { copied, copy } = useCopy()
  return (
    <span className={styles.row}>
      <span className={styles.value}>
        {value}
        {hint !== undefined && <span className={styles.quiet}> {safeName(hint).toLowerCase()}</span>}
      </span>
      <span className={styles.tools}>
        <Button
          as="a"
          href={href}
          size="small"
          appearance="subtle"
          icon={icon}
          aria-label={action}
          title={action}
        />
        <Button
          size="small"
          appearance="subtle"
          icon={copied ? <Checkmark16Regular /> : <Copy16Regular />}
          aria-label={copied ? t('message.copied') : t('contact.copy', { value })}
          onClick={() => copy(value)}
        />
      </span>
    </span>
  )
}
