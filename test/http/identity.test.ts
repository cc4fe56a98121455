import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { offerSetUp } from '../../server/usecases/set-up.ts'
import { processLog } from '../../server/lib/logger.ts'
import { inviteMember } from '../../server/usecases/people/invite.ts'
import { authenticate } from '../../server/usecases/authenticate.ts'
import { codeOf, PASSWORD, stopClock } from '../usecases/identity/identity-world.ts'
import { startIdentityApp, type IdentityApp } from './identity-app.ts'

const NEXT = 'grüne Ziegen schwimmen weit'

let app: IdentityApp
beforeAll(async () => {
  stopClock()
  app = await startIdentityApp()
})
afterAll(async () => {
  vi.useRealTimers()
  await app.close()
})

describe('the routes of signing in', () => {
  it('answer a session with its token and its user, and nothing besides', async () => {
    const { user } = await app.person()
    const { status, body } = await app.api('POST', '/sessions', {
      body: { email: user.email, password: PASSWORD },
    })
    expect(status).toBe(201)
    expect(Object.keys(body)).toEqual(['token', 'user'])
  })

  it('lead through a second factor: set up, confirm, sign in, switch off', async () => {
    const { user } = await app.person()
    const other = await app.signIn(user.email)
    const token = await app.signIn(user.email)
    const setup = await app.api('POST', '/me/two-factor/setup', { token })
    expect(setup.body).toMatchObject({ qr: expect.stringMatching(/^<svg/), uri: expect.any(String) })
    const { secret } = (await app.store.secondFactors.findProposed(user.id))!
    const confirm = await app.api('POST', '/me/two-factor/confirm', {
      token,
      body: { code: codeOf(secret, -1) },
    })
    expect(confirm.body['recoveryCodes']).toHaveLength(10)
    expect(app.signedOut).toHaveLength(1)
    expect((await app.api('GET', '/me', { token: other })).status).toBe(401)
    const signIn = { email: user.email, password: PASSWORD }
    expect((await app.api('POST', '/sessions', { body: signIn })).body.code).toBe('totp_required')
    const wrong = await app.api('POST', '/sessions', { body: { ...signIn, totp: '000000' } })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'totp_wrong'])
    await app.signIn(user.email, { totp: codeOf(secret) })
    const off = { token, body: { code: codeOf(secret, 1) } }
    expect((await app.api('POST', '/me/two-factor/disable', off)).status).toBe(200)
    expect((await app.api('GET', '/me/two-factor', { token })).body).toMatchObject({ state: 'off' })
  })

  it('list sessions and end them with their connections', async () => {
    const { user } = await app.person()
    const token = await app.signIn(user.email)
    await app.signIn(user.email)
    await app.signIn(user.email)
    const { items = [] } = (await app.api('GET', '/me/sessions', { token })).body
    const others = items.filter((item) => item['current'] === false).map((item) => String(item['id']))
    expect(others).toHaveLength(2)
    app.signedOut.length = 0
    expect((await app.api('DELETE', `/me/sessions/${others[0]}`, { token })).status).toBe(200)
    expect((await app.api('DELETE', `/me/sessions/${others[0]}`, { token })).status).toBe(404)
    expect((await app.api('DELETE', '/me/sessions', { token })).status).toBe(200)
    expect(app.signedOut).toEqual(others)
    expect((await app.api('GET', '/me/sessions', { token })).body.items).toHaveLength(1)
  })

  it('say why a password is refused', async () => {
    const { user } = await app.person()
    const token = await app.signIn(user.email)
    const { status, body } = await app.api('POST', '/me/password', {
      token,
      body: { current: PASSWORD, next: 'Sommer2026!!!!' },
    })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 'password_refused',
      issues: [{ path: 'password', message: 'breached' }],
    })
    expect(
      (await app.api('POST', '/me/password', { token, body: { current: PASSWORD, next: NEXT } })).status,
    ).toBe(200)
    await app.signIn(user.email, { password: NEXT })
  })

  it('lead from a mail to another password', async () => {
    const { user } = await app.person()
    const session = await app.signIn(user.email)
    const asked = await app.api('POST', '/password-resets', {
      body: { email: user.email.toUpperCase() },
      headers: { 'accept-language': 'es-MX,es;q=0.9' },
    })
    expect([asked.status, asked.body]).toEqual([202, {}])
    await expect.poll(() => app.mails.find(({ to }) => to === user.email)?.subject).toContain('contraseña')
    const token = /#reset=([\w-]+)/.exec(app.mails.find(({ to }) => to === user.email)?.text ?? '')?.[1]
    expect((await app.api('POST', '/links/look', { body: { token } })).body).toMatchObject({ kind: 'reset' })
    const complete = { body: { token, password: NEXT } }
    expect((await app.api('POST', '/password-resets/complete', complete)).status).toBe(200)
    expect((await app.api('GET', '/me', { token: session })).status).toBe(401)
    const again = await app.api('POST', '/password-resets/complete', complete)
    expect([again.status, again.body.code]).toEqual([410, 'link_expired'])
  })

  it('let somebody in who follows an invitation (DX-MEM-03)', async () => {
    const { user, environment } = await app.person({ roles: ['environmentManager'] })
    const manager = await authenticate(app.deps, await app.signIn(user.email))
    const email = 'invited@example.test'
    await inviteMember(app.deps, manager, environment.id, { email, roles: ['agent'], sendMail: true })
    const token = /#invitation=([\w-]+)/.exec(app.mails.at(-1)?.text ?? '')?.[1]
    expect((await app.api('POST', '/links/look', { body: { token } })).body).toMatchObject({
      kind: 'invitation',
      email,
      known: false,
    })
    const { status, body } = await app.api('POST', '/invitations/accept', {
      body: { token, name: 'Ida Neu', password: NEXT },
    })
    expect([status, Object.keys(body)]).toEqual([201, ['token', 'user']])
    const me = await app.api('GET', '/me', { token: body.token! })
    expect(me.body).toMatchObject({ environments: [{ id: environment.id, roles: ['agent'] }] })
  })

  it('offer the set-up while it is open, and only then', async () => {
    expect((await app.api('GET', '/sign-in')).body).toMatchObject({ setup: false })
    const log = vi.spyOn(processLog, 'warn').mockImplementation(() => undefined)
    await offerSetUp(app.deps)
    const token = /#setup=([\w-]+)/.exec(JSON.stringify(log.mock.calls))?.[1]
    log.mockRestore()
    // Whoever can come in otherwise is not sent to the log.
    expect((await app.api('GET', '/sign-in')).body).toMatchObject({ setup: false })
    await app.store.raw.collection('users').deleteMany({})
    expect((await app.api('GET', '/sign-in')).body).toMatchObject({ setup: true })
    const body = { token, agency: 'Nordlicht', name: 'Paula', email: 'paula@example.test', password: NEXT }
    const done = await app.api('POST', '/set-up', { body })
    expect([done.status, Object.keys(done.body)]).toEqual([201, ['token', 'user']])
    expect((await app.api('GET', '/sign-in')).body).toMatchObject({ setup: false })
    expect((await app.api('POST', '/set-up', { body })).body.code).toBe('link_expired')
  })
})
