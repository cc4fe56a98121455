import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { serviceSettingsView } from '../../server/contract/service-settings.ts'
import { AUTO_RESPONSES } from '../../server/domain/auto-response-texts.ts'
import { DEFAULT_PROMPTS } from '../../server/domain/deflector/prompts.ts'
import { mergeSettings, type SettingsPatch } from '../../server/domain/settings-changes.ts'
import { defaultSettings } from '../../server/domain/settings-defaults.ts'
import { newId } from '../../server/lib/object-id.ts'
import { ConflictError, ForbiddenError, NotFoundError } from '../../server/lib/errors.ts'
import type { Service } from '../../server/store/entities.ts'
import { listServices } from '../../server/usecases/list-services.ts'
import type { Principal } from '../../server/usecases/ports.ts'
import { settingsOf } from '../../server/usecases/service-record.ts'
import {
  getServiceSettings,
  publishServiceSettings,
  saveServiceSettings,
  type ServiceRef,
} from '../../server/usecases/service-settings.ts'
import { createServiceWorld, LINE_NUMBER, type ServiceWorld } from '../support/service-world.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'

let store: TestStore
let world: ServiceWorld
let producer: Principal
let contentManager: Principal
let service: Service
let ref: ServiceRef

beforeAll(async () => {
  store = await openTestStore()
  world = await createServiceWorld(store)
  producer = await world.memberWith('producer')
  contentManager = await world.memberWith('contentManager')
})
afterAll(() => closeTestStore(store))

/** A service of one's own, so that tests run in any order. */
beforeEach(async () => {
  const { id: _id, ...rest } = world.service
  service = await store.services.upsert({ ...rest, name: `Service ${newId()}` })
  world.deps.directory.invalidate()
  ref = { environmentId: world.environmentId, serviceId: service.id }
})

async function save(principal: Principal, patch: SettingsPatch) {
  const { version, draft } = await getServiceSettings(world.deps, producer, ref)
  return saveServiceSettings(world.deps, principal, ref, { version, settings: mergeSettings(draft, patch) })
}

async function published() {
  return (await settingsOf(world.deps, service)).published
}

