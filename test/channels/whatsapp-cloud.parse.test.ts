import { describe, expect, it } from 'vitest'
import type { InboundEvent } from '../../server/channels/channel.ts'
import { fixturesOf, openChannel, webhook } from './contract.ts'
import { aMessage, change, envelope, parse, RECIPIENT, subject } from './whatsapp-cloud.subject.ts'

const channel = openChannel(subject)
const fixtures = new Map(fixturesOf('whatsapp-cloud').map(({ name, body }) => [name, body]))
const OURS = 'wamid.Q0FMTE9WRVItU0VOVC0wMDAx'
const ANNA_ID = 'DE.7042915580316624'
const AT = new Date('2026-11-01T10:00:00Z')
const ENTRY_TIME = new Date('2026-11-01T09:56:40Z')
const BEN = '+4917604069034'

const message = (content: object, more: object = {}) => ({
  type: 'message',
  sender: 'contact',
  person: { phone: RECIPIENT },
  at: AT,
  opensWindow: true,
  content,
  ...more,
})
const media = (kind: string, contentType: string, more: object = {}) => ({
  media: { kind, contentType, ...more },
})
const status = (word: string, more: object = {}) => ({
  type: 'status',
  status: word,
  externalId: OURS,
  at: AT,
  ...more,
})
const parked = (reason: string, name: string) => ({ type: 'parked', reason, name })
const account = (name: string) => ({ type: 'account', name, at: ENTRY_TIME })
const template = (more: object) => ({
  type: 'template',
  name: 'callover_invitation',
  language: 'en_US',
  at: ENTRY_TIME,
  ...more,
})

