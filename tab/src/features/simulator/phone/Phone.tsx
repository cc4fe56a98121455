import { mergeClasses, Spinner } from '@fluentui/react-components'
import { AirplaneRegular, Battery9Regular, CellularData1Regular, Wifi1Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { CallBar } from '../call/CallBar.tsx'
import { Dock } from '../call/Dock.tsx'
import { PhoneApp } from '../call/PhoneApp.tsx'
import { useCallVoice } from '../call/use-call-voice.ts'
import { Labelled } from '../Labelled.tsx'
import { chatOf, lastCallOf, type PhoneState } from '../state/phone-state.ts'
import type { BusinessNumber, Contact } from '../state/wire.ts'
import type { PhonePlace } from '../use-place.ts'
import { usePhoneNow } from '../use-phone-now.ts'
import { AddCustomer } from './AddCustomer.tsx'
import { ChatScreen } from './ChatScreen.tsx'
import { Chooser } from './Chooser.tsx'
import { useStyles } from './Phone.styles.ts'

export interface PhoneProps {
  /** `null` until the simulator has answered. */
  state: PhoneState | null
  connected: boolean
  place: PhonePlace
  go: (place: PhonePlace) => void
  /** Drawn as a device; otherwise the page is the screen. */
  framed: boolean
  onOpenLab?: () => void
}

const NOWHERE: PhonePlace = { contactId: null, phoneNumberId: null, adding: false }

/** The customer's phone. */
export function Phone({ state, connected, place, go, framed, onOpenLab }: PhoneProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const contact = state?.contacts.get(place.contactId ?? '')
  return (
    <div className={framed ? styles.frame : styles.bare}>
      <div className={mergeClasses(styles.screen, !framed && styles.bareScreen)}>
        <StatusBar aheadMs={state?.aheadMs ?? 0} online={contact?.online ?? true} framed={framed} />
        {state !== null && !connected && <output className={styles.lost}>{t('offline')}</output>}
        <div className={styles.content}>
          {state === null ? (
            <div className={styles.waiting}>
              <Spinner />
              <span>{t('connecting')}</span>
            </div>
          ) : (
            <Screen state={state} place={place} go={go} {...(onOpenLab === undefined ? {} : { onOpenLab })} />
          )}
        </div>
        {framed && <div className={styles.home} aria-hidden="true" />}
      </div>
    </div>
  )
}

function Screen({
  state,
  place,
  go,
  onOpenLab,
}: Pick<PhoneProps, 'place' | 'go' | 'onOpenLab'> & { state: PhoneState }) {
  const contact = state.contacts.get(place.contactId ?? '')
  const number = state.numbers.find((item) => item.phoneNumberId === place.phoneNumberId) ?? state.numbers[0]
  const lab = onOpenLab === undefined ? {} : { onOpenLab }
  if (place.adding) {
    return <AddCustomer onDone={(contactId) => go({ ...NOWHERE, contactId })} onBack={() => go(NOWHERE)} />
  }
  if (contact === undefined || number === undefined) {
    return (
      <Chooser
        state={state}
        onChoose={(contactId) => go({ ...NOWHERE, contactId })}
        onAdd={() => go({ ...NOWHERE, adding: true })}
        {...lab}
      />
    )
  }
  return (
    <Apps key={contact.id} state={state} contact={contact} number={number} place={place} go={go} {...lab} />
  )
}

/** One person's phone: the chat or the telephone is open on it. */
function Apps(
  props: Pick<PhoneProps, 'place' | 'go' | 'onOpenLab'> & {
    state: PhoneState
    contact: Contact
    number: BusinessNumber
  },
) {
  const { state, contact, number, place, go, onOpenLab } = props
  const lab = onOpenLab === undefined ? {} : { onOpenLab }
  const call = lastCallOf(state, contact.id)
  const calling = call !== null && call.state.step !== 'ended'
  useCallVoice(calling ? call : null)
  const { unread } = chatOf(state, number, contact)
  const openPhone = (): void => go({ ...NOWHERE, contactId: contact.id, app: 'phone' })
  if (place.app === 'phone') {
    return (
      <PhoneApp
        state={state}
        contact={contact}
        unread={unread}
        onOpenChat={(contactId) => go({ ...NOWHERE, contactId })}
        onBack={() => go(NOWHERE)}
        {...lab}
      />
    )
  }
  return (
    <>
      {calling && <CallBar call={call} onOpen={openPhone} />}
      <ChatScreen
        key={number.phoneNumberId}
        state={state}
        contact={contact}
        number={number}
        onBack={() => go(NOWHERE)}
        onNumber={(phoneNumberId) => go({ ...place, phoneNumberId })}
        {...lab}
      />
      {state.lines.length > 0 && (
        <Dock open="whatsApp" unread={0} onOpen={(app) => app === 'phone' && openPhone()} />
      )}
    </>
  )
}

function StatusBar({ aheadMs, online, framed }: { aheadMs: number; online: boolean; framed: boolean }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { time } = useFormat()
  const now = time(usePhoneNow(aheadMs))
  return (
    <div className={mergeClasses(styles.status, !framed && styles.bareStatus)}>
      <Labelled label={t('statusBar.time', { time: now })}>{now}</Labelled>
      {framed ? <span className={styles.lens} aria-hidden="true" /> : <span />}
      <span className={styles.icons}>
        {online ? (
          <>
            <CellularData1Regular aria-hidden="true" />
            <Wifi1Regular aria-hidden="true" />
          </>
        ) : (
          <Labelled className={styles.noSignal} label={t('statusBar.noSignal')}>
            <AirplaneRegular />
          </Labelled>
        )}
        <Battery9Regular aria-hidden="true" />
      </span>
    </div>
  )
}
