import { AppManifestUtils, type AppManifest } from '@microsoft/app-manifest'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultParts } from '../../server/app-package/parts.ts'
import { SCHEMA_VERSION } from '../../server/app-package/schema-rules.ts'
import { EVERYTHING, fullPackage, only, OPTIONS, readJson, type Manifest } from './full-package.ts'

/** Microsoft's schema files as they are published; they are not part of this repository. */
const SCHEMAS = new URL('../../../shared/teams/schemas/', import.meta.url)
const present = existsSync(SCHEMAS)
if (!present) console.log('app package conformance: no schemas beside the repository, skipped')

type Schema = Awaited<ReturnType<typeof AppManifestUtils.fetchSchema>>

/** The published language schema escapes half a pair of brackets, which a strict reader of patterns refuses. */
function readSchema(kind: string): Schema {
  const text = readFileSync(new URL(`v${SCHEMA_VERSION}.${kind}.schema.json`, SCHEMAS), 'utf8')
  return JSON.parse(text.replaceAll(String.raw`\\b]`, String.raw`\\b\\]`)) as Schema
}

const validate = (document: unknown, schema: Schema): Promise<string[]> =>
  AppManifestUtils.validateAgainstSchema(document as AppManifest, schema)

describe.skipIf(!present)('the published schema files', () => {
  it.each([
    ['every part', EVERYTHING],
    ['what a registration brings', defaultParts({ appType: 'SingleTenant' })],
    ['the tabs alone', defaultParts(null)],
    ['the message extension alone', only('messageExtension')],
  ])('take the manifest and every language with %s', async (_name, parts) => {
    const files = await fullPackage({ ...OPTIONS, parts })
    const manifest = readJson<Manifest>(files, 'manifest.json')
    expect(await validate(manifest, readSchema('MicrosoftTeams'))).toEqual([])
    const language = readSchema('MicrosoftTeams.Localization')
    for (const { file } of manifest.localizationInfo.additionalLanguages) {
      expect(await validate(readJson(files, file), language)).toEqual([])
    }
  })

  it('refuse what is wrong, so that taking means something', async () => {
    const files = await fullPackage()
    const manifest = { ...readJson<Manifest>(files, 'manifest.json'), packageName: 'callover' }
    expect(await validate(manifest, readSchema('MicrosoftTeams'))).toHaveLength(1)
    expect(await validate({ 'name.short': 'x' }, readSchema('MicrosoftTeams.Localization'))).toHaveLength(2)
  })
})
