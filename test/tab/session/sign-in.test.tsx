import { fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSession } from '../../../tab/src/features/session/session.ts'
import { SessionGate } from '../../../tab/src/features/session/SessionGate.tsx'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { readSettings } from '../../../tab/src/state/settings.ts'
import { ANNA, createFakeHost } from './fake-host.ts'
import { OFFLINE, playServer, refusal, type Reply } from './fake-server.ts'
import { faultsOf, preparePages, problem, show } from './render-page.tsx'

preparePages()

const usual: Record<string, Reply> = {
  'GET /sign-in': () => ({ password: true, microsoft: false }),
  'GET /me': () => ANNA,
}
const opened = { token: 'new', user: ANNA.user }

async function signInPage(replies: Record<string, Reply>) {
  const server = playServer({ ...usual, ...replies })
  const host = createFakeHost()
  const view = await show(
    host,
    <SessionGate session={createSession(host)}>{() => <p>inside</p>}</SessionGate>,
  )
  return { ...view, ...server, host }
}

async function giveCredentials(): Promise<void> {
  await userEvent.type(screen.getByLabelText('E-mail'), 'anna@example.test')
  await userEvent.type(screen.getByLabelText('Password'), 'correct horse')
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

const bodies = (asked: { route: string; body: unknown }[], route: string) =>
  asked.filter((request) => request.route === route).map(({ body }) => body)

describe('the password', () => {
  it('lets somebody in who has no second factor', async () => {
    const { asked, host } = await signInPage({ 'POST /sessions': () => opened })
    await giveCredentials()
    await screen.findByText('inside')
    expect(bodies(asked, 'POST /sessions')).toEqual([
      { email: 'anna@example.test', password: 'correct horse' },
    ])
    expect(host.readToken()).toBe('new')
  })

  it('and the address are known to password managers by their names', async () => {
    const { container } = await signInPage({})
    expect(screen.getByLabelText('E-mail').getAttribute('autocomplete')).toBe('username')
    expect(screen.getByLabelText('Password').getAttribute('autocomplete')).toBe('current-password')
    expect(await faultsOf(container)).toEqual([])
  })

  it('that is wrong is said, and selected to be typed anew', async () => {
    await signInPage({ 'POST /sessions': () => refusal('unauthenticated', 401) })
    await giveCredentials()
    expect((await screen.findByRole('alert')).textContent).toContain('not right')
    const field = screen.getByLabelText<HTMLInputElement>('Password')
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 'correct horse'.length])
  })

  it('takes the focus to what is missing', async () => {
    const { asked } = await signInPage({})
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(screen.getByText('Enter your e-mail address.')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText('E-mail'))
    expect(bodies(asked, 'POST /sessions')).toEqual([])
  })
})

describe('too many attempts', () => {
  afterEach(() => vi.useRealTimers())

  it('are answered with how long to wait, counted down', async () => {
    await signInPage({ 'POST /sessions': () => problem('rate_limited', 429, { retryAfterSeconds: 3 }) })
    fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'anna@example.test' } })
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'x' } })
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toContain('in 3 seconds'))
    await vi.advanceTimersByTimeAsync(1000)
    await vi.waitFor(() => expect(screen.getByText(/in 2 seconds/)).toBeTruthy())
    // It is read aloud once, not every second.
    expect(screen.getByRole('alert').textContent).toContain('in 3 seconds')
    await vi.advanceTimersByTimeAsync(2000)
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toContain('try again now'))
  })

  it('say longer times in minutes', async () => {
    await signInPage({ 'POST /sessions': () => problem('rate_limited', 429, { retryAfterSeconds: 870 }) })
    await giveCredentials()
    expect((await screen.findByRole('alert')).textContent).toContain('in 15 minutes')
  })
})