/** What each fixture means, event by event. */
const MEANINGS: Record<string, object[]> = {
  text: [message({ kind: 'text', text: 'Guten Tag, meine Heizung bleibt kalt.' })],
  'text-reply': [message({ kind: 'text' }, { replyTo: { externalId: OURS } })],
  'text-forwarded': [message({ kind: 'text' }, { forwarded: 'once' })],
  'text-forwarded-often': [message({ kind: 'text' }, { forwarded: 'often' })],
  'text-product': [
    message(
      { kind: 'text' },
      {
        replyTo: { externalId: OURS, product: { catalogId: '9034411728', productId: 'pumpe-7' } },
        product: { catalogId: '9034411728', productId: 'pumpe-7' },
      },
    ),
  ],
  'text-referral': [
    message(
      { kind: 'text' },
      {
        referral: {
          sourceUrl: 'https://fb.me/example-ad',
          sourceType: 'ad',
          headline: 'Heizung kaputt?',
          body: 'Schreiben Sie uns',
        },
      },
    ),
  ],
  'text-user-id-only': [
    message(
      { kind: 'text' },
      {
        person: {
          userId: ANNA_ID,
          parentUserId: 'DE.ENT.5518830264907713',
          username: 'anna.muster',
          profileName: 'Anna Muster',
        },
      },
    ),
  ],
  'text-both-ids': [
    message({ kind: 'text' }, { person: { phone: RECIPIENT, userId: ANNA_ID, profileName: 'Anna Muster' } }),
  ],
  image: [message({ kind: 'image', text: 'Das Typenschild', ...media('image', 'image/jpeg') })],
  video: [message({ kind: 'video', ...media('video', 'video/mp4') })],
  audio: [message({ kind: 'audio', ...media('audio', 'audio/mpeg') })],
  voice: [message({ kind: 'voice', ...media('voice', 'audio/ogg; codecs=opus') })],
  document: [
    message({
      kind: 'document',
      text: 'Die Rechnung',
      ...media('document', 'application/pdf', { fileName: 'Rechnung März.pdf' }),
    }),
  ],
  sticker: [message({ kind: 'sticker', ...media('sticker', 'image/webp', { animated: true }) })],
  'media-too-large': [
    message({ kind: 'video', failure: { code: 'attachment_missing', platformCode: '131052' } }),
  ],
  location: [
    message({ kind: 'location', location: { latitude: 52.5163, longitude: 13.3777, name: 'Pariser Platz' } }),
  ],
  contacts: [
    message({
      kind: 'contacts',
      contacts: [
        {
          name: 'Hausmeister Krüger',
          organisation: 'Hausverwaltung Nord',
          phones: [{ number: '+49 30 23125 455', type: 'WORK' }, { number: BEN }],
          emails: ['krueger@example.test'],
          addresses: ['Musterweg 4, Berlin, 10115, Germany'],
          urls: ['https://example.test'],
          birthday: '1975-03-02',
        },
        { name: '+493023125456', phones: [{ number: '+493023125456' }], emails: [] },
      ],
    }),
  ],
  reaction: [{ type: 'reaction', targetExternalId: OURS, emoji: '👍🏽', person: { phone: RECIPIENT }, at: AT }],
  'reaction-removed': [{ type: 'reaction', targetExternalId: OURS, emoji: '' }],
  button: [message({ kind: 'button_reply', text: 'Termin passt' }, { replyTo: { externalId: OURS } })],
  'interactive-button-reply': [
    message({ kind: 'button_reply', text: 'Rückruf' }, { replyTo: { externalId: OURS } }),
  ],
  'interactive-list-reply': [message({ kind: 'list_reply', text: 'Vormittag' })],
  'interactive-form': [
    message({
      kind: 'form_reply',
      text: 'Sent',
      form: [
        { name: 'device', value: 'Therme' },
        { name: 'city', value: 'Berlin' },
        { name: 'zip', value: '10115' },
        { name: 'rooms', value: '1, 2' },
      ],
    }),
  ],
  'interactive-form-malformed': [message({ kind: 'form_reply', text: 'Sent' })],
  'interactive-call-permission': [
    message({ kind: 'system', system: { event: 'call_permission', to: 'accept' } }),
  ],
  'interactive-empty': [
    message({ kind: 'unsupported', unsupported: { type: 'interactive' } }, { opensWindow: false }),
  ],
  order: [
    message({
      kind: 'order',
      text: 'Bitte bis Freitag',
      order: {
        catalogId: '9034411728',
        items: [
          { productId: 'pumpe-7', quantity: 1, price: 149.9, currency: 'EUR' },
          { productId: 'dichtung', quantity: 4, price: 2.5, currency: 'EUR' },
        ],
      },
    }),
  ],
  'request-welcome': [message({ kind: 'system', system: { event: 'welcome_requested' } })],
  'system-number-changed': [
    {
      type: 'identity',
      previous: { phone: RECIPIENT, userId: ANNA_ID },
      current: { phone: BEN, userId: 'DE.9920417736601558' },
      content: { kind: 'system', system: { event: 'number_changed' } },
    },
  ],
  'system-user-id-changed': [
    {
      type: 'identity',
      previous: { userId: ANNA_ID },
      current: { userId: 'DE.9920417736601558' },
      content: { kind: 'system', system: { event: 'user_id_changed' } },
    },
  ],
  'system-identity-changed': [
    message({ kind: 'system', system: { event: 'identity_changed' } }, { opensWindow: false }),
  ],
  unsupported: [
    message(
      { kind: 'unsupported', unsupported: { type: 'poll_creation', platformCode: '131051' } },
      { opensWindow: false },
    ),
  ],
  'unsupported-edit': [
    message(
      { kind: 'unsupported', unsupported: { type: 'edit', platformCode: '131051' } },
      { opensWindow: false },
    ),
  ],
  'unknown-type': [message({ kind: 'unsupported', unsupported: { type: 'hologram' } })],
  edit: [
    {
      type: 'edit',
      sender: 'contact',
      targetExternalId: OURS,
      content: { kind: 'text', text: 'Guten Tag, meine Heizung bleibt warm.' },
    },
  ],
  revoke: [{ type: 'revoke', sender: 'contact', targetExternalId: OURS, person: { phone: RECIPIENT } }],
  'group-message': [parked('group', 'messages')],
  'batch-of-three': [
    message({ text: 'eins' }, { person: { phone: RECIPIENT, profileName: 'Anna Muster' } }),
    message({ text: 'zwei' }, { person: { phone: BEN, profileName: 'Ben Beispiel' } }),
    status('delivered'),
    message({ text: 'drei' }),
  ],
  'status-sent': [status('sent', { correlationId: 'attempt-17', person: { phone: RECIPIENT } })],
  'status-delivered': [status('delivered', { person: { phone: RECIPIENT, userId: ANNA_ID } })],
  'status-read': [status('read')],
  'status-played': [status('read')],
  'status-unknown': [parked('unknown_field', 'status:deleted')],
  'status-failed-undeliverable': [
    status('failed', {
      error: {
        code: 'not_on_channel',
        platformCode: '131026',
        detail: 'Message to *** could not be delivered.',
      },
    }),
  ],
  'status-failed-window': [
    status('failed', {
      correlationId: 'attempt-18',
      windowClosed: true,
      error: { code: 'window_closed', platformCode: '131047' },
    }),
  ],
  'status-group': [
    status('read', { person: { phone: RECIPIENT } }),
    status('read', { person: { phone: BEN } }),
  ],
  'account-errors': [
    { type: 'account', name: 'errors', error: { code: 'rate_limited', platformCode: '130429' } },
  ],
  'other-number': [parked('other_number', 'messages')],
  'echo-text': [
    message(
      { kind: 'text', text: 'Wir kommen um zehn.' },
      { sender: 'phone', opensWindow: false, person: { phone: RECIPIENT, userId: ANNA_ID } },
    ),
  ],
  'echo-revoke': [{ type: 'revoke', sender: 'phone', targetExternalId: OURS, person: { phone: RECIPIENT } }],
  'echo-edit': [
    { type: 'edit', sender: 'phone', targetExternalId: OURS, content: { text: 'Wir kommen um elf.' } },
  ],
  standby: [
    message(
      { kind: 'text', text: 'an den Automaten' },
      { person: { phone: RECIPIENT, profileName: 'Anna Muster' } },
    ),
    message({ kind: 'text', text: 'Womit kann ich helfen?' }, { sender: 'phone', opensWindow: false }),
    status('delivered'),
  ],
  handover: [
    message(
      {
        kind: 'system',
        text: 'Heating is cold since Monday.',
        system: { event: 'handover', by: 'ai_agent', to: 'escalation' },
      },
      { opensWindow: false },
    ),
  ],
  'after-handover': [
    message({ kind: 'system', text: 'Heating is cold since Monday.' }, { opensWindow: false }),
    message({ kind: 'text', text: 'Sind Sie ein Mensch?' }),
  ],
  'call-connect': [message({ kind: 'call', call: { outcome: 'ringing' } })],
  'call-missed': [
    message({ kind: 'call', call: { outcome: 'missed' } }, { at: new Date('2026-11-01T10:00:30Z') }),
  ],
  'call-ended': [
    message(
      { kind: 'call', call: { outcome: 'ended', durationSeconds: 120 } },
      { sender: 'phone', opensWindow: false },
    ),
  ],
  'call-status': [
    message({ kind: 'call', call: { outcome: 'answered' } }, { sender: 'phone', opensWindow: true }),
  ],
  'preference-stop': [{ type: 'preference', marketing: 'stop', person: { phone: RECIPIENT }, at: AT }],
  'preference-resume': [{ type: 'preference', marketing: 'resume' }],
  'user-id-update': [
    { type: 'identity', previous: { userId: ANNA_ID }, current: { userId: 'DE.9920417736601558' } },
  ],
  'template-status': [template({ status: 'PAUSED', category: 'UTILITY' })],
  'template-quality': [template({ quality: 'RED' })],
  'template-category': [template({ category: 'MARKETING' })],
  'template-components': [template({})],
  history: [parked('history', 'history')],
  'app-state-sync': [parked('history', 'smb_app_state_sync')],
  'account-update': [account('account_update')],
  'account-review': [account('account_review_update')],
  'account-alert': [account('account_alerts')],
  'business-capability': [account('business_capability_update')],
  'business-username': [account('business_username_updates')],
  'phone-number-quality': [account('phone_number_quality_update')],
  'phone-number-name': [account('phone_number_name_update')],
  security: [account('security')],
  'payment-configuration': [account('payment_configuration_update')],
  'automatic-events': [{ type: 'account', name: 'automatic_events' }],
  'partner-solutions': [account('partner_solutions')],
  'group-lifecycle': [parked('group', 'group_lifecycle_update')],
  'unknown-field': [parked('unknown_field', 'some_field_of_tomorrow')],
}

