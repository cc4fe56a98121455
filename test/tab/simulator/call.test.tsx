import { FluentProvider, Toaster, webLightTheme } from '@fluentui/react-components'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeCallerSettings } from '../../../tab/src/features/simulator/call/caller-settings.ts'
import { Phone } from '../../../tab/src/features/simulator/phone/Phone.tsx'
import type { HeardCall, PhoneState } from '../../../tab/src/features/simulator/state/phone-state.ts'
import type { PhonePlace } from '../../../tab/src/features/simulator/use-place.ts'
import { TOASTER_ID } from '../../../tab/src/features/simulator/use-run.tsx'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { aContact, aMessage, aState } from './builders.ts'
import { aCall, calls, LINE, listening, LISTENING, said } from './call-builders.ts'

interface Request {
  path: string
  body: unknown
}

let requests: Request[]
let answer: (path: string) => Response

beforeEach(async () => {
  requests = []
  answer = () => new Response('{}', { status: 200 })
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: vi.fn<() => void>(),
    removeEventListener: vi.fn<() => void>(),
  }))
  Element.prototype.scrollTo = vi.fn<() => void>()
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const short = path.replace('/simulator/api', '')
    requests.push({ path: short, body: typeof init.body === 'string' ? JSON.parse(init.body) : null })
    return answer(short)
  })
  changeCallerSettings({ sound: false, own: 'mobile', landline: null })
  await initI18n('en')
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(window, 'speechSynthesis')
  Reflect.deleteProperty(window, 'SpeechSynthesisUtterance')
  Reflect.deleteProperty(window, 'webkitSpeechRecognition')
})

const PHONE: PhonePlace = { contactId: 'maria', phoneNumberId: null, adding: false, app: 'phone' }
const CHAT: PhonePlace = { contactId: 'maria', phoneNumberId: null, adding: false }

function page(state: PhoneState, place: PhonePlace, go: (place: PhonePlace) => void) {
  return (
    <FluentProvider theme={webLightTheme}>
      <Phone state={state} connected place={place} go={go} framed />
      <Toaster toasterId={TOASTER_ID} />
    </FluentProvider>
  )
}

function show(change: Parameters<typeof aState>[0] = {}, place = PHONE) {
  const go = vi.fn<(place: PhonePlace) => void>()
  const state = aState({ lines: [LINE], ...change })
  const shown = render(page(state, place, go))
  return {
    ...shown,
    go,
    update: (next: Parameters<typeof aState>[0]) =>
      shown.rerender(page(aState({ lines: [LINE], ...next }), place, go)),
  }
}

const inCall = (change: Partial<HeardCall> = {}) => show({ calls: calls(aCall(change)) })

async function violations(container: Element): Promise<string[]> {
  const { violations: found } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return found.map((item) => `${item.id}: ${item.nodes.map((node) => node.html).join(' ')}`)
}

