import { FluentProvider, Toaster, webLightTheme } from '@fluentui/react-components'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Laboratory } from '../../../tab/src/features/simulator/lab/Laboratory.tsx'
import { Phone } from '../../../tab/src/features/simulator/phone/Phone.tsx'
import { chatOf, type PhoneState } from '../../../tab/src/features/simulator/state/phone-state.ts'
import type { PhonePlace } from '../../../tab/src/features/simulator/use-place.ts'
import { TOASTER_ID } from '../../../tab/src/features/simulator/use-run.tsx'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { aContact, aMessage, aNumber, aState } from './builders.ts'

interface Call {
  method: string
  path: string
  body: unknown
}

let calls: Call[]
let answer: () => Response

beforeEach(async () => {
  calls = []
  answer = () => new Response('{}', { status: 200 })
  // jsdom has no layout and no media queries.
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: vi.fn<() => void>(),
    removeEventListener: vi.fn<() => void>(),
  }))
  Element.prototype.scrollTo = vi.fn<() => void>()
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body
    calls.push({ method: init.method ?? 'GET', path: path.replace('/simulator/api', ''), body })
    return answer()
  })
  await initI18n('en')
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show(element: ReactElement) {
  return render(
    <FluentProvider theme={webLightTheme}>
      {element}
      <Toaster toasterId={TOASTER_ID} />
    </FluentProvider>,
  )
}

const CHAT: PhonePlace = { contactId: 'maria', phoneNumberId: null, adding: false }

function showPhone(state: PhoneState, place: PhonePlace = CHAT, go = vi.fn<(place: PhonePlace) => void>()) {
  return show(<Phone state={state} connected place={place} go={go} framed />)
}

async function violations(container: Element): Promise<string[]> {
  // Colours need a layout, and the page's landmarks are outside of what is shown here.
  const { violations: found } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return found.map((item) => `${item.id}: ${item.nodes.map((node) => node.html).join(' ')}`)
}

const invitation = aMessage({
  id: 'wamid.card',
  author: 'business',
  status: 'read',
  content: {
    kind: 'card',
    header: null,
    body: 'Thank you for calling.',
    footer: 'Reply here',
    list: null,
    template: 'callover_invitation',
    buttons: [
      { kind: 'quick_reply', text: 'Tell you more' },
      { kind: 'url', text: 'Track parcel', target: 'https://example.com/track/A-1' },
    ],
  },
})

describe('simulated phone', () => {
  it('asks whose phone it is and shows what is unread', async () => {
    const go = vi.fn<(place: PhonePlace) => void>()
    const unread = aMessage({
      author: 'business',
      status: 'delivered',
      content: { kind: 'text', text: 'Good news' },
    })
    const { container } = showPhone(
      aState({ messages: [unread] }),
      { contactId: null, phoneNumberId: null, adding: false },
      go,
    )
    const entry = screen.getByRole('button', { name: /Maria Berger.*Good news.*1 unread message/ })
    await userEvent.click(entry)
    expect(go).toHaveBeenCalledWith({ contactId: 'maria', phoneNumberId: null, adding: false })
    expect(await violations(container)).toEqual([])
  })

  it('sends with Enter, breaks the line with Shift+Enter, and never sends nothing', async () => {
    showPhone(aState())
    const input = screen.getByRole('textbox', { name: 'Message' })
    await userEvent.type(input, '   {Enter}')
    await userEvent.clear(input)
    await userEvent.type(input, 'one{Shift>}{Enter}{/Shift}two{Enter}')
    expect(calls).toEqual([
      {
        method: 'POST',
        path: '/contacts/maria/messages',
        body: { kind: 'text', text: 'one\ntwo', phoneNumberId: 'n1' },
      },
    ])
    expect(input).toHaveProperty('value', '')
  })

  it('says why something did not work', async () => {
    answer = () => new Response('{"code":"too_late"}', { status: 409 })
    showPhone(aState())
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'x{Enter}')
    expect(await screen.findByText(/It is too late for that/)).toBeTruthy()
  })

  it('taps quick replies and shows links as links', async () => {
    const { container } = showPhone(aState({ messages: [invitation] }))
    expect(screen.getByRole('link', { name: 'Track parcel' }).getAttribute('href')).toBe(
      'https://example.com/track/A-1',
    )
    await userEvent.click(screen.getByRole('button', { name: 'Tell you more' }))
    expect(calls[0]?.body).toEqual({ kind: 'tap', messageId: 'wamid.card', which: 0, phoneNumberId: 'n1' })
    expect(await violations(container)).toEqual([])
  })

  it('reacts, takes the reaction back, answers, edits and deletes from the menu', async () => {
    const own = aMessage({
      id: 'wamid.own',
      reactions: { customer: '👍' },
      content: { kind: 'text', text: 'tpyo' },
    })
    showPhone(aState({ messages: [own] }))
    const menu = async (item: RegExp): Promise<void> => {
      await userEvent.click(screen.getByRole('button', { name: 'Message options' }))
      await userEvent.click(await screen.findByRole('menuitem', { name: item }))
    }
    await menu(/React with ❤️/)
    await menu(/Take back 👍/)
    await menu(/Delete for everyone/)
    await menu(/^Edit$/)
    const input = screen.getByRole('textbox', { name: 'Message' })
    expect(input).toHaveProperty('value', 'tpyo')
    await userEvent.clear(input)
    await userEvent.type(input, 'typo{Enter}')
    await menu(/^Reply$/)
    expect(screen.getByText('Reply to You')).toBeTruthy()
    await userEvent.type(input, 'right{Enter}')
    expect(calls.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', '/contacts/maria/reactions', { messageId: 'wamid.own', emoji: '❤️' }],
      ['POST', '/contacts/maria/reactions', { messageId: 'wamid.own', emoji: '' }],
      ['DELETE', '/contacts/maria/messages/wamid.own', undefined],
      ['PATCH', '/contacts/maria/messages/wamid.own', { text: 'typo' }],
      [
        'POST',
        '/contacts/maria/messages',
        { kind: 'text', text: 'right', phoneNumberId: 'n1', replyTo: 'wamid.own' },
      ],
    ])
  })

  it('reads what arrives while the chat is on the screen', async () => {
    showPhone(aState({ messages: [aMessage({ author: 'business', status: 'delivered' })] }))
    await waitFor(() => expect(calls).toHaveLength(1), { timeout: 3_000 })
    expect(calls[0]).toMatchObject({ path: '/contacts/maria/read', body: { phoneNumberId: 'n1' } })
  })

  it('shows a deleted message without its words, and nothing to do with it', () => {
    showPhone(aState({ messages: [aMessage({ deletedAt: '2026-11-20T09:05:00.000Z' })] }))
    expect(screen.getByText('You deleted this message')).toBeTruthy()
    expect(screen.queryByText('Hallo')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Message options' })).toBeNull()
  })

  it('takes no markup from messages', () => {
    showPhone(
      aState({ messages: [aMessage({ content: { kind: 'text', text: '<img src=x onerror=alert(1)>' } })] }),
    )
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy()
    expect(document.querySelector('img')).toBeNull()
  })

  it('says that there is no network or no WhatsApp', () => {
    const { unmount } = showPhone(aState({ contacts: [aContact({ online: false })] }))
    expect(screen.getByText('No network: messages leave when it is back.')).toBeTruthy()
    unmount()
    showPhone(aState({ contacts: [aContact({ hasWhatsApp: false })] }))
    expect(screen.queryByRole('textbox')).toBeNull()
  })
})