describe('whatsapp-cloud: what a webhook means', () => {
  it('has a meaning for every fixture', () => {
    expect(Object.keys(MEANINGS).toSorted()).toEqual([...fixtures.keys()].toSorted())
  })

  it.each(Object.keys(MEANINGS))('reads %s', (name) => {
    const events = channel.parse(webhook(fixtures.get(name) ?? Buffer.alloc(0)))
    expect(events).toMatchObject(MEANINGS[name] ?? [])
  })
})

const only = (payload: unknown): InboundEvent => {
  const events = parse(payload)
  expect(events).toHaveLength(1)
  return events[0]!
}
const opens = (event: InboundEvent) => event.type === 'message' && event.opensWindow

describe('whatsapp-cloud: whom a message is from', () => {
  const ben = { profile: { name: 'Ben' }, wa_id: BEN.slice(1) }
  const anna = { profile: { name: 'Anna' }, wa_id: RECIPIENT.slice(1), user_id: ANNA_ID }
  const from = (sender: object, contacts: unknown) => {
    const { from: _, ...rest } = aMessage()
    const event = only(change('messages', { contacts, messages: [{ ...rest, ...sender }] }))
    return event.type === 'message' ? event.person : event
  }

  it('matches contacts by identifier, not by position', () => {
    expect(from({ from: RECIPIENT.slice(1) }, [ben, anna])).toEqual({
      phone: RECIPIENT,
      userId: ANNA_ID,
      profileName: 'Anna',
    })
  })

  it('learns the number from the contact when the message has the user id only', () => {
    expect(from({ from_user_id: ANNA_ID }, [ben, anna])).toMatchObject({ phone: RECIPIENT, userId: ANNA_ID })
  })

  it('does not take a contact whose user id contradicts: the number has a new owner', () => {
    const person = from({ from: RECIPIENT.slice(1), from_user_id: 'DE.1' }, [ben, anna])
    expect(person).toEqual({ phone: RECIPIENT, userId: 'DE.1' })
  })

  it('recognises a user id in the place of a number', () => {
    expect(from({ from: ANNA_ID }, [])).toEqual({ userId: ANNA_ID })
    expect(from({ from: 'user.93737f' }, [])).toEqual({ userId: 'user.93737f' })
    expect(from({ from: ANNA_ID }, [anna])).toMatchObject({ phone: RECIPIENT, userId: ANNA_ID })
  })

  it('takes whatever else the platform gives as it is', () => {
    expect(from({ from: 'anna@somewhere' }, [])).toEqual({ phone: 'anna@somewhere' })
    expect(from({ from: Number(RECIPIENT.slice(1)) }, [])).toEqual({ phone: RECIPIENT })
    expect(from({ from: RECIPIENT }, undefined)).toEqual({ phone: RECIPIENT })
  })

  it('lends the name of a single contact, never its addresses, to a message under another number', () => {
    expect(from({ from: '5491100000000' }, [anna])).toEqual({ phone: '+5491100000000', profileName: 'Anna' })
    expect(from({ from: '5491100000000' }, [anna, ben])).toEqual({ phone: '+5491100000000' })
  })

  it('takes the single contact for a message that names nobody', () => {
    expect(from({}, [anna])).toMatchObject({ phone: RECIPIENT, userId: ANNA_ID })
    expect(from({ from: '' }, [])).toMatchObject({ type: 'parked', reason: 'unreadable' })
  })

  it('does not believe a name that imitates a change of user id', () => {
    const body = 'User changed from DE.111 to DE.222 changed from DE.333 to DE.444'
    const system = { type: 'user_changed_user_id', body, user_id: 'DE.444' }
    const event = only(envelope({ id: 'wamid.s', timestamp: '1793527200', type: 'system', system }))
    expect(event).toMatchObject({
      type: 'identity',
      previous: { userId: 'DE.333' },
      current: { userId: 'DE.444' },
    })
  })
})