describe('dial pad', () => {
  it('is reached from the chat, and only where there is a line', async () => {
    const { go, unmount } = show({}, CHAT)
    await userEvent.click(screen.getByRole('button', { name: 'Phone' }))
    expect(go).toHaveBeenCalledWith(PHONE)
    unmount()
    show({ lines: [] }, CHAT)
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  it('has the hotline dialled already and calls with the own number', async () => {
    const { container } = show()
    expect(screen.getByRole('textbox', { name: 'Number to call' })).toHaveProperty('value', '+49 30 23125000')
    expect(await violations(container)).toEqual([])
    answer = () => new Response(JSON.stringify(aCall()), { status: 201 })
    await userEvent.click(screen.getByRole('button', { name: 'Call Muster GmbH' }))
    expect(requests).toEqual([
      { path: '/calls', body: { contactId: 'maria', to: '+493023125000', attended: true } },
    ])
  })

  it('calls from a landline, from any number, or without one', async () => {
    answer = () => new Response(JSON.stringify(aCall()), { status: 201 })
    show()
    const call = () => userEvent.click(screen.getByRole('button', { name: 'Call Muster GmbH' }))
    await userEvent.click(screen.getByRole('radio', { name: 'Withheld' }))
    await call()
    await userEvent.click(screen.getByRole('radio', { name: 'Landline' }))
    await call()
    const other = screen.getByRole('textbox', { name: 'The number that you call from' })
    await userEvent.clear(other)
    await userEvent.type(other, '0171')
    expect(screen.getByRole('alert').textContent).toContain('at least five digits')
    await call()
    await userEvent.type(other, ' 3920012')
    await call()
    expect(requests.map(({ body }) => body)).toMatchObject([
      { withheld: true },
      { from: '+493023125111' },
      { from: '0171 3920012' },
    ])
  })

  it('offers no mobile number to somebody known by user name only', () => {
    show({ contacts: [aContact({ phone: null, username: 'maria' })] })
    expect(screen.getByRole('radio', { name: 'Mobile' })).toHaveProperty('disabled', true)
    expect(screen.getByRole('radio', { name: 'Landline' })).toHaveProperty('checked', true)
  })

  it('takes digits from its keys and from the keyboard', async () => {
    show()
    const number = screen.getByRole('textbox', { name: 'Number to call' })
    await userEvent.clear(number)
    await userEvent.click(screen.getByRole('button', { name: '1' }))
    await userEvent.click(screen.getByRole('button', { name: 'Star' }))
    await userEvent.click(screen.getByRole('button', { name: 'Hash' }))
    act(() => screen.getByRole('button', { name: '5' }).focus())
    await userEvent.keyboard('42{Backspace}')
    expect(number).toHaveProperty('value', '1*#4')
    await userEvent.click(screen.getByRole('button', { name: 'Delete the last digit' }))
    expect(number).toHaveProperty('value', '1*#')
    await userEvent.click(screen.getByRole('button', { name: /^Muster GmbH/ }))
    expect(number).toHaveProperty('value', '+49 30 23125000')
  })
})

describe('dial pad, failures', () => {
  it('says that a number is not in service, and that the simulator is gone', async () => {
    show()
    answer = () => new Response('{"code":"unknown_number"}', { status: 404 })
    const call = () => userEvent.click(screen.getByRole('button', { name: /^Call / }))
    await call()
    expect(screen.getByRole('alert').textContent).toBe('The number you have dialled is not in service.')
    answer = () => {
      throw new TypeError('offline')
    }
    await call()
    expect(screen.getByRole('alert').textContent).toBe('The simulator cannot be reached.')
  })
})

describe('call screen', () => {
  it('shows what is said on both sides, live, in its language', async () => {
    const { container, update } = inCall({
      transcript: [
        said(1, 'Dürfen wir Ihnen schreiben?', { cut: true }),
        { id: 2, kind: 'played', clip: 'ready', lastsMs: 150 },
        { id: 3, kind: 'spoke', text: 'Wie bitte?', confidence: 0.9 },
        { id: 4, kind: 'pressed', keys: '01#' },
        { id: 5, kind: 'silent' },
        { id: 6, kind: 'note', note: 'recording_started' },
      ],
    })
    const log = screen.getByRole('log', { name: 'What is said' })
    expect(log.getAttribute('aria-live')).toBe('polite')
    expect(
      within(log)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      'Muster GmbH: Dürfen wir Ihnen schreiben?interrupted',
      'Tone',
      'You: Wie bitte?',
      'You, Keys: 01#',
      'Said nothing',
      'Recording has started',
    ])
    expect(within(log).getByText('Dürfen wir Ihnen schreiben?').getAttribute('lang')).toBe('de-DE')
    expect(screen.getByRole('timer').textContent).toMatch(/^0:1\d$/)
    expect(screen.getByText('Listening to you')).toBeTruthy()
    expect(await violations(container)).toEqual([])
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Call with Muster GmbH' }))
    update({ calls: calls(aCall({ state: { step: 'dialling' }, connectedMs: null, transcript: [] })) })
    expect(screen.getByRole('timer').textContent).toBe('Calling …')
  })

  it('says what is typed and what is suggested, in the language of the prompt', async () => {
    inCall()
    await userEvent.click(screen.getByRole('button', { name: 'Meine Nummer ist 01555 010 4211' }))
    const field = screen.getByRole('textbox', { name: 'Say something' })
    await userEvent.type(field, '  Ja, bitte {Enter}')
    expect(requests).toEqual([
      { path: '/calls/CA1/say', body: { text: 'Meine Nummer ist 01555 010 4211' } },
      { path: '/calls/CA1/say', body: { text: 'Ja, bitte' } },
    ])
    expect(field).toHaveProperty('value', '')
  })

  it('keeps what nobody hears, and says so', async () => {
    const talking = { step: 'talking', entryId: 1, lastsMs: 60_000, barge: null } as const
    const { update } = inCall({ state: talking })
    const field = screen.getByRole('textbox', { name: 'Say something' })
    await userEvent.type(field, 'Ja{Enter}')
    expect(screen.getByText(/Nobody is listening right now/)).toBeTruthy()
    expect(field).toHaveProperty('value', 'Ja')
    expect(requests).toEqual([])
    update({ calls: calls(aCall({ state: { ...talking, barge: LISTENING } })) })
    await userEvent.type(field, '{Enter}')
    expect(requests).toEqual([{ path: '/calls/CA1/say', body: { text: 'Ja' } }])
  })
})

describe('call screen, keys and buttons', () => {
  it('presses keys from the keypad and the keyboard in order, but not while somebody writes', async () => {
    let release = (): void => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    let first = true
    const plain = answer
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      if (first) {
        first = false
        await gate
      }
      requests.push({ path, body: JSON.parse(typeof init.body === 'string' ? init.body : '') })
      return plain(path)
    })
    inCall()
    await userEvent.keyboard('01')
    release()
    await userEvent.type(screen.getByRole('textbox', { name: 'Say something' }), '9')
    await userEvent.click(screen.getByRole('button', { name: 'Show the keypad' }))
    await userEvent.click(screen.getByRole('button', { name: '7' }))
    await userEvent.click(screen.getByRole('button', { name: 'Hash' }))
    await waitFor(() =>
      expect(requests.map(({ body }) => body)).toEqual([
        { keys: '0' },
        { keys: '1' },
        { keys: '7' },
        { keys: '#' },
      ]),
    )
  })

  it('shows the keys of a number as they come, and says when they are not heard', async () => {
    inCall({ state: listening({ keys: '0171' }) })
    expect(screen.getByText('0171')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Say it' }).getAttribute('aria-disabled')).toBe('true')
    answer = () => new Response('{"code":"not_listening"}', { status: 409 })
    await userEvent.keyboard('5')
    expect(await screen.findByText(/Nobody is listening right now/)).toBeTruthy()
  })

  it('stays silent, skips and hangs up', async () => {
    const { update } = inCall()
    await userEvent.click(screen.getByRole('button', { name: 'Say nothing' }))
    await userEvent.click(screen.getByRole('button', { name: 'Hang up' }))
    update({ calls: calls(aCall({ state: { step: 'talking', entryId: 1, lastsMs: 60_000, barge: null } })) })
    await userEvent.click(screen.getByRole('button', { name: 'Skip' }))
    expect(requests).toEqual([
      { path: '/calls/CA1/silence', body: {} },
      { path: '/calls/CA1/hangup', body: {} },
      { path: '/calls/CA1/finished-speaking', body: { entryId: 1 } },
    ])
  })

  it('plays the colleague to whom the call goes', async () => {
    const { update } = inCall({ state: { step: 'ringing', to: '+493023125010', lastsMs: 20_000 } })
    expect(screen.getByText('Ringing at +49 30 23125010 …')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Answer' }))
    await userEvent.click(screen.getByRole('button', { name: 'Busy' }))
    await userEvent.click(screen.getByRole('button', { name: 'Do not answer' }))
    update({ calls: calls(aCall({ state: { step: 'forwarded', to: '+493023125010' } })) })
    await userEvent.click(screen.getByRole('button', { name: 'Other side hangs up' }))
    expect(requests.map(({ body }) => body)).toEqual([
      { outcome: 'answered' },
      { outcome: 'busy' },
      { outcome: 'no_answer' },
      { outcome: 'hung_up' },
    ])
  })
})

describe('speaking', () => {
  const talking = { step: 'talking', entryId: 1, lastsMs: 1_000, barge: null } as const

  class FakeUtterance extends EventTarget {
    lang = ''
    rate = 1
    voice: unknown = null
    readonly text: string
    constructor(text: string) {
      super()
      this.text = text
    }
  }
  let spoken: FakeUtterance[]
  const cancel = vi.fn<() => void>()
  beforeEach(() => {
    spoken = []
    cancel.mockClear()
    Reflect.set(window, 'SpeechSynthesisUtterance', FakeUtterance)
    Reflect.set(window, 'speechSynthesis', {
      getVoices: () => [{ lang: 'de-DE', default: false }],
      speak: (utterance: FakeUtterance) => spoken.push(utterance),
      cancel,
    })
  })

  it('goes on after the time to read it while the sound is off', async () => {
    inCall({ state: talking })
    await waitFor(
      () => expect(requests).toEqual([{ path: '/calls/CA1/finished-speaking', body: { entryId: 1 } }]),
      {
        timeout: 3_000,
      },
    )
    expect(spoken).toEqual([])
  })

  it('reads prompts aloud in their language when asked to, and remembers it', async () => {
    const { unmount } = inCall({ state: talking })
    await userEvent.click(screen.getByRole('button', { name: 'Read the prompts aloud' }))
    expect(spoken).toMatchObject([
      { text: 'Dürfen wir Ihnen schreiben?', lang: 'de-DE', voice: { lang: 'de-DE' } },
    ])
    expect(requests).toEqual([])
    act(() => void spoken[0]?.dispatchEvent(new Event('end')))
    expect(requests).toEqual([{ path: '/calls/CA1/finished-speaking', body: { entryId: 1 } }])
    unmount()
    inCall({ state: talking })
    expect(spoken).toHaveLength(2)
    expect(screen.getByRole('button', { name: 'Read the prompts aloud' }).getAttribute('aria-pressed')).toBe(
      'true',
    )
  })

  it('falls silent when the prompt is interrupted, and tells nothing of it', async () => {
    changeCallerSettings({ sound: true })
    const { update } = inCall({ state: talking })
    update({ calls: calls(aCall({ state: { step: 'waiting' } })) })
    expect(cancel).toHaveBeenCalled()
    act(() => void spoken[0]?.dispatchEvent(new Event('end')))
    expect(requests).toEqual([])
  })

  it('goes on when the browser finds no voice', async () => {
    changeCallerSettings({ sound: true })
    inCall({ state: talking })
    act(() => void spoken[0]?.dispatchEvent(new Event('error')))
    await waitFor(() => expect(requests).toHaveLength(1), { timeout: 3_000 })
  })

  it('goes on speaking while the chat is open', () => {
    changeCallerSettings({ sound: true })
    show({ calls: calls(aCall({ state: talking })) }, CHAT)
    expect(spoken).toHaveLength(1)
    expect(screen.getByRole('button', { name: /^Return to the call/ })).toBeTruthy()
  })
})

describe('microphone', () => {
  class FakeRecognition extends EventTarget {
    static last: FakeRecognition | null = null
    lang = ''
    interimResults = false
    started = false
    start(): void {
      this.started = true
      FakeRecognition.last = this
    }
    abort(): void {
      this.dispatchEvent(new Event('end'))
    }
    result(transcript: string, isFinal: boolean): void {
      const results = [Object.assign([{ transcript, confidence: 0.8 }], { isFinal })]
      act(() => void this.dispatchEvent(Object.assign(new Event('result'), { results })))
    }
  }

  it('is hidden where the browser cannot listen', () => {
    inCall()
    expect(screen.queryByRole('button', { name: 'Speak' })).toBeNull()
  })

  it('says what it has understood, with how sure it is', async () => {
    Reflect.set(window, 'webkitSpeechRecognition', FakeRecognition)
    const { container } = inCall()
    await userEvent.click(screen.getByRole('button', { name: 'Speak' }))
    const recognition = FakeRecognition.last!
    expect(recognition).toMatchObject({ lang: 'de-DE', started: true, interimResults: true })
    recognition.result('ja ger', false)
    expect(screen.getByPlaceholderText('ja ger')).toBeTruthy()
    expect(requests).toEqual([])
    recognition.result('ja gerne', true)
    expect(requests).toEqual([{ path: '/calls/CA1/say', body: { text: 'ja gerne', confidence: 0.8 } }])
    act(() => void recognition.dispatchEvent(new Event('end')))
    expect(screen.getByRole('button', { name: 'Speak' })).toBeTruthy()
    expect(await violations(container)).toEqual([])
  })

  it('says so when it may not be used', async () => {
    Reflect.set(window, 'webkitSpeechRecognition', FakeRecognition)
    inCall()
    await userEvent.click(screen.getByRole('button', { name: 'Speak' }))
    act(
      () =>
        void FakeRecognition.last!.dispatchEvent(Object.assign(new Event('error'), { error: 'not-allowed' })),
    )
    expect(screen.getByText(/The microphone cannot be used/)).toBeTruthy()
  })
})

describe('end of a call', () => {
  const over = (change: Partial<HeardCall> = {}) => {
    const shown = inCall()
    shown.update({
      calls: calls(aCall({ state: { step: 'ended', by: 'line' }, connectedMs: 41_000, ...change })),
    })
    return shown
  }

  it('tells its duration and who ended it, and calls again', async () => {
    const { container } = over()
    expect(screen.getByText('Call ended · 0:41')).toBeTruthy()
    expect(screen.getByText('The hotline hung up.')).toBeTruthy()
    expect(await violations(container)).toEqual([])
    answer = () => new Response(JSON.stringify(aCall()), { status: 201 })
    await userEvent.click(screen.getByRole('button', { name: 'Call again' }))
    expect(requests).toEqual([
      { path: '/calls', body: { contactId: 'maria', to: '+493023125000', attended: true } },
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Done' }))
    expect(screen.getByRole('textbox', { name: 'Number to call' })).toBeTruthy()
  })

  it('tells why it failed', () => {
    over({
      connectedMs: null,
      state: { step: 'ended', by: 'failure', failure: { code: 'refused', status: 403 } },
    })
    expect(screen.getByText('Call failed')).toBeTruthy()
    expect(screen.getByText(/the signature or the access data are wrong/)).toBeTruthy()
    expect(screen.getByText('HTTP 403')).toBeTruthy()
  })

  it('does not come up for a call of another time', () => {
    inCall({ state: { step: 'ended', by: 'line' } })
    expect(screen.getByRole('textbox', { name: 'Number to call' })).toBeTruthy()
  })

  it('points at the phone to which the invitation went', async () => {
    const { go, update } = inCall()
    update({
      calls: calls(aCall({ state: { step: 'ended', by: 'line' } })),
      contacts: [aContact(), aContact({ id: 'new', name: '+491713920012' })],
      messages: [
        aMessage({
          contactId: 'new',
          author: 'business',
          at: '2026-11-20T10:00:20.000Z',
          content: {
            kind: 'card',
            header: null,
            body: 'Danke',
            footer: null,
            buttons: [],
            list: null,
            template: 'callover_invitation',
          },
        }),
      ],
    })
    await userEvent.click(screen.getByRole('button', { name: 'Pick up +49 171 3920012’s phone' }))
    expect(go).toHaveBeenCalledWith({ contactId: 'new', phoneNumberId: null, adding: false })
  })
})

describe('message during a call', () => {
  const invitation = aMessage({
    id: 'wamid.new',
    author: 'business',
    status: 'delivered',
    at: '2026-11-20T10:00:10.000Z',
    content: { kind: 'text', text: 'Danke für Ihren Anruf.' },
  })
  const NAME = 'New WhatsApp message from Muster GmbH: Danke für Ihren Anruf. – open the chat'

  it('shows at the top and opens the chat with one tap', async () => {
    const { go, container, update } = inCall()
    update({ calls: calls(aCall()), messages: [invitation] })
    expect(await violations(container)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: NAME }))
    expect(go).toHaveBeenCalledWith(CHAT)
  })

  it('can be put aside, and is still counted', async () => {
    const { update } = inCall()
    update({ calls: calls(aCall()), messages: [invitation] })
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss the message' }))
    expect(screen.queryByRole('button', { name: NAME })).toBeNull()
    expect(screen.getByRole('button', { name: 'Open WhatsApp, 1 unread message' })).toBeTruthy()
  })

  it('leaves by itself during the call and stays when the call is over', async () => {
    vi.useFakeTimers()
    try {
      const { update } = inCall()
      update({ calls: calls(aCall()), messages: [invitation] })
      act(() => void vi.advanceTimersByTime(10_000))
      expect(screen.queryByRole('button', { name: NAME })).toBeNull()
      update({ calls: calls(aCall({ state: { step: 'ended', by: 'line' } })), messages: [invitation] })
      act(() => void vi.advanceTimersByTime(60_000))
      expect(screen.getByRole('button', { name: NAME })).toBeTruthy()
    } finally {
      vi.useRealTimers()
    }
  })

  it('is none when it was read, or came before the call', () => {
    const { update } = inCall()
    update({
      calls: calls(aCall()),
      messages: [
        { ...invitation, id: 'a', status: 'read' },
        { ...invitation, id: 'b', at: '2026-11-20T09:00:00.000Z' },
      ],
    })
    expect(screen.queryByText('Danke für Ihren Anruf.')).toBeNull()
    fireEvent.keyDown(window, { key: 'Escape' })
    expect(requests).toEqual([])
  })
})