describe('the settings of a service', () => {
  it('are its defaults, live at once, when nobody has set any (DX-CONT-07)', async () => {
    const view = await getServiceSettings(world.deps, producer, ref)
    const defaults = defaultSettings(service)
    expect(serviceSettingsView.parse(view)).toMatchObject({
      version: 1,
      draft: defaults,
      published: defaults,
      publishedBy: null,
      savedBy: null,
      service: { id: service.id, unpublished: false },
      defaults: { prompts: DEFAULT_PROMPTS, autoResponses: AUTO_RESPONSES },
    })
  })

  it('are made once however many ask for them first', async () => {
    const records = await Promise.all(Array.from({ length: 5 }, () => settingsOf(world.deps, service)))
    expect(new Set(records.map(({ version }) => version))).toEqual(new Set([1]))
    expect(await store.serviceSettings.find(world.environmentId, service.id)).toEqual(records[0])
  })

  it('do not change what is live before they are published (DX-PUB-01, DX-PUB-03, DX-HOURS-02)', async () => {
    const before = await published()
    const saved = await save(producer, { deflector: { companyName: 'Muster AG' } })
    expect(saved).toMatchObject({ version: 2, savedBy: producer.name, service: { unpublished: true } })
    expect(await published()).toEqual(before)
    const live = await publishServiceSettings(world.deps, producer, ref, saved.version)
    expect(live).toMatchObject({
      version: 3,
      publishedBy: producer.name,
      published: { deflector: { companyName: 'Muster AG' } },
      service: { unpublished: false },
    })
    expect((await published()).deflector.companyName).toBe('Muster AG')
  })

  it('are published as they were seen: whoever is late gets a conflict, and nothing is lost', async () => {
    const { version, draft } = await save(producer, { telephony: { beep: true } })
    await save(contentManager, { prompts: { de: { close: 'Tschüss!' } } })
    await expect(publishServiceSettings(world.deps, producer, ref, version)).rejects.toThrow(ConflictError)
    const late = saveServiceSettings(world.deps, producer, ref, { version, settings: draft })
    await expect(late).rejects.toThrow(`saved by ${contentManager.name} since`)
    const now = await getServiceSettings(world.deps, producer, ref)
    expect(now.draft).toMatchObject({ telephony: { beep: true }, prompts: { de: { close: 'Tschüss!' } } })
  })

  it('say who has published since', async () => {
    const { version, draft } = await getServiceSettings(world.deps, producer, ref)
    const later = { by: 'Max', now: new Date(world.deps.clock.now().getTime() + 1) }
    await store.serviceSettings.publish(ref.environmentId, ref.serviceId, { version, ...later })
    const late = saveServiceSettings(world.deps, producer, ref, { version, settings: draft })
    await expect(late).rejects.toThrow('published by Max since')
  })

  it('take one of several savings at the same time', async () => {
    const { version, draft } = await getServiceSettings(world.deps, producer, ref)
    const results = await Promise.allSettled(
      ['a', 'b', 'c'].map((companyName) =>
        saveServiceSettings(world.deps, producer, ref, {
          version,
          settings: mergeSettings(draft, { deflector: { companyName } }),
        }),
      ),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    expect(refused).toEqual([expect.any(ConflictError), expect.any(ConflictError)])
  })

  it('are published although they lack something, which the answer tells', async () => {
    const saved = await save(producer, { invitation: { template: null } })
    const live = await publishServiceSettings(world.deps, producer, ref, saved.version)
    expect(live.service).toMatchObject({ ready: false })
    expect(live.service.problems).toContainEqual({ code: 'no_whatsapp_channel', blocking: true })
    expect(live.service.problems).toContainEqual({ code: 'no_invitation_template', blocking: true })
  })

  it('are cleaned before they are kept', async () => {
    const saved = await save(producer, { prompts: { de: { welcome: 'Guten\u000BTag\u0001', close: ' ' } } })
    expect(saved.draft.prompts).toEqual({ de: { welcome: 'Guten Tag' } })
  })

  it("keep the values of a template's places", async () => {
    const values = { de: { 'body.1': '{{company}}', 'header.first_name': '{{name}}' } }
    expect((await save(producer, { invitation: { values } })).draft.invitation.values).toEqual(values)
  })
})

describe('who may do what with settings (DX-ROLE-02 to 08)', () => {
  it('content managers change texts (DX-CONT-08)', async () => {
    const saved = await save(contentManager, {
      prompts: { en: { welcome: 'Hello!' } },
      autoResponses: { en: { offline: '' } },
    })
    expect(saved.draft).toMatchObject({
      prompts: { en: { welcome: 'Hello!' } },
      autoResponses: { en: { offline: '' } },
    })
  })

  it.each<[string, SettingsPatch]>([
    ['openingHours', { openingHours: { always: true } }],
    ['deflector', { deflector: { forwardTo: '+493012345' } }],
    ['invitation', { invitation: { template: 'other' } }],
    ['telephony', { telephony: { recordSpeech: true } }],
  ])('content managers do not change %s, and are told so', async (area, patch) => {
    const change = { ...patch, prompts: { en: { welcome: 'Hello!' } } }
    const refused = save(contentManager, change)
    await expect(refused).rejects.toThrow(ForbiddenError)
    await expect(refused).rejects.toThrow(`service:edit (${area})`)
    const { draft } = await getServiceSettings(world.deps, producer, ref)
    expect(draft).toEqual(defaultSettings(service))
  })

  it('content managers do not publish; those who produce as well do both', async () => {
    await expect(publishServiceSettings(world.deps, contentManager, ref, 1)).rejects.toThrow(
      'service:publish',
    )
    const both = await world.memberWith('contentManager', 'producer')
    const saved = await save(both, { telephony: { beep: true } })
    await publishServiceSettings(world.deps, both, ref, saved.version)
    expect((await published()).telephony.beep).toBe(true)
  })

  it.each(['analyst', 'environmentManager'] as const)('an %s looks but changes nothing', async (role) => {
    const somebody = await world.memberWith(role)
    await expect(getServiceSettings(world.deps, somebody, ref)).resolves.toMatchObject({ version: 1 })
    await expect(save(somebody, {})).rejects.toThrow('service:edit_content')
  })

  it('agents do not see them, and strangers do not learn that they exist', async () => {
    const agent = await world.memberWith('agent', 'operator')
    await expect(getServiceSettings(world.deps, agent, ref)).rejects.toThrow(ForbiddenError)
    const elsewhere = { ...ref, environmentId: 'f'.repeat(24) }
    await expect(getServiceSettings(world.deps, producer, elsewhere)).rejects.toThrow(NotFoundError)
    const foreign = { ...ref, serviceId: 'f'.repeat(24) }
    await expect(getServiceSettings(world.deps, producer, foreign)).rejects.toThrow(NotFoundError)
    await expect(publishServiceSettings(world.deps, producer, foreign, 1)).rejects.toThrow(NotFoundError)
  })
})

describe('the page of the settings', () => {
  it('shows the templates that could invite with what they need, and the voice line with what it can do', async () => {
    ref = { environmentId: world.environmentId, serviceId: world.service.id }
    await world.plugIn({ capabilities: { recording: false, voices: { de: ['anna'], fr: ['chloe'] } } })
    await world.setTemplates(
      { name: 'welcome', language: 'de', bodyParameters: [] },
      { name: 'welcome', language: 'en', bodyParameters: [{ key: '1' }], status: 'PENDING', sendable: false },
      { name: 'code', category: 'AUTHENTICATION' },
      { name: 'picture', header: { kind: 'media', media: 'image' } },
    )
    const view = await getServiceSettings(world.deps, producer, ref)
    expect(serviceSettingsView.parse(view)).toMatchObject({
      templates: [
        {
          name: 'welcome',
          places: ['body.1'],
          languages: [
            { language: 'de', status: 'APPROVED', sendable: true, body: 'Thank you for calling {{1}}.' },
            { language: 'en', status: 'PENDING', sendable: false },
          ],
        },
      ],
      line: {
        provider: 'quiet',
        number: LINE_NUMBER,
        records: false,
        voices: { de: ['anna'], en: [], nl: [], es: [] },
      },
    })
  })
})

describe('the list of services', () => {
  it('shows each with whether it is ready, and nothing of readiness for those that take no calls', async () => {
    const { id: _id, ...rest } = service
    const chat = await store.services.upsert({ ...rest, name: 'A chat', template: 'messaging' })
    world.deps.directory.invalidate()
    await save(producer, { telephony: { beep: true } })
    const { items } = await listServices(world.deps, producer, world.environmentId)
    expect(items.find(({ id }) => id === service.id)).toMatchObject({
      name: service.name,
      template: 'whatsapp-deflector',
      languages: ['de', 'en'],
      ready: false,
      unpublished: true,
    })
    expect(items.find(({ id }) => id === chat.id)).toMatchObject({
      ready: null,
      problems: [],
      unpublished: false,
    })
    expect(items.map(({ name }) => name)).toEqual(
      items.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b)),
    )
    await expect(
      listServices(world.deps, await world.memberWith('agent'), world.environmentId),
    ).rejects.toThrow(ForbiddenError)
  })
})