describe('the second factor', () => {
  const withCode: Reply = ({ body }) => {
    if (body?.['totp'] === undefined) return refusal('totp_required', 401)
    return body['totp'] === '123456' || body['totp'] === 'abcd-efgh' ? opened : refusal('totp_wrong', 401)
  }

  async function codePage(reply: Reply = withCode) {
    const page = await signInPage({ 'POST /sessions': reply })
    await giveCredentials()
    await screen.findByRole('heading', { name: 'Confirm that it is you', level: 1 })
    return page
  }

  it('is asked for in a second step, whose field has the focus and takes a code from the telephone', async () => {
    const { container } = await codePage()
    const field = screen.getByLabelText('Six-digit code')
    expect(document.activeElement).toBe(field)
    expect([field.getAttribute('autocomplete'), field.getAttribute('inputmode')]).toEqual([
      'one-time-code',
      'numeric',
    ])
    expect(await faultsOf(container)).toEqual([])
  })

  it('counts as soon as it is complete, however it is pasted', async () => {
    const { asked } = await codePage()
    await userEvent.paste(' 123 456 ')
    await screen.findByText('inside')
    expect(bodies(asked, 'POST /sessions').at(-1)).toEqual({
      email: 'anna@example.test',
      password: 'correct horse',
      totp: '123456',
    })
  })

  it('that is wrong is said at its field, and typing replaces it', async () => {
    const { asked } = await codePage()
    await userEvent.type(screen.getByLabelText('Six-digit code'), '999999')
    await screen.findByText(/This code is not right/)
    expect(document.activeElement).toBe(screen.getByLabelText('Six-digit code'))
    await userEvent.keyboard('123456')
    await screen.findByText('inside')
    expect(bodies(asked, 'POST /sessions').map((body) => (body as { totp?: string }).totp)).toEqual([
      undefined,
      '999999',
      '123456',
    ])
  })

  it('that is not complete is not sent', async () => {
    const { asked } = await codePage()
    await userEvent.keyboard('123{Enter}')
    expect(screen.getByText('Enter all six digits of the code.')).toBeTruthy()
    expect(bodies(asked, 'POST /sessions')).toHaveLength(1)
  })

  it('may be a recovery code', async () => {
    await codePage()
    await userEvent.click(screen.getByRole('button', { name: 'Use a recovery code' }))
    const field = screen.getByLabelText('Recovery code')
    expect([document.activeElement === field, field.getAttribute('autocomplete')]).toEqual([true, 'off'])
    await userEvent.type(field, 'abcd-efgh{Enter}')
    await screen.findByText('inside')
  })

  it('is left for the first step when the password is right no longer', async () => {
    await codePage(({ body }) =>
      body?.['totp'] === undefined ? refusal('totp_required', 401) : refusal('unauthenticated', 401),
    )
    await userEvent.keyboard('123456')
    await screen.findByRole('heading', { name: 'Sign in to Callover', level: 1 })
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('anna@example.test')
    expect(screen.getByRole('alert').textContent).toContain('not right')
  })
})

describe('a forgotten password', () => {
  it('is answered alike whoever asks, with the address already filled in', async () => {
    const { asked, container } = await signInPage({ 'POST /password-resets': () => ({}) })
    await userEvent.type(screen.getByLabelText('E-mail'), 'anna@example.test')
    await userEvent.click(screen.getByRole('button', { name: 'Forgot password?' }))
    expect(document.activeElement).toBe(screen.getByLabelText('E-mail'))
    await userEvent.click(screen.getByRole('button', { name: 'Send link' }))
    const heading = await screen.findByRole('heading', { name: 'Check your mailbox', level: 1 })
    expect(screen.getByRole('status').textContent).toContain('If there is an account for anna@example.test')
    expect(document.activeElement).toBe(heading)
    expect(bodies(asked, 'POST /password-resets')).toEqual([{ email: 'anna@example.test' }])
    expect(await faultsOf(container)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Back to sign-in' }))
    expect(document.activeElement).toBe(screen.getByLabelText('Password'))
  })

  it('is not said to be on its way when it could not be asked for', async () => {
    await signInPage({ 'POST /password-resets': () => OFFLINE })
    await userEvent.click(screen.getByRole('button', { name: 'Forgot password?' }))
    await userEvent.type(screen.getByLabelText('E-mail'), 'anna@example.test{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('no connection')
  })
})

describe('a server that nobody administers yet', () => {
  it('says where the link for its set-up is', async () => {
    await signInPage({ 'GET /sign-in': () => ({ password: true, microsoft: false, setup: true }) })
    await screen.findByText('Callover is not set up yet')
    expect(screen.getByText(/server’s log/)).toBeTruthy()
  })

  it('is not claimed of any other', async () => {
    await signInPage({ 'GET /sign-in': () => ({ password: true, microsoft: true, setup: false }) })
    await screen.findByRole('link', { name: 'Sign in with Microsoft' })
    expect(screen.queryByText('Callover is not set up yet')).toBeNull()
  })
})

describe('the languages of the sign-in page', () => {
  afterEach(async () => {
    await initI18n('en')
  })

  it.each([
    ['nl', 'Nederlands', 'Inloggen bij Callover', 'Wachtwoord vergeten?'],
    ['es', 'Español', 'Iniciar sesión en Callover', '¿Ha olvidado la contraseña?'],
    ['de', 'Deutsch', 'Bei Callover anmelden', 'Passwort vergessen?'],
  ])('include %s', async (language, name, title, forgot) => {
    await signInPage({})
    await userEvent.click(screen.getByRole('button', { name }))
    expect(readSettings().language).toBe(language)
    await initI18n(language)
    await screen.findByRole('heading', { name: title, level: 1 })
    expect(screen.getByRole('button', { name: forgot })).toBeTruthy()
    expect(screen.getByRole('button', { name }).getAttribute('aria-current')).toBe('true')
  })
})