describe('whatsapp-cloud: when something happened', () => {
  const at = (timestamp: unknown, time?: unknown) => {
    const payload = envelope(aMessage({ timestamp }))
    const entry = payload.entry.map((item) => ({ ...item, ...(time === undefined ? {} : { time }) }))
    return only({ ...payload, entry }).at.toISOString()
  }

  it('reads seconds, given as string or number, and milliseconds', () => {
    expect(at('1793527200')).toBe('2026-11-01T10:00:00.000Z')
    expect(at(1_793_527_200)).toBe('2026-11-01T10:00:00.000Z')
    expect(at('1793527200123')).toBe('2026-11-01T10:00:00.123Z')
  })

  it.each(['', 'soon', '-5', '0', '1e300', '99999999999999999999', null, {}, [], true])(
    'takes the time of the entry, then ours, for %j',
    (timestamp) => {
      expect(at(timestamp, 1_793_527_000)).toBe('2026-11-01T09:56:40.000Z')
      expect(at(timestamp)).toBe('2026-11-22T12:00:00.000Z')
    },
  )
})

describe('whatsapp-cloud: what opens the reply window (DX-WA-01)', () => {
  it('is every message with content', () => {
    const opening = [
      'text',
      'image',
      'voice',
      'sticker',
      'location',
      'contacts',
      'button',
      'order',
      'interactive-form',
      'request-welcome',
      'call-connect',
      'call-missed',
      'media-too-large',
    ]
    expect(opening.filter((name) => !channel.parse(webhook(fixtures.get(name)!)).some(opens))).toEqual([])
  })

  it('is no reaction, edit, revocation, status, echo, news about the person or message without content', () => {
    const silent = [
      'reaction',
      'edit',
      'revoke',
      'status-read',
      'echo-text',
      'system-identity-changed',
      'system-number-changed',
      'unsupported',
      'unsupported-edit',
      'handover',
      'preference-stop',
      'group-message',
      'other-number',
    ]
    expect(silent.filter((name) => channel.parse(webhook(fixtures.get(name)!)).some(opens))).toEqual([])
  })

  it('is no call permission that the platform gave by itself', () => {
    const reply = (response_source: string) => ({
      type: 'call_permission_reply',
      call_permission_reply: { response: 'accept', response_source },
    })
    const tapped = only(envelope(aMessage({ type: 'interactive', interactive: reply('user_action') })))
    const given = only(envelope(aMessage({ type: 'interactive', interactive: reply('automatic') })))
    expect([opens(tapped), opens(given)]).toEqual([true, false])
  })
})

