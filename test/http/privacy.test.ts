import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import { listen, sendRaw, type ListeningServer } from '../support/http-server.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createPrivacyWorld, type PrivacyWorld } from '../usecases/privacy/privacy-world.ts'

let store: TestStore
let world: PrivacyWorld
let server: ListeningServer
let base: string
let headers: Record<string, string>
beforeAll(async () => {
  store = await openTestStore()
  world = await createPrivacyWorld(store)
  server = await listen(
    createApp({ deps: world.deps, publicUrl: null, demo: false, tabDir: '/nowhere', checkResponses: true }),
  )
  base = `/api/v1/environments/${world.environmentId}/contacts`
  const token = await world.tokenOf(world.manager)
  headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
})
afterAll(async () => {
  await server.close()
  await world.close()
  await closeTestStore(store)
})

describe('a privacy request', () => {
  it('goes from the search over the export to the deletion', async () => {
    const { name, contact } = await world.customer()
    const found = await sendRaw(server.port, `${base}/search?q=${name}`, { headers })
    expect(JSON.parse(found.body.toString())).toMatchObject({ items: [{ id: contact.id, name }] })

    const archive = await sendRaw(server.port, `${base}/${contact.id}/export`, { headers })
    expect(archive.status).toBe(200)
    expect(archive.headers['content-disposition']).toContain(
      `attachment; filename="contact-${contact.id}.zip"`,
    )
    expect(Object.keys(unzipSync(archive.body))).toContain('contact.json')
    const again = await sendRaw(server.port, `${base}/${contact.id}/export`, {
      headers: { ...headers, 'if-none-match': archive.headers.etag ?? '' },
    })
    expect(again.status).toBe(200)

    const erase = (confirm: string) =>
      sendRaw(server.port, `${base}/${contact.id}/erase`, {
        method: 'POST',
        headers,
        body: Buffer.from(JSON.stringify({ confirm })),
      })
    expect((await erase('Somebody else')).status).toBe(400)
    const erased = await erase(name)
    expect(JSON.parse(erased.body.toString())).toEqual({
      deleted: { conversations: 1, messages: 1, files: 0, calls: 0, contacts: 1 },
    })
    const gone = await sendRaw(server.port, `${base}/search?q=${name}`, { headers })
    expect(JSON.parse(gone.body.toString())).toEqual({ items: [], callers: [] })
  })
})
