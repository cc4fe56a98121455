import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { Page } from '../../../tab/src/Page.tsx'
import { WelcomePage } from '../../../tab/src/features/welcome/WelcomePage.tsx'
import type { FollowedLink, LinkKind } from '../../../tab/src/features/welcome/link.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { ANNA, createFakeHost, LUCA } from '../session/fake-host.ts'
import { OFFLINE, playServer, refusal, type Reply } from '../session/fake-server.ts'
import { faultsOf, preparePages, problem, show } from '../session/render-page.tsx'

preparePages()
afterEach(async () => {
  await initI18n('en')
})

const TOKEN = 'inv_0123456789abcdefghij'
const GOOD = 'Elefanten tanzen gern'
const EXPIRES = '2026-11-24T12:00:00.000Z'
const opened = { token: 'new', user: ANNA.user }

const invitation = {
  kind: 'invitation',
  email: 'anna@example.test',
  name: null,
  environment: 'Muster GmbH',
  invitedBy: 'Luca Rossi',
  roles: ['agent', 'analyst'],
  known: false,
  microsoft: false,
  expiresAt: EXPIRES,
}

async function follow(
  replies: Record<string, Reply>,
  kind: LinkKind = 'invitation',
  token: string | null = null,
) {
  const server = playServer({
    'GET /sign-in': () => ({ password: true, microsoft: false }),
    'GET /me': () => ANNA,
    'PATCH /me': () => ANNA,
    'DELETE /sessions/current': () => ({}),
    ...replies,
  })
  const host = createFakeHost(token, '/welcome')
  const link: FollowedLink = { kind, token: TOKEN }
  const view = await show(host, <WelcomePage link={link} />)
  return { ...view, ...server, host }
}

const look = (view: object): Record<string, Reply> => ({ 'POST /links/look': () => view })
const heading = (name: string | RegExp) => screen.findByRole('heading', { name, level: 1 })
const bodyOf = (asked: { route: string; body: unknown }[], route: string) =>
  asked.filter((request) => request.route === route).map(({ body }) => body)

