import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ServiceSettings } from '../../server/contract/service-settings.ts'
import { parseProvisioning, type Provisioning } from '../../server/config/provision.ts'
import { mergeSettings, type SettingsPatch } from '../../server/domain/settings-changes.ts'
import { defaultSettings } from '../../server/domain/settings-defaults.ts'
import { ConfigError, InvalidInputError } from '../../server/lib/errors.ts'
import { newId } from '../../server/lib/object-id.ts'
import { provision } from '../../server/provision.ts'
import type { ServiceSettingsRecord } from '../../server/store/entities.ts'
import type { TelephonyProvider } from '../../server/telephony/provider.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'

const NOW = new Date('2026-03-10T12:00:00.000Z')
const LATER = new Date('2026-03-11T12:00:00.000Z')

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

function fileWith(service: object): Provisioning {
  const template = { name: 'Hotline', template: 'whatsapp-deflector', ...service }
  const parsed = parseProvisioning(
    JSON.stringify({
      accounts: [{ name: 'Muster', environments: [{ name: 'Muster', services: [template] }] }],
    }),
  )
  if (!parsed.ok) throw new Error(parsed.faults.join('; '))
  return parsed.value
}

/** One service that is provisioned again and again. */
function createHotline() {
  const name = `Hotline ${newId()}`
  const find = async (): Promise<ServiceSettingsRecord> => {
    const environment = await store.accounts
      .upsertAccount({ name: 'Muster', retentionDays: null, twoFactorRequired: false })
      .then(({ id: accountId }) =>
        store.accounts.upsertEnvironment({
          accountId,
          name: 'Muster',
          timeZone: 'Europe/Berlin',
          country: 'DE',
        }),
      )
    const service = (await store.services.list(environment.id)).find((one) => one.name === name)
    return (await store.serviceSettings.find(environment.id, service?.id ?? ''))!
  }
  return {
    find,
    async provision(service: { settings?: object; invitationTemplate?: string }, now = NOW) {
      await provision(store, [], fileWith({ name, ...service }), { now })
      return find()
    },
    /** Somebody in the studio saves, and publishes when that is said. */
    async edit(patch: SettingsPatch, publish: 'publish' | 'save') {
      const { environmentId, serviceId, version, draft } = await find()
      const change = { version, draft: mergeSettings(draft, patch), by: 'Max', now: NOW }
      const saved = await store.serviceSettings.save(environmentId, serviceId, change)
      if (publish === 'publish')
        await store.serviceSettings.publish(environmentId, serviceId, {
          version: saved!.version,
          by: 'Max',
          now: NOW,
        })
    },
  }
}

const defaults: ServiceSettings = defaultSettings({ country: 'DE', invitationTemplate: null })

describe('a provisioned service', () => {
  it('is live at once with the defaults and what the file names', async () => {
    const record = await createHotline().provision({
      invitationTemplate: 'hello',
      settings: { deflector: { forwardTo: '+493012345' } },
    })
    const expected = mergeSettings(defaults, {
      invitation: { template: 'hello' },
      deflector: { forwardTo: '+493012345' },
    })
    expect(record).toMatchObject({ version: 1, draft: expected, published: expected, publishedAt: NOW })
  })

  it('is not touched by a start with the same file', async () => {
    const hotline = createHotline()
    const settings = {
      telephony: { voices: { de: { speed: 1.1, name: 'Anna' } } },
      prompts: { de: { welcome: ' Guten\tTag ' } },
      openingHours: { weekly: { sat: [{ to: '12:00', from: '10:00' }] } },
    }
    const first = await hotline.provision({ settings })
    expect(await hotline.provision({ settings }, LATER)).toEqual(first)
  })

  it('keeps what people have set, published or not, at every start that does not name it', async () => {
    const hotline = createHotline()
    await hotline.provision({ settings: { telephony: { beep: true } } })
    await hotline.edit({ openingHours: { always: true }, invitation: { template: 'chosen' } }, 'publish')
    await hotline.edit({ prompts: { de: { close: 'Tschüss!' } } }, 'save')
    const before = await hotline.find()
    expect(await hotline.provision({ settings: { telephony: { beep: true } } }, LATER)).toEqual(before)
  })

  it('gets what a changed file names, in the draft and live, and nothing else with it', async () => {
    const hotline = createHotline()
    await hotline.provision({})
    await hotline.edit({ deflector: { companyName: 'Muster AG' } }, 'publish')
    await hotline.edit({ prompts: { de: { close: 'Tschüss!' } } }, 'save')
    const record = await hotline.provision({ settings: { deflector: { forwardTo: '+493012345' } } }, LATER)
    const live = mergeSettings(defaults, { deflector: { companyName: 'Muster AG', forwardTo: '+493012345' } })
    expect(record.published).toEqual(live)
    expect(record).toMatchObject({ publishedBy: null, publishedAt: LATER, savedBy: 'Max' })
    expect(record.draft).toEqual(mergeSettings(live, { prompts: { de: { close: 'Tschüss!' } } }))
  })

  it('has what the file names put back when somebody has changed it', async () => {
    const hotline = createHotline()
    await hotline.provision({ invitationTemplate: 'hello' })
    await hotline.edit({ invitation: { template: 'other' }, telephony: { beep: true } }, 'publish')
    await hotline.edit({ invitation: { template: 'draft' } }, 'save')
    const record = await hotline.provision({ invitationTemplate: 'hello' })
    expect(record.published).toMatchObject({ invitation: { template: 'hello' }, telephony: { beep: true } })
    expect(record.draft).toEqual(record.published)
  })

  it('is the same after two processes have started at once', async () => {
    const hotline = createHotline()
    await hotline.provision({})
    await hotline.edit({ prompts: { de: { close: 'Tschüss!' } } }, 'save')
    for (const companyName of ['Muster AG', 'Muster SE', 'Muster KG']) {
      await Promise.all(
        [1, 2, 3, 4].map(() => hotline.provision({ settings: { deflector: { companyName } } })),
      )
      const record = await hotline.find()
      expect(record.published.deflector.companyName).toBe(companyName)
      expect(record.draft.deflector.companyName).toBe(companyName)
      expect(record.draft.prompts).toEqual({ de: { close: 'Tschüss!' } })
    }
  })
})

describe('a provisioned voice line', () => {
  const quiet = {
    provider: 'quiet',
    title: 'Quiet',
    secrets: [],
    settings: z.object({ token: z.string() }),
    open: (settings: unknown) => {
      if ((settings as { token?: string }).token === undefined)
        throw new InvalidInputError([{ path: 'token', message: 'is missing' }])
      return {}
    },
  } as unknown as TelephonyProvider
  const line = (settings: object) =>
    fileWith({ channels: [{ name: 'line', kind: 'telephony', provider: 'quiet', ...settings }] })

  it('is checked by its platform before anything is written', async () => {
    const options = { providers: [quiet] }
    const refused = provision(store, [], line({}), options)
    await expect(refused).rejects.toThrow(new ConfigError(['channel line: token is missing']))
    const unknown = provision(store, [], line({ provider: 'loud' }), options)
    await expect(unknown).rejects.toThrow('channel line: no provider loud for telephony')
    const misspelt = provision(store, [], line({ token: 'x', tokn: 'x' }), options)
    await expect(misspelt).rejects.toThrow(new ConfigError(['channel line: tokn is no setting of quiet']))
    await expect(provision(store, [], line({ token: 'x' }), options)).resolves.toBeUndefined()
  })
})
