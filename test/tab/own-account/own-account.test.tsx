import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { SessionView } from '../../../server/contract/identity.ts'
import { AccountProvider, type Account } from '../../../tab/src/features/inbox/use-account.ts'
import { OwnAccountDialog } from '../../../tab/src/features/own-account/OwnAccountDialog.tsx'
import { createSession } from '../../../tab/src/features/session/session.ts'
import { SessionProvider } from '../../../tab/src/features/session/use-session.ts'
import { idOf } from '../builders.ts'
import { ANNA, createFakeHost } from '../session/fake-host.ts'
import { playServer, refusal, type Reply } from '../session/fake-server.ts'
import { faultsOf, preparePages, problem, show } from '../session/render-page.tsx'

preparePages()

const aSession = (index: number, changes: Partial<SessionView> = {}): SessionView => ({
  id: idOf('sess', index),
  current: false,
  method: 'password',
  createdAt: '2026-11-01T08:00:00.000Z',
  lastSeenAt: '2026-11-20T08:00:00.000Z',
  expiresAt: '2026-12-01T08:00:00.000Z',
  address: '203.0.113.•',
  device: 'Firefox, Windows',
  ...changes,
})
const HERE = aSession(1, { current: true, device: 'Chrome, macOS' })
const PHONE = aSession(2, { device: 'Safari, iPhone', method: 'microsoft' })
const UNKNOWN = aSession(3, { device: null, address: null })
const GOOD = 'Elefanten tanzen gern'

async function open(replies: Record<string, Reply> = {}) {
  const server = playServer({
    'GET /sign-in': () => ({ password: true, microsoft: true }),
    'GET /me/two-factor': () => ({ state: 'off', required: false, recoveryCodesLeft: 0 }),
    'GET /me/sessions': () => ({ items: [HERE, PHONE, UNKNOWN] }),
    ...replies,
  })
  const host = createFakeHost('token')
  const session = createSession(host)
  const closed = vi.fn<() => void>()
  const setLanguage = vi.fn<(language: string) => void>()
  const account: Partial<Account> = { ...ANNA, setLanguage }
  const view = await show(
    host,
    <SessionProvider value={session}>
      <AccountProvider value={account as Account}>
        <OwnAccountDialog open onClose={closed} />
      </AccountProvider>
    </SessionProvider>,
  )
  await screen.findByText('Where you are signed in')
  return { ...view, ...server, host, closed, setLanguage }
}

const button = (name: string) => screen.findByRole('button', { name })
const bodyOf = (asked: { route: string; body: unknown }[], route: string) =>
  asked.filter((request) => request.route === route).map(({ body }) => body)

describe('my account', () => {
  it('names me, offers every language, and is accessible', async () => {
    const { setLanguage } = await open()
    const dialog = screen.getByRole('dialog', { name: 'My account' })
    expect(within(dialog).getByText('anna@example.test')).toBeTruthy()
    await userEvent.selectOptions(screen.getByLabelText('Language'), 'Nederlands')
    expect(setLanguage).toHaveBeenCalledWith('nl')
    expect(await faultsOf(dialog)).toEqual([])
  })
})

describe('where I am signed in', () => {
  it('says on which device, from where, since when, and which of them this one is', async () => {
    await open()
    await screen.findByText('This one')
    const [here, phone, unknown] = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(here).toContain('Chrome, macOS')
    expect(here).toContain('Active now')
    expect(phone).toMatch(/Safari, iPhone.*Last seen.*203\.0\.113\.•.*with Microsoft/)
    expect(unknown).toContain('Unknown device')
    expect(screen.queryByRole('button', { name: /Chrome/ })).toBeNull()
  })

  it('can be put an end to, one by one', async () => {
    const { routes } = await open({ [`DELETE /me/sessions/${PHONE.id}`]: () => ({}) })
    await userEvent.click(await button('End the session on Safari, iPhone'))
    await screen.findByText('The session has ended.')
    expect(routes()).toContain(`DELETE /me/sessions/${PHONE.id}`)
    expect(screen.queryByText('Safari, iPhone')).toBeNull()
  })

  it('is ended as well when it had ended by itself', async () => {
    await open({ [`DELETE /me/sessions/${UNKNOWN.id}`]: () => refusal('not_found', 404) })
    await userEvent.click(await button('End the session on Unknown device'))
    expect(await screen.findByText('The session has ended.')).toBeTruthy()
  })

  it('can be put an end to everywhere else, after being asked once more', async () => {
    const { routes } = await open({ 'DELETE /me/sessions': () => ({}) })
    await userEvent.click(await button('End all other sessions'))
    expect(routes()).not.toContain('DELETE /me/sessions')
    await userEvent.click(await button('End all other sessions'))
    await screen.findByText('All your other sessions have ended.')
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
  })
})