describe('whatsapp-cloud: broken and hostile payloads', () => {
  const good = aMessage({ id: 'wamid.good' })

  it('keeps the neighbours of broken elements', () => {
    const broken = [null, 42, 'text', [], {}, { id: 'x' }, { type: 'text' }, { from: 1, type: [] }]
    const events = parse(envelope(...broken, good, ...broken))
    expect(events).toHaveLength(2 * broken.length + 1)
    expect(events[broken.length]).toMatchObject({ type: 'message', externalId: 'wamid.good' })
    expect(events.filter((event) => event.type === 'parked' && event.reason === 'unreadable')).toHaveLength(
      2 * broken.length,
    )
  })

  it('shows a message whose content cannot be read instead of hiding it', () => {
    for (const text of [undefined, null, 'Hello', { body: 5 }, []]) {
      expect(only(envelope(aMessage({ text })))).toMatchObject({
        type: 'message',
        content: { kind: 'unsupported', unsupported: { type: 'text' } },
      })
    }
  })

  it('sets aside entries, changes and lists that are none', () => {
    const payload = {
      entry: [null, 5, {}, { changes: 'x' }, { changes: [null, {}, { field: 'messages', value: 7 }] }],
    }
    const events = parse({ ...payload, entry: [...payload.entry, ...envelope(good).entry] })
    expect(events.filter(({ type }) => type === 'parked')).toHaveLength(7)
    expect(events.at(-1)).toMatchObject({ type: 'message' })
    expect(parse(change('messages', { messages: { 0: good }, statuses: 'x' }))).toMatchObject([
      { type: 'parked', reason: 'unreadable', name: 'messages' },
      { type: 'parked', reason: 'unreadable', name: 'statuses' },
    ])
  })

  it('sets aside a change without anything to read', () => {
    expect(parse(change('messages', { contacts: [] }))).toMatchObject([
      { type: 'parked', reason: 'unknown_field' },
    ])
  })

  it('survives nesting of any depth, beside a good message', () => {
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`
    const text = JSON.stringify(envelope(good, { ...good, id: 'wamid.deep', text: 'DEEP' })).replace(
      '"DEEP"',
      deep,
    )
    const events = channel.parse(webhook(Buffer.from(text)))
    expect(events).toHaveLength(2)
    expect(events[0]).toMatchObject({ externalId: 'wamid.good', content: { kind: 'text' } })
    expect(() => JSON.stringify(events)).not.toThrow()
  })

  it('lets no key reach a prototype and no inherited name pass for a type', () => {
    const text = JSON.stringify(envelope(good)).replace(
      '"text":{',
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"text":{',
    )
    const events = channel.parse(webhook(Buffer.from(text)))
    expect(events).toMatchObject([{ type: 'message', content: { text: 'Hello' } }])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(Object.getPrototypeOf(events[0]?.raw)).toBe(Object.prototype)
    for (const type of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(only(envelope(aMessage({ type })))).toMatchObject({
        content: { kind: 'unsupported', unsupported: { type } },
      })
      expect(only(change(type, {}))).toMatchObject({ type: 'parked', reason: 'unknown_field' })
      expect(only(change('messages', { statuses: [{ id: 'x', status: type }] }))).toMatchObject({
        type: 'parked',
      })
    }
  })

  it('tolerates bytes that are no UTF-8', () => {
    const [before, after] = JSON.stringify(envelope(aMessage({ text: { body: 'a?b' } }))).split('?')
    const body = Buffer.concat([Buffer.from(before!), Buffer.from([0xff, 0xc3]), Buffer.from(after!)])
    expect(channel.parse(webhook(body))).toMatchObject([{ content: { text: 'a\uFFFD\uFFFDb' } }])
    expect(
      channel.parse(webhook(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), fixtures.get('text')!]))),
    ).toHaveLength(1)
  })

  it('keeps keys short however long the platform’s ids', () => {
    const long = 'x'.repeat(100_000)
    for (const element of [aMessage({ id: long }), aMessage({ from: long }), { id: long, status: 'sent' }]) {
      for (const payload of [envelope(element), change('messages', { statuses: [element] })]) {
        for (const event of parse(payload)) expect(event.dedupeKey.length).toBeLessThan(700)
      }
    }
  })

  it('carries a huge text whole', () => {
    const body = '🙂'.repeat(500_000)
    expect(only(envelope(aMessage({ text: { body } })))).toMatchObject({ content: { text: body } })
  })

  it('parses a thousand updates well within the time to answer', () => {
    const many = Array.from({ length: 1000 }, (_, index) => aMessage({ id: `wamid.${index}` }))
    const body = Buffer.from(JSON.stringify(envelope(...many)))
    const started = performance.now()
    expect(channel.parse(webhook(body))).toHaveLength(1000)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('whatsapp-cloud: statuses', () => {
  const read = (more: object) =>
    only(change('messages', { statuses: [{ id: 'wamid.a', status: 'failed', ...more }] }))

  it('do not take the fate of a payment for that of its message', () => {
    expect(read({ type: 'payment' })).toMatchObject({ type: 'parked', name: 'status:payment:failed' })
    expect(read({ type: 'message' })).toMatchObject({ type: 'status', status: 'failed' })
  })

  it('have a reason when they failed, even if the platform gives none', () => {
    expect(read({})).toMatchObject({ error: { code: 'unknown' } })
    expect(read({ errors: [null, { code: '131026' }] })).toMatchObject({ error: { code: 'not_on_channel' } })
  })
})

describe('whatsapp-cloud: keys of events', () => {
  const keyOf = (payload: unknown) => only(payload).dedupeKey
  const status = (more: object) =>
    change('messages', { statuses: [{ id: 'wamid.a', status: 'sent', ...more }] })

  it('is the same for a message however it is packed again', () => {
    const [, second] = parse(envelope(aMessage({ id: 'wamid.x' }), aMessage({ id: 'wamid.y' })))
    expect(second?.dedupeKey).toBe(keyOf(envelope(aMessage({ id: 'wamid.y' }))))
  })

  it('tells the statuses of a message apart, in groups those of each participant', () => {
    const payloads = [
      status({}),
      status({ status: 'delivered' }),
      status({ recipient_participant_id: '1' }),
      status({ recipient_participant_id: '2' }),
    ]
    expect(new Set(payloads.map(keyOf)).size).toBe(4)
    expect(keyOf(status({ timestamp: '1793527200' }))).toBe(keyOf(status({})))
  })

  it('does not depend on the order of keys', () => {
    const first = change('account_update', { event: 'A', info: { x: 1, y: 2 } })
    const again = change('account_update', { info: { y: 2, x: 1 }, event: 'A' })
    expect(keyOf(first)).toBe(keyOf(again))
    expect(keyOf(first)).not.toBe(keyOf(change('account_update', { event: 'B', info: { x: 1, y: 2 } })))
  })

  it('tells the same news of another time apart', () => {
    const at = (time: number) => ({
      entry: change('account_update', { event: 'A' }).entry.map((entry) => ({ ...entry, time })),
    })
    expect(keyOf(at(1_793_527_000))).not.toBe(keyOf(at(1_793_527_001)))
  })

  it('tells beginning and end of a call apart, as entries too', () => {
    const call = (event: string) =>
      change('calls', { calls: [{ id: 'wacid.1', event, from: '4917604069012', to: '493023125100' }] })
    expect(only(call('connect'))).toMatchObject({ externalId: 'wacid.1' })
    expect(only(call('terminate'))).toMatchObject({ externalId: 'wacid.1/terminate' })
    expect(keyOf(call('connect'))).not.toBe(keyOf(call('terminate')))
  })
})
