import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { MeView } from '../../../server/contract/member.ts'
import { createSession } from '../../../tab/src/features/session/session.ts'
import { SessionGate } from '../../../tab/src/features/session/SessionGate.tsx'
import { ANNA, createFakeHost } from './fake-host.ts'
import { playServer, refusal, type Reply } from './fake-server.ts'
import { faultsOf, preparePages, show } from './render-page.tsx'

preparePages()

const BLOCKED: MeView = { ...ANNA, pending: 'two_factor_setup' }
const CODES = ['aaaa-bbbb', 'cccc-dddd', 'eeee-ffff']
const SETUP = {
  secret: 'JBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Callover:anna?secret=JBSWY3DPEHPK3PXP',
  qr: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
}

async function gate(replies: Record<string, Reply> = {}) {
  let confirmed = false
  const server = playServer({
    'GET /me': () => (confirmed ? ANNA : BLOCKED),
    'GET /me/two-factor': () => ({ state: 'off', required: true, recoveryCodesLeft: 0 }),
    'POST /me/two-factor/setup': () => SETUP,
    'POST /me/two-factor/confirm': ({ body }) => {
      if (body?.['code'] !== '123456') return refusal('totp_wrong', 401)
      confirmed = true
      return { recoveryCodes: CODES }
    },
    'DELETE /sessions/current': () => ({}),
    ...replies,
  })
  const host = createFakeHost('token')
  const session = createSession(host)
  const view = await show(host, <SessionGate session={session}>{() => <p>inside</p>}</SessionGate>)
  return { ...view, ...server, host, session }
}

const heading = (name: string) => screen.findByRole('heading', { name, level: 1 })

describe('an account that demands a second factor (DX-SEC-03)', () => {
  it('lets nobody in before one is set up and its recovery codes are stored', async () => {
    const { container } = await gate()
    await heading('Set up a second factor')
    expect(screen.queryByText('inside')).toBeNull()
    await userEvent.type(await screen.findByLabelText('Six-digit code'), '123456')
    await heading('Store your recovery codes')
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(CODES),
    )
    expect(await faultsOf(container)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Go on to Callover' }))
    expect(screen.getByRole('alert').textContent).toContain('Store the codes first')
    const tick = screen.getByRole('checkbox', { name: 'I have stored the codes' })
    expect(document.activeElement).toBe(tick)
    await userEvent.click(tick)
    await userEvent.click(screen.getByRole('button', { name: 'Go on to Callover' }))
    expect(await screen.findByText('inside')).toBeTruthy()
  })

  it('shows the secret as a picture in which nothing runs, and in fours for typing', async () => {
    const { container } = await gate()
    const picture = await screen.findByRole<HTMLImageElement>('img', { name: /QR code/ })
    expect(picture.src).toBe(`data:image/svg+xml,${encodeURIComponent(SETUP.qr)}`)
    expect(container.querySelector('script')).toBeNull()
    expect(screen.getByLabelText('Key').textContent).toBe('JBSW Y3DP EHPK 3PXP')
    expect(await faultsOf(container)).toEqual([])
  })

  it('copies the secret as apps take it', async () => {
    await gate()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Copy key' }))
    expect(await navigator.clipboard.readText()).toBe(SETUP.secret)
  })

  it('says that a first code is wrong, and takes the next', async () => {
    await gate()
    await userEvent.type(await screen.findByLabelText('Six-digit code'), '000000')
    await screen.findByText(/This code is not right/)
    await userEvent.keyboard('123456')
    expect(await heading('Store your recovery codes')).toBeTruthy()
  })

  it('begins again with another secret when the first was given up meanwhile', async () => {
    const secrets = ['AAAABBBB', 'CCCCDDDD']
    await gate({
      'POST /me/two-factor/setup': () => ({ ...SETUP, secret: secrets.shift() ?? '' }),
      'POST /me/two-factor/confirm': () => refusal('conflict', 409),
    })
    await userEvent.type(await screen.findByLabelText('Six-digit code'), '123456')
    await userEvent.click(await screen.findByRole('button', { name: 'Begin again' }))
    await waitFor(() => expect(screen.getByLabelText('Key').textContent).toBe('CCCC DDDD'))
  })

  it('stops somebody who is working already as soon as a call is refused for it', async () => {
    let demanded = false
    const { session } = await gate({
      'GET /me': () => (demanded ? BLOCKED : ANNA),
      'PATCH /me': () => refusal('two_factor_required', 403),
    })
    await screen.findByText('inside')
    demanded = true
    await expect(session.setLocale('de')).rejects.toMatchObject({ code: 'two_factor_required' })
    await heading('Set up a second factor')
    expect(screen.queryByText('inside')).toBeNull()
  })

  it('asks somebody who has one to sign in with it', async () => {
    const { host } = await gate({
      'GET /me/two-factor': () => ({ state: 'on', required: true, recoveryCodesLeft: 8 }),
      'GET /sign-in': () => ({ password: true, microsoft: false }),
    })
    await heading('Sign in again with your second factor')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in again' }))
    await heading('Sign in to Callover')
    expect(host.readToken()).toBeNull()
  })

  it('leaves the way out open', async () => {
    const { host, routes } = await gate({ 'GET /sign-in': () => ({ password: true, microsoft: false }) })
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out' }))
    await heading('Sign in to Callover')
    expect([host.readToken(), routes().includes('DELETE /sessions/current')]).toEqual([null, true])
  })

  it('can be tried again when the server could not be asked', async () => {
    let there = false
    await gate({
      'GET /me/two-factor': () =>
        there ? { state: 'off', required: true, recoveryCodesLeft: 0 } : refusal('internal_error', 500),
    })
    const retry = await screen.findByRole('button', { name: 'Try again' })
    there = true
    await userEvent.click(retry)
    expect(await heading('Set up a second factor')).toBeTruthy()
  })
})

describe('recovery codes', () => {
  it('can be kept as a file, on paper and in the clipboard', async () => {
    await gate()
    const user = userEvent.setup()
    const saved: Blob[] = []
    const printed: string[] = []
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${saved.push(blob)}` }))
    vi.stubGlobal('print', () => printed.push(document.querySelector('.callover-paper')?.textContent ?? ''))
    await user.type(await screen.findByLabelText('Six-digit code'), '123456')
    await user.click(await screen.findByRole('button', { name: 'Copy' }))
    expect(await navigator.clipboard.readText()).toBe(CODES.join('\n'))
    await user.click(screen.getByRole('button', { name: 'Download' }))
    expect(await saved[0]?.text()).toContain(CODES.join('\r\n'))
    await user.click(screen.getByRole('button', { name: 'Print' }))
    expect(printed[0]).toContain(CODES.join(''))
    window.dispatchEvent(new Event('afterprint'))
    expect(document.querySelector('.callover-paper')).toBeNull()
  })
})
