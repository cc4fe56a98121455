import { useTranslation } from 'react-i18next'
import type { LocationContent, Message, Person } from '../state/wire.ts'
import { CardPart } from './CardPart.tsx'
import { CustomerAvatar } from './Chooser.tsx'
import { useStyles } from './content.styles.ts'
import { MapPart } from './MapPart.tsx'
import { MediaPart } from './MediaPart.tsx'
import { PhoneText } from './PhoneText.tsx'

/** What a message holds. */
export function BubbleContent({ message }: { message: Message }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { content } = message
  if (message.deletedAt !== undefined) return <span className={styles.gone}>{t('bubble.deleted')}</span>
  switch (content.kind) {
    case 'text':
    case 'choice':
      return <PhoneText text={content.text} />
    case 'media':
      return (
        <>
          <MediaPart content={content} message={message} />
          {content.caption !== undefined && <PhoneText text={content.caption} />}
        </>
      )
    case 'location':
      return <LocationPart place={content} />
    case 'contacts':
      return content.people.map((person) => (
        <PersonPart key={`${person.name} ${person.phones.join()}`} person={person} />
      ))
    case 'card':
      return <CardPart card={content} message={message} />
  }
}

function LocationPart({ place }: { place: LocationContent }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  return (
    <>
      <MapPart place={place} />
      <span className={styles.placeName}>{place.name ?? t('kind.location')}</span>
      {place.address !== undefined && <span className={styles.small}>{place.address}</span>}
    </>
  )
}

function PersonPart({ person }: { person: Person }) {
  const styles = useStyles()
  return (
    <span className={styles.person}>
      <CustomerAvatar name={person.name} id={person.name} size={40} />
      <span className={styles.personText}>
        <strong>{person.name}</strong>
        {person.organisation !== undefined && <span className={styles.small}>{person.organisation}</span>}
        {person.phones.map((phone) => (
          <span key={phone} className={styles.small}>
            {phone}
          </span>
        ))}
      </span>
    </span>
  )
}
