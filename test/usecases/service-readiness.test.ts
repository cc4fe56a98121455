import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_PROMPTS } from '../../server/domain/deflector/prompts.ts'
import type { SettingsPatch } from '../../server/domain/settings-changes.ts'
import { settingsForNewCall } from '../../server/usecases/deflector-settings.ts'
import { chooseInvitation } from '../../server/usecases/invitation-template.ts'
import type { OpenLine } from '../../server/usecases/ports.ts'
import { serviceReadiness } from '../../server/usecases/service-readiness.ts'
import { settingsOf } from '../../server/usecases/service-record.ts'
import { settingsWith } from '../support/service-builders.ts'
import { createServiceWorld, LINE_NUMBER, type ServiceWorld } from '../support/service-world.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'

let store: TestStore
let world: ServiceWorld
let open: OpenLine

beforeAll(async () => {
  store = await openTestStore()
  world = await createServiceWorld(store)
  open = await world.plugIn()
})
afterAll(() => closeTestStore(store))

beforeEach(async () => {
  await world.setTemplates({ language: 'de' }, { language: 'en_GB' })
  await publish({})
  await setHealth('working')
})

/** What is live is the defaults with this change. */
async function publish(patch: SettingsPatch): Promise<void> {
  const { environmentId, service } = world
  const { serviceSettings } = world.deps.store
  world.deps.directory.invalidate()
  const { version } = await settingsOf(world.deps, service)
  const draft = settingsWith({ invitation: { template: 'callover_invitation' } })
  const now = world.deps.clock.now()
  const merged = {
    ...draft,
    ...patch,
    invitation: { ...draft.invitation, ...patch.invitation },
  } as typeof draft
  const saved = await serviceSettings.save(environmentId, service.id, {
    version,
    draft: merged,
    by: null,
    now,
  })
  await serviceSettings.publish(environmentId, service.id, { version: saved!.version, by: null, now })
  world.deps.directory.invalidate()
}

function setHealth(state: 'working' | 'failing'): Promise<void> {
  return store.channels.setHealth(world.environmentId, world.whatsapp.record.id, { state })
}

describe('readiness', () => {
  it('is judged by what is live, and by the templates as they are at this moment', async () => {
    expect(await serviceReadiness(world.deps, world.service)).toEqual([])
    await world.setTemplates({ language: 'de', status: 'PAUSED', sendable: false }, { language: 'en' })
    expect(await serviceReadiness(world.deps, world.service)).toEqual([
      { code: 'template_not_approved', language: 'de', detail: 'PAUSED', blocking: false },
    ])
  })

  it('knows of a failing channel what another process has found out', async () => {
    await world.deps.channels.get(world.whatsapp.record.id)
    await setHealth('failing')
    expect(await serviceReadiness(world.deps, world.service)).toEqual([
      { code: 'whatsapp_channel_failing', blocking: false },
    ])
  })

  it('takes a channel that cannot be opened for one that fails, and none for none', async () => {
    const nothingOpens = {
      ...world.deps,
      channels: { ...world.deps.channels, get: () => Promise.resolve(null) },
    }
    expect(await serviceReadiness(nothingOpens, world.service)).toEqual([
      { code: 'whatsapp_channel_failing', blocking: true },
    ])
    const { id: _id, ...rest } = world.service
    const bare = await store.services.upsert({ ...rest, name: 'Bare' })
    expect(await serviceReadiness(world.deps, bare)).toEqual([
      { code: 'no_whatsapp_channel', blocking: true },
      { code: 'no_voice_line', blocking: false },
    ])
  })

  it('costs two queries of the database', async () => {
    await settingsOf(world.deps, world.service)
    await world.deps.directory.environment(world.environmentId)
    await world.deps.channels.get(world.whatsapp.record.id)
    const asked: string[] = []
    const spied = spyOn(store, asked)
    await serviceReadiness({ ...world.deps, store: spied }, world.service)
    expect(asked).toEqual(['channels.list', 'templates.list'])
  })
})

/** The store, noting what is called. */
function spyOn(given: TestStore, asked: string[]): TestStore {
  const watch = <T extends object>(part: T, path: string): T =>
    new Proxy(part, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver)
        if (typeof value === 'function') {
          return (...args: unknown[]) => {
            asked.push(`${path}${String(key)}`)
            return (value as (...args: unknown[]) => unknown).apply(target, args)
          }
        }
        return typeof value === 'object' && value !== null ? watch(value, `${String(key)}.`) : value
      },
    })
  return watch(given, '')
}

