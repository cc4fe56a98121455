import { describe, expect, it } from 'vitest'
import { hashToken } from '../../server/auth/tokens.ts'
import { RateLimitedError, UnauthenticatedError } from '../../server/lib/errors.ts'
import { authenticate } from '../../server/usecases/authenticate.ts'
import { signIn, signOut } from '../../server/usecases/sign-in.ts'
import { addUser } from '../support/fakes.ts'
import { createFakeDeps, type FakeDeps } from '../support/fakes.ts'

const right = { email: 'anna@example.test', password: 'correct horse', address: '192.0.2.1' }

async function withAnna(): Promise<FakeDeps> {
  const deps = createFakeDeps()
  await addUser(deps, { email: right.email, name: 'Anna', password: right.password })
  return deps
}

async function failureOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => null,
    (error: unknown) => error,
  )
}

describe('signing in', () => {
  it('opens a session of thirty days, keeping only a hash of its token', async () => {
    const deps = await withAnna()
    const { token, user } = await signIn(deps, { ...right, email: ' Anna@Example.test ' })
    expect(user).toEqual({ id: expect.any(String), email: right.email, name: 'Anna', locale: null })
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const [session] = [...deps.sessions.values()]
    expect(session?.tokenHash).toBe(hashToken(token))
    expect(JSON.stringify([...deps.sessions.values()])).not.toContain(token)
    expect(session!.expiresAt.getTime() - session!.createdAt.getTime()).toBe(30 * 86_400_000)
    expect(await authenticate(deps, token)).toEqual({
      userId: user.id,
      sessionId: session?.id,
      name: 'Anna',
      secondFactor: false,
      address: null,
    })
  })

  it('answers an unknown e-mail, a wrong password and a user without one alike', async () => {
    const deps = await withAnna()
    await addUser(deps, { email: 'sso@example.test', name: 'Without' })
    const errors = await Promise.all([
      failureOf(signIn(deps, { ...right, password: 'wrong' })),
      failureOf(signIn(deps, { ...right, email: 'nobody@example.test' })),
      failureOf(signIn(deps, { ...right, email: 'sso@example.test' })),
    ])
    for (const error of errors) {
      expect(error).toBeInstanceOf(UnauthenticatedError)
      expect((error as Error).message).toBe('wrong e-mail or password')
    }
    expect(deps.sessions.size).toBe(0)
  })

  it('does the same work for an unknown e-mail as for a wrong password', async () => {
    const deps = await withAnna()
    const timeOf = async (email: string): Promise<number> => {
      const startedAt = performance.now()
      await failureOf(signIn(deps, { ...right, email, password: 'wrong' }))
      return performance.now() - startedAt
    }
    await timeOf('warm-up@example.test')
    // Best of several: whatever else the machine does only ever adds time.
    const known = Math.min(await timeOf(right.email), await timeOf(right.email), await timeOf(right.email))
    const unknown = Math.min(
      await timeOf('a@example.test'),
      await timeOf('b@example.test'),
      await timeOf('c@example.test'),
    )
    expect(unknown).toBeGreaterThan(known / 3)
  })

  it('slows down guessing, for accounts that do not exist as well', async () => {
    const deps = await withAnna()
    for (const email of [right.email, 'nobody@example.test']) {
      const guesses = Array.from({ length: 8 }, () =>
        failureOf(signIn(deps, { ...right, email, password: 'no' })),
      )
      const errors = await Promise.all(guesses)
      expect(errors.filter((error) => error instanceof UnauthenticatedError)).toHaveLength(5)
      expect(errors.at(-1)).toBeInstanceOf(RateLimitedError)
      expect((errors.at(-1) as RateLimitedError).retryAfterSeconds).toBe(1)
    }
  })

  it('lets one person sign in on many devices at once', async () => {
    const deps = await withAnna()
    const sessions = await Promise.all(Array.from({ length: 12 }, () => signIn(deps, right)))
    expect(new Set(sessions.map(({ token }) => token)).size).toBe(12)
  })
})

describe('authentication', () => {
  it('asks the store once for a burst of requests', async () => {
    const deps = await withAnna()
    const { token } = await signIn(deps, right)
    await Promise.all(Array.from({ length: 20 }, () => authenticate(deps, token)))
    await authenticate(deps, token)
    expect(deps.sessionLookUps).toBe(1)
  })

  it('refuses a token that is unknown, expired or of a user who is gone', async () => {
    const deps = await withAnna()
    await expect(authenticate(deps, 'nonsense')).rejects.toBeInstanceOf(UnauthenticatedError)
    const { token } = await signIn(deps, right)
    for (const session of deps.sessions.values()) session.expiresAt = new Date(0)
    await expect(authenticate(deps, token)).rejects.toBeInstanceOf(UnauthenticatedError)
    for (const session of deps.sessions.values()) session.expiresAt = new Date('9999-01-01')
    deps.users.clear()
    await expect(authenticate(deps, token)).rejects.toBeInstanceOf(UnauthenticatedError)
  })

  it('does not remember a failure of the store', async () => {
    const deps = await withAnna()
    const { token } = await signIn(deps, right)
    deps.storeDown = true
    await expect(authenticate(deps, token)).rejects.toThrow('connection refused')
    deps.storeDown = false
    await expect(authenticate(deps, token)).resolves.toMatchObject({ name: 'Anna' })
  })

  it('ends at once when the session is signed out here', async () => {
    const deps = await withAnna()
    const { token } = await signIn(deps, right)
    const principal = await authenticate(deps, token)
    await signOut(deps, principal)
    await expect(authenticate(deps, token)).rejects.toBeInstanceOf(UnauthenticatedError)
    await signOut(deps, principal)
  })
})