describe('an invitation for somebody new (DX-MEM-03)', () => {
  it('says by whom, where to and as what, and lets them in with a name and a password', async () => {
    const { asked, host, container } = await follow({
      ...look(invitation),
      'POST /invitations/accept': () => opened,
    })
    await heading('Welcome to Muster GmbH')
    expect(screen.getByText('Luca Rossi has invited you to work in Muster GmbH.')).toBeTruthy()
    expect(screen.getByText('Agent and Analyst')).toBeTruthy()
    expect(screen.getByText('anna@example.test')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await userEvent.type(screen.getByLabelText('Your name'), ' Anna Berger ')
    await userEvent.type(screen.getByLabelText('Choose a password'), GOOD)
    await userEvent.click(screen.getByRole('button', { name: 'Accept invitation' }))
    await waitFor(() => expect(host.address()).toBe('/'))
    expect(bodyOf(asked, 'POST /invitations/accept')).toEqual([
      { token: TOKEN, name: 'Anna Berger', password: GOOD },
    ])
    expect(host.readToken()).toBe('new')
  })

  it('keeps the language that they came in with', async () => {
    await initI18n('nl')
    const { asked, host } = await follow({ ...look(invitation), 'POST /invitations/accept': () => opened })
    await heading('Welkom bij Muster GmbH')
    await userEvent.type(screen.getByLabelText('Je naam'), 'Anna')
    await userEvent.type(screen.getByLabelText('Kies een wachtwoord'), GOOD)
    await userEvent.click(screen.getByRole('button', { name: 'Uitnodiging accepteren' }))
    await waitFor(() => expect(host.address()).toBe('/'))
    expect(bodyOf(asked, 'PATCH /me')).toEqual([{ locale: 'nl' }])
  })

  it('shows how far the password keeps the rules while it is typed', async () => {
    const { asked } = await follow(look(invitation))
    await heading('Welcome to Muster GmbH')
    const rules = within(screen.getByRole('list', { name: 'What the password needs' }))
    const [length] = rules.getAllByRole('listitem')
    expect(length?.textContent).toBe('At least 12 characters')
    await userEvent.type(screen.getByLabelText('Choose a password'), 'elf zeichen')
    expect(length?.textContent).toBe('At least 12 characters')
    await userEvent.type(screen.getByLabelText('Your name'), 'Anna')
    await userEvent.click(screen.getByRole('button', { name: 'Accept invitation' }))
    await screen.findByText('This password is too short. Use at least 12 characters.')
    expect(document.activeElement).toBe(screen.getByLabelText('Choose a password'))
    await userEvent.keyboard('!')
    expect(length?.textContent).toBe('At least 12 characters (fulfilled)')
    expect(bodyOf(asked, 'POST /invitations/accept')).toEqual([])
  })

  it.each([
    ['breached', 'This password is easy to foresee'],
    ['contains_name', 'Too much of this password is your name'],
    ['too_long', 'This password is too long'],
    ['something_else', 'This password is not safe enough'],
  ])('says in words that the server refused the password: %s', async (fault, words) => {
    await follow({
      ...look({ ...invitation, name: 'Anna' }),
      'POST /invitations/accept': () =>
        problem('password_refused', 400, { issues: [{ path: 'password', message: fault }] }),
    })
    await heading('Welcome to Muster GmbH')
    expect(screen.getByLabelText<HTMLInputElement>('Your name').value).toBe('Anna')
    await userEvent.type(screen.getByLabelText('Choose a password'), `${GOOD}{Enter}`)
    await screen.findByText(new RegExp(`^${words}`))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Choose a password')))
    await userEvent.keyboard('Etwas anderes!')
    expect(screen.queryByText(new RegExp(`^${words}`))).toBeNull()
  })

  it('leads to Microsoft where the organisation signs in there, without the secret of the link', async () => {
    await follow(look({ ...invitation, microsoft: true }))
    const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Accept with Microsoft' })
    const { pathname, searchParams } = new URL(link.href)
    expect([pathname, Object.fromEntries(searchParams)]).toEqual([
      '/auth/microsoft',
      { return: '/', login_hint: 'anna@example.test' },
    ])
  })
})

describe('an invitation for somebody who has a password (DX-MEM-04)', () => {
  const known = { ...invitation, known: true, name: 'Anna' }

  it('takes it, and the code of the second factor after it', async () => {
    const { asked, host } = await follow({
      ...look(known),
      'POST /invitations/accept': ({ body }) =>
        body?.['totp'] === undefined ? refusal('totp_required', 401) : opened,
    })
    await userEvent.type(await screen.findByLabelText('Password'), 'mine{Enter}')
    await userEvent.type(await screen.findByLabelText('Six-digit code'), '123456')
    await waitFor(() => expect(host.address()).toBe('/'))
    expect(bodyOf(asked, 'POST /invitations/accept').at(-1)).toEqual({
      token: TOKEN,
      password: 'mine',
      totp: '123456',
    })
  })

  it('says that the password is wrong, at its field', async () => {
    const { container } = await follow({
      ...look(known),
      'POST /invitations/accept': () => refusal('unauthenticated', 401),
    })
    const field = await screen.findByLabelText('Password')
    await userEvent.type(field, 'wrong{Enter}')
    await screen.findByText(/This password is not right/)
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(await faultsOf(container)).toEqual([])
  })

  it('leads those who forgot it to a new one', async () => {
    await follow({ ...look(known), 'POST /password-resets': () => ({}) })
    await userEvent.click(await screen.findByRole('button', { name: 'Forgot password?' }))
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('anna@example.test')
  })
})

describe('a link for a new password', () => {
  const reset = { kind: 'reset', email: 'anna@example.test', expiresAt: EXPIRES }

  it('changes it and leads to signing in; the session on this device has ended as well', async () => {
    const { asked, host, container } = await follow(
      { ...look(reset), 'POST /password-resets/complete': () => ({}) },
      'reset',
      'before',
    )
    await heading('Choose a new password')
    expect(await faultsOf(container)).toEqual([])
    await userEvent.type(screen.getByLabelText('Choose a password'), `${GOOD}{Enter}`)
    await heading('Your password is changed')
    expect([bodyOf(asked, 'POST /password-resets/complete'), host.readToken()]).toEqual([
      [{ token: TOKEN, password: GOOD }],
      null,
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Go to sign-in' }))
    expect(host.address()).toBe('/')
  })

  it('that was used meanwhile says so, and offers another', async () => {
    await follow(
      { ...look(reset), 'POST /password-resets/complete': () => refusal('link_expired', 410) },
      'reset',
    )
    await userEvent.type(await screen.findByLabelText('Choose a password'), `${GOOD}{Enter}`)
    await heading('This link is no longer valid')
    await userEvent.click(screen.getByRole('button', { name: 'Ask for another link' }))
    expect(await heading('Forgot your password?')).toBeTruthy()
  })
})

describe('the first set-up (DX-ROLE-12)', () => {
  const setup = { kind: 'setup', expiresAt: EXPIRES }

  it('asks for the agency and the person, and lets them in', async () => {
    const { asked, host, container } = await follow({ ...look(setup), 'POST /set-up': () => opened }, 'setup')
    await heading('Set Callover up')
    expect(await faultsOf(container)).toEqual([])
    await userEvent.type(screen.getByLabelText('Name of your agency'), 'Agentur Süd')
    await userEvent.type(screen.getByLabelText('Your name'), 'Anna Berger')
    await userEvent.type(screen.getByLabelText('Your e-mail address'), 'anna@')
    await userEvent.type(screen.getByLabelText('Choose a password'), `${GOOD}{Enter}`)
    await screen.findByText(/Enter an e-mail address such as/)
    expect(document.activeElement).toBe(screen.getByLabelText('Your e-mail address'))
    await userEvent.keyboard('example.test{Enter}')
    await waitFor(() => expect(host.address()).toBe('/'))
    expect(bodyOf(asked, 'POST /set-up')).toEqual([
      {
        token: TOKEN,
        agency: 'Agentur Süd',
        name: 'Anna Berger',
        email: 'anna@example.test',
        password: GOOD,
      },
    ])
  })
})

describe('a link that is good for nothing', () => {
  it.each([
    ['invitation', 'This invitation is no longer valid', /ask whoever invited you/],
    ['reset', 'This link is no longer valid', /works once, for 60 minutes/],
    ['setup', 'This link is no longer valid', /newer link is in the server’s log/],
  ] as const)('says what to do: %s', async (kind, title, words) => {
    const { container, host } = await follow({ 'POST /links/look': () => refusal('link_expired', 410) }, kind)
    expect(document.activeElement).toBe(await heading(title))
    expect(screen.getByText(words)).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Go to sign-in' }))
    expect(host.address()).toBe('/')
  })

  it('is not what a server that cannot be reached makes of a good one', async () => {
    let there = false
    await follow({ 'POST /links/look': () => (there ? invitation : OFFLINE) })
    const retry = await screen.findByRole('button', { name: 'Try again' })
    there = true
    await userEvent.click(retry)
    expect(await heading('Welcome to Muster GmbH')).toBeTruthy()
  })
})

describe('somebody else who is signed in on this device', () => {
  const somebodyElse = { ...look(invitation), 'GET /me': () => LUCA_ELSEWHERE }
  const LUCA_ELSEWHERE = { ...LUCA, user: { ...LUCA.user, email: 'luca@example.test' } }

  it('is told before they are signed out, and can stay', async () => {
    const { host, container } = await follow(somebodyElse, 'invitation', 'luca')
    await heading('You are signed in as Luca')
    expect(screen.getByText(/This link is for anna@example.test/)).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Stay signed in as Luca' }))
    expect([host.address(), host.readToken()]).toEqual(['/', 'luca'])
  })

  it('is signed out when they go on', async () => {
    const { host, asked } = await follow(somebodyElse, 'invitation', 'luca')
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out and go on' }))
    await heading('Welcome to Muster GmbH')
    expect(host.readToken()).toBeNull()
    expect(asked.find(({ route }) => route === 'DELETE /sessions/current')?.token).toBe('luca')
  })

  it('is warned of what they have not sent yet', async () => {
    localStorage.setItem(`callover.pending.${LUCA_ELSEWHERE.user.id}.x`, '{}')
    await follow(somebodyElse, 'invitation', 'luca')
    expect(await screen.findByText(/An answer that Luca wrote has not reached the server yet/)).toBeTruthy()
  })

  it('is nobody else when the link is their own', async () => {
    await follow(look(invitation), 'invitation', 'anna')
    expect(await heading('Welcome to Muster GmbH')).toBeTruthy()
  })
})

describe('the address of the page', () => {
  afterEach(() => window.history.replaceState(null, '', '/'))

  it('leads to it, and loses the secret at once', async () => {
    window.history.replaceState(null, '', `/welcome#invitation=${TOKEN}`)
    const { asked } = playServer(look(invitation))
    await show(createFakeHost(null, '/welcome'), <Page arrival={null} />)
    expect(window.location.hash).toBe('')
    await heading('Welcome to Muster GmbH')
    expect(bodyOf(asked, 'POST /links/look')).toEqual([{ token: TOKEN }])
  })

  it('without a link says where one is to be found', async () => {
    window.history.replaceState(null, '', '/welcome')
    playServer({})
    await show(createFakeHost(null, '/welcome'), <Page arrival={null} />)
    expect(await heading('Open the link from your e-mail')).toBeTruthy()
  })
})
