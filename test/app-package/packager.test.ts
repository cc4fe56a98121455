import { unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createPackager, type PackagerOptions } from '../../server/app-package/packager.ts'
import { readPackageSource } from '../../server/app-package/package-source.ts'
import { deriveTeamsAppId } from '../../server/app-package/teams-app-id.ts'
import { packageVersion, teamsPackageView } from '../../server/contract/package-routes.ts'
import { isPackageVersion } from '../../server/app-package/manifest-rules.ts'
import { InvalidInputError } from '../../server/lib/errors.ts'
import { BOT_ID, readJson, type Manifest } from './full-package.ts'

const publicUrl = 'https://callover.example.com'
const registration = { appId: BOT_ID, appType: 'SingleTenant' as const }
const bare: PackagerOptions = { publicUrl, teamsAppId: null, registration: null }
const product = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

async function issuesOf(options: PackagerOptions, version: string | null = null): Promise<string[]> {
  const error: unknown = await createPackager(options)
    .build(version)
    .catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(InvalidInputError)
  return (error as InvalidInputError).issues.map(({ path, message }) => `${path}: ${message}`)
}

async function manifestOf(options: PackagerOptions, version: string | null = null): Promise<Manifest> {
  const { bytes } = await createPackager(options).build(version)
  return readJson<Manifest>(unzipSync(bytes), 'manifest.json')
}

describe('the packager of a running server', () => {
  it('says what a package would hold before anybody builds it', async () => {
    const state = await createPackager({ ...bare, registration }).look()
    expect(state).toEqual({
      version: product.version,
      appId: deriveTeamsAppId(publicUrl),
      publicUrl,
      parts: ['tab', 'channelTab', 'bot', 'messageExtension', 'sso'],
      registration: 'complete',
      faults: [],
    })
    expect(teamsPackageView.parse(state)).toEqual(state)
  })

  it.each<[string, PackagerOptions['registration'], string[], string]>([
    ['nobody has registered it', null, ['tab', 'channelTab'], 'none'],
    [
      'people cannot sign in to its registration',
      { appId: BOT_ID, appType: 'UserAssignedMSI' },
      ['tab', 'channelTab', 'bot', 'messageExtension'],
      'managed_identity',
    ],
    [
      'it uses the activity feed',
      { ...registration, activityFeed: true },
      ['tab', 'channelTab', 'bot', 'messageExtension', 'activityFeed', 'sso'],
      'complete',
    ],
  ])('leaves out what cannot work when %s', async (_name, given, parts, word) => {
    const options = { ...bare, registration: given }
    expect(await createPackager(options).look()).toMatchObject({ parts, registration: word, faults: [] })
    const manifest = await manifestOf(options)
    expect('bots' in manifest).toBe(parts.includes('bot'))
    expect('activities' in manifest).toBe(parts.includes('activityFeed'))
  })

  it('builds the product’s version, or the one that is asked for', async () => {
    const packager = createPackager(bare)
    expect((await packager.build(null)).fileName).toBe(`callover-teams-${product.version}.zip`)
    const { fileName, bytes } = await packager.build('2.5.0')
    expect(fileName).toBe('callover-teams-2.5.0.zip')
    expect(readJson<Manifest>(unzipSync(bytes), 'manifest.json').version).toBe('2.5.0')
  })

  it('has the id of the package, whatever a catalogue calls the app', async () => {
    const teamsAppId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
    const options = { ...bare, teamsAppId }
    expect((await createPackager(options).look()).appId).toBe(teamsAppId)
    expect((await manifestOf(options)).id).toBe(teamsAppId)
  })

  it.each<[string, string | null, string, RegExp]>([
    ['no address', null, 'public_url_missing', /^PUBLIC_URL is missing/],
    ['this machine for an address', 'http://localhost:3978', 'address_local', /names localhost/],
    ['an address without encryption', 'http://callover.example.com', 'address_not_https', /https:\/\//],
  ])('says why nothing can be built with %s', async (_name, address, code, words) => {
    const options = { ...bare, publicUrl: address }
    const { faults } = await createPackager(options).look()
    expect(faults).toEqual([{ code, message: expect.stringMatching(words) }])
    expect(await issuesOf(options)).toEqual(faults.map((fault) => `${fault.code}: ${fault.message}`))
  })

  it('tells every place where the configuration is wrong', async () => {
    const wrong = { ...registration, appId: 'bot' }
    const { faults } = await createPackager({ ...bare, teamsAppId: 'app', registration: wrong }).look()
    const places = ['id', 'bots[0].botId', 'composeExtensions[0].botId', 'webApplicationInfo.id']
    const told = faults.map(({ code, message }) => `${code} ${message.split(':')[0]}`)
    expect(told.toSorted()).toEqual(places.map((place) => `id_not_guid ${place}`).toSorted())
  })

  it('does not hide a fault of its own behind those of the configuration', async () => {
    const source = { ...readPackageSource(), languages: null as never }
    await expect(createPackager({ ...bare, source }).build(null)).rejects.toThrow(TypeError)
  })

  it('asks for a version of the very form that a package needs', () => {
    for (const version of ['1.2.3', '0.0.0', '1.2', '01.2.3', '1.2.3-beta', 'v1.2.3', '1234567890.0.0', '']) {
      expect([version, packageVersion.safeParse(version).success]).toEqual([
        version,
        isPackageVersion(version),
      ])
    }
  })
})
