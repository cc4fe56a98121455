import { Avatar } from '@fluentui/react-components'
import { SearchInfoRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactRow } from '../../../../../server/contract/privacy-routes.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { Group } from '../parts/Group.tsx'
import { useStyles } from '../parts/list.styles.ts'
import { ListRow } from '../parts/ListRow.tsx'
import { EraseDialog } from './EraseDialog.tsx'
import { PersonActions } from './PersonActions.tsx'

export interface ContactListProps {
  q: string
  contacts: readonly ContactRow[]
  onErased: (id: string) => void
}

/** Those who were found, and what can be done for them. */
export function ContactList({ q, contacts, onErased }: ContactListProps) {
  const styles = useStyles()
  const { t } = useTranslation('integrations')
  const [erasing, setErasing] = useState<ContactRow | null>(null)
  return (
    <>
      {contacts.length === 0 ? (
        <EmptyState
          icon={<SearchInfoRegular />}
          title={t('privacy.nobody', { q: safeName(q) })}
          hint={t('privacy.nobodyHint')}
        />
      ) : (
        <Group title={t('privacy.found', { count: contacts.length })}>
          <ul className={styles.list}>
            {contacts.map((contact) => (
              <Contact key={contact.id} contact={contact} onErase={() => setErasing(contact)} />
            ))}
          </ul>
        </Group>
      )}
      {erasing !== null && (
        <EraseDialog
          contact={erasing}
          onClose={() => setErasing(null)}
          onErased={() => {
            setErasing(null)
            onErased(erasing.id)
          }}
        />
      )}
    </>
  )
}

function Contact({ contact, onErase }: { contact: ContactRow; onErase: () => void }) {
  const { t } = useTranslation('integrations')
  const format = useFormat()
  const now = useNow()
  const name = safeName(contact.name)

  return (
    <ListRow
      media={<Avatar size={36} name={name} color="colorful" idForColor={contact.id} />}
      name={name === '' ? contact.address : name}
      detail={
        <>
          <span>{contact.address}</span>
          <span>{t('privacy.conversations', { count: contact.conversations })}</span>
          {contact.lastActivityAt !== null && (
            <span>
              {t('privacy.last', {
                moment: format.moment(new Date(contact.lastActivityAt), now),
              })}
            </span>
          )}
        </>
      }
      aside={
        <PersonActions
          path={`contacts/${contact.id}/export`}
          fileName={t('privacy.fileName', { name })}
          exportLabel={t('privacy.exportWhat', { name })}
          eraseLabel={t('privacy.eraseWhat', { name })}
          onErase={onErase}
        />
      }
    />
  )
}