describe('what a call reads', () => {
  it('is what is live, with the defaults of everything that is not set', async () => {
    const { settings, published } = await settingsForNewCall(world.deps, open)
    expect(settings).toEqual({
      languages: ['de', 'en'],
      country: 'DE',
      prompts: expect.objectContaining({ de: expect.objectContaining({ welcome: expect.any(String) }) }),
      voices: {
        de: { name: null, speed: 1 },
        en: { name: null, speed: 1 },
        nl: { name: null, speed: 1 },
        es: { name: null, speed: 1 },
      },
      companyName: 'Muster GmbH',
      beep: false,
      recordSpeech: false,
      forwardTo: null,
      whenRefused: 'forward',
      ready: true,
    })
    expect(published.invitation.template).toBe('callover_invitation')
    for (const [name, text] of Object.entries(settings.prompts.nl)) {
      expect(text).toBe(
        DEFAULT_PROMPTS.nl[name as keyof typeof DEFAULT_PROMPTS.nl].replaceAll('{{company}}', 'Muster GmbH'),
      )
    }
  })

  it('says the company as it calls itself, in the voices that were chosen', async () => {
    await publish({
      prompts: { de: { welcome: 'Hier ist {{company}}.', close: 'Nachricht an {{number}} unterwegs.' } },
      deflector: { companyName: 'Muster & Söhne', forwardTo: '+493012345', whenRefused: 'goodbye' },
      telephony: {
        beep: true,
        recordSpeech: true,
        keepTranscripts: false,
        publicNumber: null,
        voices: { de: { name: 'anna', speed: 0.8 } },
      },
    })
    const { settings } = await settingsForNewCall(world.deps, open)
    expect(settings).toMatchObject({
      prompts: { de: { welcome: 'Hier ist Muster & Söhne.', close: 'Nachricht an {{number}} unterwegs.' } },
      voices: { de: { name: 'anna', speed: 0.8 } },
      companyName: 'Muster & Söhne',
      beep: true,
      recordSpeech: true,
      forwardTo: '+493012345',
      whenRefused: 'goodbye',
    })
  })

  it('announces no recording on a line that cannot record', async () => {
    const { telephony } = settingsWith({ telephony: { recordSpeech: true } })
    await publish({ telephony })
    const line = { ...open.line, capabilities: { recording: false, voices: {} } }
    expect((await settingsForNewCall(world.deps, { ...open, line })).settings.recordSpeech).toBe(false)
  })

  it('does not forward a call to the line that it came in on, again and again', async () => {
    await publish({ deflector: { companyName: '', forwardTo: LINE_NUMBER, whenRefused: 'forward' } })
    expect((await settingsForNewCall(world.deps, open)).settings.forwardTo).toBeNull()
  })

  it('is in languages that can be spoken, in the order of the service, in English if in none (DX-LANG-01)', async () => {
    const languagesOf = async (...languages: string[]) =>
      (await settingsForNewCall(world.deps, { ...open, service: { ...open.service, languages } })).settings
        .languages
    expect(await languagesOf('fr', 'es', 'de')).toEqual(['es', 'de'])
    expect(await languagesOf('fr')).toEqual(['en'])
  })

  it('is not ready when no invitation could be sent (DX-DEFL-13)', async () => {
    await world.setTemplates()
    expect((await settingsForNewCall(world.deps, open)).settings.ready).toBe(false)
  })
})

describe('the chosen invitation', () => {
  const invitee = { name: 'Berta', country: 'DE', language: null }

  async function chosenFor(
    change: Partial<{ name: string; country: string | null; language: string | null }>,
  ) {
    const { published } = await settingsOf(world.deps, world.service)
    const chosen = await chooseInvitation(world.deps, world.whatsapp, published, { ...invitee, ...change })
    return chosen === null ? null : [chosen.language, chosen.template.language]
  }

  it.each([
    [{ country: 'DE' }, ['de', 'de']],
    [{ country: 'AT' }, ['de', 'de']],
    [{ country: 'GB' }, ['en', 'en_GB']],
    // Neither French nor an unknown country: the language selected first (DX-LANG-03).
    [{ country: 'FR' }, ['de', 'de']],
    [{ country: null }, ['de', 'de']],
    [{ country: 'DE', language: 'en' }, ['en', 'en_GB']],
    [{ country: 'GB', language: 'fr' }, ['en', 'en_GB']],
  ])('for %j is in the language of the contact (DX-LANG-04, DX-DEFL-23)', async (contact, expected) => {
    expect(await chosenFor(contact)).toEqual(expected)
  })

  it('falls back on the languages of the service in their order', async () => {
    await world.setTemplates({ language: 'de', sendable: false, status: 'REJECTED' }, { language: 'en' })
    expect(await chosenFor({ country: 'DE' })).toEqual(['en', 'en'])
  })

  it('carries its values, and is one that can be sent', async () => {
    await publish({ invitation: { values: { de: { 'body.1': '{{name}} ({{company}})' } } } })
    const { published } = await settingsOf(world.deps, world.service)
    const chosen = await chooseInvitation(world.deps, world.whatsapp, published, invitee)
    expect(chosen).toMatchObject({
      values: { body: { 1: 'Berta (Muster GmbH)' } },
      template: { name: 'callover_invitation', sendable: true, environmentId: world.environmentId },
    })
  })

  it('is none when nothing can be sent, rather than one in a language that the service does not speak', async () => {
    await world.setTemplates({ language: 'es' }, { language: 'de', name: 'other' })
    expect(await chosenFor({ country: 'ES' })).toBeNull()
  })
})
