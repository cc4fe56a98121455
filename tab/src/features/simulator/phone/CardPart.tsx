import {
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import {
  ArrowReplyRegular,
  CallRegular,
  CopyRegular,
  LocationRegular,
  OpenRegular,
  TextBulletListRegular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { controlApi } from '../state/control-api.ts'
import type { CardButton, CardContent, Message } from '../state/wire.ts'
import { useRun, useTell } from '../use-run.tsx'
import { useChatTools } from './chat-tools.ts'
import { useStyles } from './content.styles.ts'
import { MapPart } from './MapPart.tsx'
import { MediaPart } from './MediaPart.tsx'
import { PhoneText } from './PhoneText.tsx'
import { PLACES } from './places.ts'

/** A template or an interactive message, with buttons to tap. */
export function CardPart({ card, message }: { card: CardContent; message: Message }) {
  const styles = useStyles()
  const { header } = card
  return (
    <>
      {header?.kind === 'text' && <strong className={styles.cardTitle}>{header.text}</strong>}
      {header?.kind === 'media' && <MediaPart content={header} message={message} />}
      {header?.kind === 'location' && <MapPart place={header} />}
      <PhoneText text={card.body} />
      {card.footer !== null && <span className={`${styles.small} ${styles.cardFooter}`}>{card.footer}</span>}
    </>
  )
}

/** Below the time, over the whole width of the bubble. */
export function CardButtons({ card, message }: { card: CardContent; message: Message }) {
  const styles = useStyles()
  if (card.buttons.length === 0 && card.list === null) return null
  return (
    <div className={styles.buttons}>
      {card.buttons.map((button, index) => (
        <TapButton key={`${index} ${button.text}`} button={button} index={index} message={message} />
      ))}
      {card.list !== null && <ListButton list={card.list} message={message} />}
    </div>
  )
}

function TapButton({ button, index, message }: { button: CardButton; index: number; message: Message }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  const tell = useTell()
  const { place } = useChatTools()
  const target = button.target ?? ''
  switch (button.kind) {
    case 'url':
      return (
        <a className={styles.button} href={target} target="_blank" rel="noopener noreferrer">
          <OpenRegular aria-hidden="true" />
          {button.text}
        </a>
      )
    case 'phone':
      return (
        <a className={styles.button} href={`tel:${target}`}>
          <CallRegular aria-hidden="true" />
          {button.text}
        </a>
      )
    case 'copy_code':
      return (
        <button
          type="button"
          className={styles.button}
          onClick={() =>
            void run(navigator.clipboard.writeText(target)).then(
              (copied) => copied && tell(t('bubble.copied')),
            )
          }
        >
          <CopyRegular aria-hidden="true" />
          {button.text}
        </button>
      )
    case 'location_request': {
      const [home] = PLACES
      const here = {
        kind: 'location' as const,
        latitude: home.latitude,
        longitude: home.longitude,
        name: t('places.home'),
        address: t('places.homeAddress'),
      }
      return (
        <button
          type="button"
          className={styles.button}
          onClick={() => void run(controlApi.send(place, here, message.id))}
        >
          <LocationRegular aria-hidden="true" />
          {t('places.title')}
        </button>
      )
    }
    case 'quick_reply':
    case 'reply':
    case 'other':
      return (
        <button
          type="button"
          className={styles.button}
          disabled={button.kind === 'other'}
          onClick={() =>
            void run(controlApi.send(place, { kind: 'tap', messageId: message.id, which: index }))
          }
        >
          <ArrowReplyRegular aria-hidden="true" />
          {button.text}
        </button>
      )
  }
}

function ListButton({ list, message }: { list: NonNullable<CardContent['list']>; message: Message }) {
  const styles = useStyles()
  const run = useRun()
  const { place } = useChatTools()
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={styles.button}>
          <TextBulletListRegular aria-hidden="true" />
          {list.button}
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {list.sections.map((section, index) => (
            <MenuGroup key={`${index} ${section.title ?? ''}`}>
              {section.title !== undefined && <MenuGroupHeader>{section.title}</MenuGroupHeader>}
              {section.rows.map((row) => (
                <MenuItem
                  key={row.id}
                  {...(row.description === undefined ? {} : { subText: row.description })}
                  onClick={() =>
                    void run(controlApi.send(place, { kind: 'tap', messageId: message.id, which: row.id }))
                  }
                >
                  {row.title}
                </MenuItem>
              ))}
            </MenuGroup>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
