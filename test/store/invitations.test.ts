import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Invitation } from '../../server/store/invitation-store.ts'
import type { Store } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
let other: Store
beforeAll(async () => {
  store = await openTestStore()
  other = await openTestStoreAt(store.database)
})
afterAll(async () => {
  await other.close()
  await closeTestStore(store)
})

let environmentId: string
let email: string
beforeEach(() => {
  environmentId = someId()
  email = `${someId()}@example.test`
})

const linkAt = (minutes: number) => ({
  tokenHash: someId(),
  invitedBy: 'Maria',
  invitedById: someId(),
  invitedAt: minutesLater(minutes),
  expiresAt: minutesLater(minutes + 60),
})

async function invite(minutes = 0, from: Store = store): Promise<Invitation & { tokenHash: string }> {
  const link = linkAt(minutes)
  const invitation = await from.invitations.invite({ environmentId, email, roles: ['agent'], ...link })
  return { ...invitation!, tokenHash: link.tokenHash }
}

const claimAt = (minutes: number) => ({
  id: someId(),
  now: minutesLater(minutes),
  until: minutesLater(minutes + 1),
})

describe('an invitation', () => {
  it('is one per address and environment, whoever invites at the same time (DX-MEM-02)', async () => {
    const made = await Promise.all([0, 1, 2, 3, 4].map((at) => invite(at, at % 2 === 0 ? store : other)))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await store.invitations.pending(environmentId, 10)).toHaveLength(1)
    // Of all the links only one is good.
    const found = await Promise.all(
      made.map(({ tokenHash }) => store.invitations.findByTokenHash(tokenHash, minutesLater(5))),
    )
    expect(found.filter((one) => one !== null)).toHaveLength(1)
  })

  it('keeps its token to itself', async () => {
    const { tokenHash } = await invite()
    const found = await store.invitations.findByTokenHash(tokenHash, NOON)
    expect(found).not.toHaveProperty('tokenHash')
    expect(found).not.toHaveProperty('claim')
  })

  it('is good for nothing from the moment at which it ends', async () => {
    const { tokenHash, id } = await invite()
    expect(await store.invitations.findByTokenHash(tokenHash, minutesLater(59.9))).toMatchObject({ id })
    expect(await store.invitations.findByTokenHash(tokenHash, minutesLater(60))).toBeNull()
    expect(await store.invitations.pendingFor([email], minutesLater(60))).toEqual([])
    expect(await store.invitations.pendingFor([email], minutesLater(59))).toHaveLength(1)
  })

  it('can be made again when the one before was settled', async () => {
    const first = await invite()
    expect(await store.invitations.withdraw(environmentId, first.id, NOON)).toMatchObject({
      state: 'withdrawn',
      settledAt: NOON,
    })
    expect(await store.invitations.findByTokenHash(first.tokenHash, NOON)).toBeNull()
    expect((await invite()).id).not.toBe(first.id)
  })

  it('is accepted by one of many who try at once, on two processes', async () => {
    const invitation = await invite()
    const claims = [1, 2, 3, 4].map(() => claimAt(1))
    const won = await Promise.all(
      claims.map((claim, index) => (index % 2 === 0 ? store : other).invitations.claim(invitation, claim)),
    )
    expect(won.filter((one) => one !== null)).toHaveLength(1)
    const winner = claims[won.findIndex((one) => one !== null)]!
    const by = { userId: someId(), at: minutesLater(1) }
    const loser = claims.find((claim) => claim !== winner)!
    expect(await store.invitations.accept(invitation.id, loser.id, by)).toBeNull()
    expect(await store.invitations.accept(invitation.id, winner.id, by)).toMatchObject({
      state: 'accepted',
      acceptedBy: by.userId,
    })
    expect(await store.invitations.claim(invitation, claimAt(5))).toBeNull()
  })

  it('cannot be renewed, withdrawn or replaced while somebody accepts it', async () => {
    const invitation = await invite()
    const claim = claimAt(1)
    await store.invitations.claim(invitation, claim)
    expect(await store.invitations.withdraw(environmentId, invitation.id, minutesLater(1))).toBeNull()
    expect(await store.invitations.renew(environmentId, invitation.id, linkAt(1))).toBeNull()
    const replacing = { environmentId, email, roles: ['operator' as const], ...linkAt(1) }
    expect(await store.invitations.invite(replacing)).toBeNull()
    await store.invitations.release(invitation.id, claim.id)
    expect(await store.invitations.invite(replacing)).toMatchObject({
      id: invitation.id,
      roles: ['operator'],
    })
  })

  it('is free again when whoever was accepting it has stopped', async () => {
    const invitation = await invite()
    const [stopped, next] = [claimAt(1), claimAt(2)]
    await store.invitations.claim(invitation, stopped)
    expect(await store.invitations.claim(invitation, next)).toMatchObject({ id: invitation.id })
    const by = { userId: someId(), at: minutesLater(2) }
    expect(await store.invitations.accept(invitation.id, stopped.id, by)).toBeNull()
    expect(await store.invitations.accept(invitation.id, next.id, by)).not.toBeNull()
  })

  it('is not accepted as it was before somebody renewed it', async () => {
    const invitation = await invite()
    await store.invitations.renew(environmentId, invitation.id, linkAt(5))
    expect(await store.invitations.claim(invitation, claimAt(6))).toBeNull()
  })

  it('counts as mailed only while the link is the one that was mailed', async () => {
    const { id, tokenHash } = await invite()
    expect(await store.invitations.markMailed(environmentId, id, tokenHash)).toMatchObject({ sentBy: 'mail' })
    expect(await store.invitations.renew(environmentId, id, linkAt(1))).toMatchObject({ sentBy: 'link' })
    expect(await store.invitations.markMailed(environmentId, id, tokenHash)).toBeNull()
  })

  it('belongs to its environment alone', async () => {
    const { id, tokenHash } = await invite()
    const elsewhere = someId()
    expect(await store.invitations.find(elsewhere, id)).toBeNull()
    expect(await store.invitations.pending(elsewhere, 10)).toEqual([])
    expect(await store.invitations.withdraw(elsewhere, id, NOON)).toBeNull()
    expect(await store.invitations.renew(elsewhere, id, linkAt(1))).toBeNull()
    expect(await store.invitations.markMailed(elsewhere, id, tokenHash)).toBeNull()
    expect(await store.invitations.find(environmentId, id)).toMatchObject({
      state: 'pending',
      sentBy: 'link',
    })
  })
})