describe('laboratory', () => {
  function showLab(state = aState()) {
    const chat = chatOf(state, aNumber(), aContact())
    return show(<Laboratory state={state} chat={chat} headed />)
  }

  it('moves the clock by steps and by anything', async () => {
    const { container } = showLab()
    await userEvent.click(screen.getByRole('button', { name: /^\+23 h: move forward by 23 hours/ }))
    const amount = screen.getByRole('spinbutton', { name: 'How much' })
    await userEvent.clear(amount)
    await userEvent.type(amount, '90{Enter}')
    expect(calls.map((call) => call.body)).toEqual([{ advanceMinutes: 1380 }, { advanceMinutes: 90 }])
    expect(await violations(container)).toEqual([])
  })

  it('tells how long free replies are possible', () => {
    const at = new Date(Date.now() - 3_600_000).toISOString()
    showLab(aState({ messages: [aMessage({ at })] }))
    expect(screen.getByText(/Maria Berger: free replies for another 22 hrs? 59 mins?/)).toBeTruthy()
  })

  it('arms a failure for one customer and takes it back', async () => {
    const fault = {
      id: 'f1',
      effect: { kind: 'hang', accepted: true },
      times: null,
      contactId: 'maria',
    } as const
    const state = aState()
    const { container } = showLab({ ...state, lab: { ...state.lab, faults: [fault] } })
    await userEvent.click(screen.getByRole('tab', { name: 'Failures (1)' }))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What goes wrong' }), 'r130429')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'How often' }), 'always')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'For whom' }), 'one')
    await userEvent.click(screen.getByRole('button', { name: 'Arm' }))
    const armed = within(screen.getByRole('list', { name: 'Armed' }))
    expect(armed.getByText(/until taken back · only Maria Berger/)).toBeTruthy()
    await userEvent.click(armed.getByRole('button', { name: 'Take back: Accepts, but never answers' }))
    expect(calls.map(({ method, path, body }) => [method, path, body])).toEqual([
      [
        'POST',
        '/faults',
        { effect: { kind: 'error', code: 130429, via: 'response' }, times: null, contactId: 'maria' },
      ],
      ['DELETE', '/faults/f1', undefined],
    ])
    expect(await violations(container)).toEqual([])
  })

  it('switches the phone and the webhooks', async () => {
    showLab()
    await userEvent.click(screen.getByRole('switch', { name: 'Phone has network' }))
    await userEvent.click(screen.getByRole('tab', { name: 'Webhooks' }))
    await userEvent.click(screen.getByRole('switch', { name: 'Deliver everything twice' }))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Delay' }), '5')
    expect(calls.map((call) => call.body)).toEqual([
      { online: false },
      { webhooks: { duplicate: true } },
      { webhooks: { delayMs: 5000 } },
    ])
  })
})
