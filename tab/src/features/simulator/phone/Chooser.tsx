import { Avatar, Button, mergeClasses, Tooltip } from '@fluentui/react-components'
import { BeakerRegular, PersonAddRegular, PersonRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { chooserEntries, type ChooserEntry, type PhoneState } from '../state/phone-state.ts'
import { usePhoneNow } from '../use-phone-now.ts'
import { useStyles } from './screens.styles.ts'
import { usePreview } from './use-preview.ts'

export interface ChooserProps {
  state: PhoneState
  onChoose: (contactId: string) => void
  onAdd: () => void
  onOpenLab?: () => void
}

/** Whose phone am I holding? */
export function Chooser({ state, onChoose, onAdd, onOpenLab }: ChooserProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const now = usePhoneNow(state.aheadMs)
  return (
    <>
      <header className={styles.bar}>
        <h1 className={styles.title}>{t('chooser.title')}</h1>
        {onOpenLab !== undefined && (
          <Button
            appearance="subtle"
            size="large"
            aria-label={t('lab.open')}
            icon={<BeakerRegular />}
            onClick={onOpenLab}
          />
        )}
        <Tooltip content={t('chooser.add')} relationship="label">
          <Button appearance="subtle" size="large" icon={<PersonAddRegular />} onClick={onAdd} />
        </Tooltip>
      </header>
      <p className={styles.lead}>{t('chooser.lead')}</p>
      <div className={styles.scroll}>
        <ul className={styles.list} aria-label={t('chooser.list')}>
          {chooserEntries(state).map((entry) => (
            <li key={entry.contact.id}>
              <Entry entry={entry} now={now} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Entry({
  entry: { contact, unread, last },
  now,
  onChoose,
}: {
  entry: ChooserEntry
  now: Date
  onChoose: (contactId: string) => void
}) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const format = useFormat()
  const preview = usePreview()
  const notes = [
    contact.hasWhatsApp ? null : t('chooser.noWhatsApp'),
    contact.online ? null : t('chooser.isOffline'),
  ].filter((note) => note !== null)
  return (
    <button type="button" className={styles.entry} onClick={() => onChoose(contact.id)}>
      <CustomerAvatar name={contact.name} id={contact.id} size={48} />
      <span className={styles.names}>
        <span className={styles.name}>
          {contact.name}
          {notes.length > 0 && <span className={styles.when}> · {notes.join(', ')}</span>}
        </span>
        <span className={styles.preview}>
          {last === null
            ? (contact.phone ?? `@${contact.username ?? ''}`)
            : last.author === 'customer'
              ? t('chooser.you', { text: preview(last) })
              : preview(last)}
        </span>
      </span>
      <span className={styles.aside}>
        {last !== null && (
          <span className={mergeClasses(styles.when, unread > 0 && styles.whenUnread)}>
            {format.short(new Date(last.at), now)}
          </span>
        )}
        {unread > 0 && (
          <span className={styles.badge}>
            <span aria-hidden="true">{unread}</span>
            <span className={styles.hidden}>{t('chooser.unread', { count: unread })}</span>
          </span>
        )}
      </span>
    </button>
  )
}

/** Initials of a name; somebody known by number only has none. */
export function CustomerAvatar({ name, id, size }: { name: string; id: string; size: 32 | 36 | 40 | 48 }) {
  const named = /^\p{L}/u.test(name)
  return (
    <Avatar
      aria-hidden="true"
      size={size}
      color="colorful"
      idForColor={id}
      {...(named ? { name } : { icon: <PersonRegular /> })}
    />
  )
}
