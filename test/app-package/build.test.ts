import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { buildAppPackage } from '../../server/app-package/build.ts'
import { AppPackageError } from '../../server/app-package/package-fault.ts'
import { readPackageSource } from '../../server/app-package/package-source.ts'
import { defaultParts } from '../../server/app-package/parts.ts'
import { deriveTeamsAppId } from '../../server/app-package/teams-app-id.ts'
import { validateAppPackage } from '../../server/app-package/validate.ts'
import { BOT_ID, EVERYTHING, fullPackage, only, OPTIONS, readJson, type Manifest } from './full-package.ts'

const plain = { publicUrl: 'https://callover.example.com', version: '1.2.3' }

async function build(options: Parameters<typeof buildAppPackage>[0]): Promise<Manifest> {
  return (await buildAppPackage(options)).manifest as Manifest
}

async function faultsOf(options: Parameters<typeof buildAppPackage>[0]): Promise<string[]> {
  const error: unknown = await buildAppPackage(options).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(AppPackageError)
  return (error as AppPackageError).faults.map(({ code }) => code)
}

describe('the app package', () => {
  it('is a flat zip of manifest, icons and languages, named by its version (DX-TEAMS-01)', async () => {
    const { zip, fileName } = await buildAppPackage(OPTIONS)
    expect(Object.keys(unzipSync(zip)).toSorted()).toEqual([
      'color.png',
      'de.json',
      'es.json',
      'manifest.json',
      'nl.json',
      'outline.png',
    ])
    expect(fileName).toBe('callover-teams-1.2.3.zip')
  })

  it('has the same bytes for the same input', async () => {
    const [first, second] = [await buildAppPackage(OPTIONS), await buildAppPackage(OPTIONS)]
    expect(Buffer.from(first.zip).equals(second.zip)).toBe(true)
    const other = await buildAppPackage({ ...OPTIONS, version: '1.2.4' })
    expect(Buffer.from(first.zip).equals(other.zip)).toBe(false)
  })

  it('has the same time in it wherever it is built', async () => {
    const { zip } = await buildAppPackage(OPTIONS)
    const header = new DataView(zip.buffer, zip.byteOffset)
    // Time and date of the first file: midnight, 1 January 1980.
    expect([header.getUint16(10, true), header.getUint16(12, true)]).toEqual([0, 0x21])
  })

  it.each([
    ['every part', EVERYTHING],
    ['the parts of a registration', defaultParts({ appType: 'SingleTenant' })],
    ['the parts without a registration', defaultParts(null)],
    ['the parts of a managed identity', defaultParts({ appType: 'UserAssignedMSI' })],
    [
      'the parts of a server that uses the feed',
      defaultParts({ appType: 'MultiTenant', activityFeed: true }),
    ],
    ['a bot alone', only('bot')],
    ['a channel tab alone', only('channelTab')],
    ['a message extension alone', only('messageExtension')],
    ['a message extension with single sign-on', only('tab', 'messageExtension', 'sso')],
    ['the feed with the inbox', only('tab', 'activityFeed')],
  ])('is valid with %s', async (_name, parts) => {
    expect(await validateAppPackage(await fullPackage({ ...OPTIONS, parts }))).toEqual([])
  })

  it('fills in address, ids and version', async () => {
    const manifest = await build({ ...OPTIONS, publicUrl: 'https://Callover.Example.com:8443/' })
    expect(manifest.version).toBe('1.2.3')
    expect(manifest.staticTabs[0]).toMatchObject({
      entityId: 'inbox',
      contentUrl: 'https://callover.example.com:8443/teams/inbox',
      scopes: ['personal'],
    })
    expect(manifest.configurableTabs[0]).toMatchObject({
      configurationUrl: 'https://callover.example.com:8443/teams/configure',
      scopes: ['team', 'groupChat'],
    })
    expect(manifest.validDomains).toEqual(['callover.example.com:8443'])
    expect(manifest.webApplicationInfo).toEqual({
      id: BOT_ID,
      resource: `api://callover.example.com:8443/botid-${BOT_ID}`,
    })
    expect(manifest.bots[0]?.botId).toBe(BOT_ID)
  })

  it('links to the pages of whoever runs the server when they are named', async () => {
    const named = await build({
      ...plain,
      privacyUrl: 'https://example.com/privacy',
      termsUrl: 'https://example.com/terms',
    })
    expect(named.developer).toMatchObject({
      websiteUrl: 'https://callover.example.com/',
      privacyUrl: 'https://example.com/privacy',
      termsOfUseUrl: 'https://example.com/terms',
    })
    expect((await build(plain)).developer['privacyUrl']).toBe('https://callover.example.com/')
  })

  it('promises nothing but the tabs without a registration, and asks for no permission (DX-TEAMS-02)', async () => {
    const manifest = await build(plain)
    expect(manifest.staticTabs.map(({ entityId }) => entityId)).toEqual(['inbox'])
    const absent = [
      'bots',
      'composeExtensions',
      'activities',
      'authorization',
      'webApplicationInfo',
      'permissions',
    ]
    expect(manifest.configurableTabs).toHaveLength(1)
    expect(manifest['defaultGroupCapability']).toEqual({ team: 'tab', groupchat: 'tab' })
    for (const key of absent) expect(manifest).not.toHaveProperty(key)
    const german = readJson<object>(await fullPackage(plain), 'de.json')
    expect(Object.keys(german).filter((key) => /^(bots|composeExtensions|activities)/.test(key))).toEqual([])
    expect(german).toHaveProperty(['staticTabs[0].name'], 'Posteingang')
  })

  it('has bot, search, channel tab and single sign-on with a registration, and works in shared channels', async () => {
    const manifest = await build({ ...plain, microsoftAppId: BOT_ID })
    expect(manifest.bots[0]?.scopes).toEqual(['personal', 'team', 'groupChat'])
    expect(manifest.staticTabs.map(({ entityId }) => entityId)).toEqual(['inbox', 'conversations'])
    expect(manifest.configurableTabs).toHaveLength(1)
    expect(manifest.composeExtensions.map(({ botId }) => botId)).toEqual([BOT_ID])
    expect(manifest).toMatchObject({ supportsChannelFeatures: 'tier1', showLoadingIndicator: false })
    expect(manifest).not.toHaveProperty('activities')
    expect(manifest).not.toHaveProperty('authorization')
  })

  it('gives no sign-in to a managed identity, which people cannot sign in to', async () => {
    const parts = defaultParts({ appType: 'UserAssignedMSI' })
    const manifest = await build({ ...OPTIONS, parts })
    expect([manifest.bots.length, manifest.composeExtensions.length]).toEqual([1, 1])
    expect(manifest).not.toHaveProperty('webApplicationInfo')
  })

  it('asks for the permission of the activity feed only where the feed is used', async () => {
    const parts = defaultParts({ appType: 'SingleTenant', activityFeed: true })
    const manifest = await build({ ...OPTIONS, parts })
    const permission = { name: 'TeamsActivity.Send.User', type: 'Application' }
    expect(manifest['authorization']).toEqual({ permissions: { resourceSpecific: [permission] } })
    expect(defaultParts({ appType: 'UserAssignedMSI', activityFeed: true }).activityFeed).toBe(false)
  })

  it('names the form of the address that a message extension’s registration has as well', async () => {
    const manifest = await build({ ...OPTIONS, parts: only('tab', 'messageExtension', 'sso') })
    expect(manifest.webApplicationInfo.resource).toBe(`api://callover.example.com/botid-${BOT_ID}`)
  })

  it('keeps the order of the template, because people read manifests', async () => {
    expect(Object.keys(await build(plain)).slice(0, 4)).toEqual([
      '$schema',
      'manifestVersion',
      'version',
      'id',
    ])
  })

  it('refuses what Teams would refuse', async () => {
    expect(await faultsOf({ ...plain, version: '1.2' })).toEqual(['version_not_semver'])
    expect(await faultsOf({ ...plain, publicUrl: 'http://localhost:3978' })).toEqual(['address_local'])
    expect(await faultsOf({ ...plain, publicUrl: 'nowhere' })).toEqual(['address_malformed'])
    expect(await faultsOf({ ...plain, teamsAppId: 'mine' })).toEqual(['id_not_guid'])
    expect(await faultsOf({ ...plain, privacyUrl: 'http://example.com' })).toEqual(['address_not_https'])
    expect(await faultsOf({ ...plain, parts: EVERYTHING })).toEqual(['registration_missing'])
    expect(await faultsOf({ ...plain, parts: only() })).toContain('nothing_in_it')
  })

  it('never puts a value into the template other than as a text', async () => {
    const quote = 'https://example.com/a"b${{TEAMS_APP_ID}}'
    expect(await faultsOf({ ...plain, privacyUrl: quote })).toEqual(['placeholder_left'])
  })

  it('finds a placeholder that nobody fills in', async () => {
    const source = readPackageSource()
    const template = { ...source.template, accentColor: '${{COLOUR}}' }
    expect(await faultsOf({ ...plain, source: { ...source, template } })).toEqual(['placeholder_left'])
  })
})

describe('the app’s id', () => {
  it('is the same for the same server, with or without a bot, and another for another server', async () => {
    const [first, withBot] = [await build(plain), await build({ ...plain, microsoftAppId: BOT_ID })]
    expect(first.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(withBot.id).toBe(first.id)
    expect((await build({ ...plain, publicUrl: 'https://other.example.com' })).id).not.toBe(first.id)
  })

  it('does not depend on how the address is spelt', () => {
    expect(deriveTeamsAppId('https://CALLOVER.example.com:443/')).toBe(
      deriveTeamsAppId('https://callover.example.com'),
    )
    expect(deriveTeamsAppId('https://callover.example.com/a')).not.toBe(
      deriveTeamsAppId('https://callover.example.com'),
    )
  })

  it('is the given one when there is one', async () => {
    const id = '3F2504E0-4F89-41D3-9A0C-0305E82C3301'
    expect((await build({ ...plain, teamsAppId: id })).id).toBe(id.toLowerCase())
  })
})
