import { useState } from 'react'
import { controlApi } from '../state/control-api.ts'
import type { Line } from '../state/call-wire.ts'
import { invitedElsewhere, lastCallOf, newsSince, type PhoneState } from '../state/phone-state.ts'
import type { Contact } from '../state/wire.ts'
import { useRun } from '../use-run.tsx'
import { useCallerSettings } from './caller-settings.ts'
import { CallScreen } from './CallScreen.tsx'
import { Dialer } from './Dialer.tsx'
import { Dock } from './Dock.tsx'
import { EndScreen } from './EndScreen.tsx'
import { MessageBanner } from './MessageBanner.tsx'
import { ownNumberOf } from './own-number.ts'

export interface PhoneAppProps {
  state: PhoneState
  contact: Contact
  unread: number
  onOpenChat: (contactId: string) => void
  onBack: () => void
  onOpenLab?: () => void
}

/** The telephone: a dial pad, the call, and what remains of it. */
export function PhoneApp({ state, contact, unread, onOpenChat, onBack, onOpenLab }: PhoneAppProps) {
  const run = useRun()
  const settings = useCallerSettings()
  const call = lastCallOf(state, contact.id)
  // Calls that were over before the app was opened need no end screen.
  const [done, setDone] = useState(() => (call?.state.step === 'ended' ? call.id : null))
  const nameOf = lineNames(state)
  const business = state.numbers[0]?.displayName ?? ''
  const news = call === null ? null : newsSince(state, contact.id, call.startedAt)
  const openChat = (): void => onOpenChat(contact.id)
  const newsOf = (floating: boolean) =>
    news === null ? null : (
      <MessageBanner
        key={`${news.id} ${floating}`}
        message={news}
        name={business}
        floating={floating}
        onOpen={openChat}
      />
    )

  if (call === null || call.id === done) {
    return (
      <>
        {newsOf(true)}
        <Dialer
          contact={contact}
          lines={state.lines}
          nameOf={nameOf}
          onBack={onBack}
          {...(onOpenLab === undefined ? {} : { onOpenLab })}
        />
        <Dock open="phone" unread={unread} onOpen={(app) => app === 'whatsApp' && openChat()} />
      </>
    )
  }
  const name = nameOf(call.line)
  if (call.state.step !== 'ended') {
    return (
      <>
        {newsOf(true)}
        <CallScreen
          key={call.id}
          call={call}
          name={name}
          ownNumber={contact.phone}
          unread={unread}
          onOpenChat={openChat}
        />
      </>
    )
  }
  const own = ownNumberOf(settings, contact)
  return (
    <EndScreen
      call={call}
      name={name}
      news={newsOf(false)}
      elsewhere={news === null ? invitedElsewhere(state, contact.id, call.startedAt) : null}
      onAgain={() => {
        if (own !== null) void run(controlApi.dial({ ...own, to: call.line.phoneNumber }))
      }}
      onDone={() => setDone(call.id)}
      onPickUp={onOpenChat}
    />
  )
}

/** The business's name; with several lines each one's own as well. */
function lineNames({ numbers, lines }: Pick<PhoneState, 'numbers' | 'lines'>): (line: Line) => string {
  const business = numbers[0]?.displayName
  return ({ name }) => {
    if (business === undefined) return name
    return lines.length > 1 ? `${business} · ${name}` : business
  }
}