describe('changing my password', () => {
  async function change(replies: Record<string, Reply>, current = 'old one') {
    const opened = await open(replies)
    await userEvent.click(await button('Change password'))
    await userEvent.type(screen.getByLabelText('Current password'), current)
    await userEvent.type(screen.getByLabelText('New password'), `${GOOD}{Enter}`)
    return opened
  }

  it('takes the current and the next one, and leads back', async () => {
    const { asked } = await change({ 'POST /me/password': () => ({}) })
    expect((await screen.findByText(/Your password is changed/)).textContent).toContain('other sessions')
    expect(bodyOf(asked, 'POST /me/password')).toEqual([{ current: 'old one', next: GOOD }])
  })

  it('says which of the two was wrong', async () => {
    await change({
      'POST /me/password': () =>
        problem('invalid_input', 400, {
          issues: [{ path: 'current', message: 'is not the current password' }],
        }),
    })
    await screen.findByText('This is not your current password.')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Current password')))
  })

  it('asks for another one than the current', async () => {
    const { asked } = await change({}, GOOD)
    await screen.findByText('This is your current password. Choose another one.')
    expect(bodyOf(asked, 'POST /me/password')).toEqual([])
  })

  it('sends a link to those who do not know the current one', async () => {
    const { asked } = await open({ 'POST /password-resets': () => ({}) })
    await userEvent.click(await button('Change password'))
    await userEvent.click(await button('Forgot password?'))
    await screen.findByText(/We have sent a link to anna@example.test/)
    expect(bodyOf(asked, 'POST /password-resets')).toEqual([{ email: 'anna@example.test' }])
  })

  it('is not offered to those who came with Microsoft, a link for a first one is', async () => {
    await open({ 'GET /me/sessions': () => ({ items: [{ ...HERE, method: 'microsoft' }] }) })
    await button('Send a link for a new password')
    expect(screen.queryByRole('button', { name: 'Change password' })).toBeNull()
  })
})

describe('my second factor', () => {
  const CODES = ['aaaa-bbbb', 'cccc-dddd']
  const on = (changes: object = {}): Record<string, Reply> => ({
    'GET /me/two-factor': () => ({ state: 'on', required: false, recoveryCodesLeft: 2, ...changes }),
  })

  it('is set up in the dialogue, which does not close over codes that are shown once', async () => {
    const { closed } = await open({
      'POST /me/two-factor/setup': () => ({ secret: 'JBSWY3DP', uri: 'otpauth://totp/x', qr: '<svg/>' }),
      'POST /me/two-factor/confirm': () => ({ recoveryCodes: CODES }),
    })
    await userEvent.click(await button('Set up'))
    await userEvent.type(await screen.findByLabelText('Six-digit code'), '123456')
    await screen.findByRole('heading', { name: 'Store your recovery codes' })
    await userEvent.keyboard('{Escape}')
    expect(closed).not.toHaveBeenCalled()
    await userEvent.click(screen.getByRole('checkbox', { name: 'I have stored the codes' }))
    await userEvent.click(await button('Done'))
    expect(await screen.findByText(/The second factor is set up/)).toBeTruthy()
  })

  it('is switched off with a code', async () => {
    const { asked } = await open({ ...on(), 'POST /me/two-factor/disable': () => ({}) })
    await userEvent.click(await button('Switch off'))
    await userEvent.type(await screen.findByLabelText('Code or recovery code'), ' 123456 {Enter}')
    await screen.findByText('The second factor is switched off.')
    expect(bodyOf(asked, 'POST /me/two-factor/disable')).toEqual([{ code: '123456' }])
  })

  it('cannot be switched off where an account demands it (DX-SEC-01)', async () => {
    await open(on({ required: true }))
    await screen.findByText(/it cannot be switched off/)
    expect(screen.queryByRole('button', { name: 'Switch off' })).toBeNull()
  })

  it('says why it could not be switched off when an account has begun to demand it', async () => {
    await open({ ...on(), 'POST /me/two-factor/disable': () => refusal('conflict', 409) })
    await userEvent.click(await button('Switch off'))
    await userEvent.type(await screen.findByLabelText('Code or recovery code'), '123456{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('demands it')
  })

  it('tells when few recovery codes are left, and makes new ones with a code', async () => {
    await open({
      ...on(),
      'POST /me/two-factor/recovery-codes': ({ body }) =>
        body?.['code'] === '123456' ? { recoveryCodes: CODES } : refusal('totp_wrong', 401),
    })
    await screen.findByText(/2 recovery codes left.*before you run out/)
    await userEvent.click(await button('New recovery codes'))
    const field = await screen.findByLabelText('Code or recovery code')
    await userEvent.type(field, '000000{Enter}')
    await screen.findByText(/This code is not right/)
    await userEvent.keyboard('123456{Enter}')
    await screen.findByText('cccc-dddd')
    await userEvent.click(screen.getByRole('checkbox', { name: 'I have stored the codes' }))
    await userEvent.click(await button('Done'))
    expect(await screen.findByText('Your new recovery codes count from now on.')).toBeTruthy()
  })
})
