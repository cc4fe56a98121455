import { AppManifestUtils, type AppManifest } from '@microsoft/app-manifest'
import type { JsonObject } from './json.ts'
import { languageFiles, readLanguage } from './language-rules.ts'
import type { PackageFault } from './package-fault.ts'
import { MANIFEST_FILE, manifestFault, type PackageView } from './package-view.ts'

/** The manifest version of the package. Government clouds may lag behind: nothing but the template and this names it. */
export const SCHEMA_VERSION = '1.30'

const SCHEMAS = `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA_VERSION}`
export const MANIFEST_SCHEMA = `${SCHEMAS}/MicrosoftTeams.schema.json`
export const LANGUAGE_SCHEMA = `${SCHEMAS}/MicrosoftTeams.Localization.schema.json`

type Schema = Awaited<ReturnType<typeof AppManifestUtils.fetchSchema>>

/** As much as is used of the language files' schema. */
interface LanguageSchema {
  $schema: string
  definitions: JsonObject
  patternProperties: JsonObject
}

/**
 * What Microsoft's own schemas say about the manifest and the language files. Works without a network: the schemas
 * come with Microsoft's package, and another version than ours is not looked for but reported.
 */
export async function checkSchemas(view: PackageView): Promise<PackageFault[]> {
  return [...(await manifestFaults(view)), ...(await languageFaults(view))]
}

async function manifestFaults({ manifest }: PackageView): Promise<PackageFault[]> {
  if (manifest['$schema'] !== MANIFEST_SCHEMA || manifest['manifestVersion'] !== SCHEMA_VERSION) {
    const message = `must be ${SCHEMA_VERSION}, with $schema ${MANIFEST_SCHEMA}`
    return [manifestFault('schema_version', 'manifestVersion', message)]
  }
  const lines = await validate(manifest)
  return lines.map((line) => schemaFault(MANIFEST_FILE, line))
}

/** All files in one go, because what takes time is preparing the schema. */
async function languageFaults(view: PackageView): Promise<PackageFault[]> {
  const texts = languageFiles(view.manifest).flatMap((language) => {
    const read = readLanguage(view, language)
    return read === null ? [] : [[language.file, read] as const]
  })
  if (texts.length === 0) return []
  const { definitions, ...language } = mendLanguageSchema(await AppManifestUtils.fetchSchema(LANGUAGE_SCHEMA))
  const schema = { $schema: language.$schema, definitions, type: 'object', additionalProperties: language }
  const lines = await validate(Object.fromEntries(texts), schema as unknown as Schema)
  return lines.map((line) => {
    const [, file = '', rest = ''] = /^\/([^/ ]*)(.*)$/s.exec(line) ?? []
    return schemaFault(file, rest)
  })
}

/** Some of its patterns escape an opening bracket and not the closing one, which strict readers refuse. */
function mendLanguageSchema(schema: Schema): LanguageSchema {
  const known = schema as unknown as LanguageSchema
  const mended = Object.entries(known.patternProperties).map(([pattern, value]) => [
    pattern.replaceAll(String.raw`\b]`, String.raw`\b\]`),
    value,
  ])
  return { ...known, patternProperties: Object.fromEntries(mended) as JsonObject }
}

async function validate(document: JsonObject, schema?: Schema): Promise<string[]> {
  return AppManifestUtils.validateAgainstSchema(document as unknown as AppManifest, schema)
}

/** The package answers with lines such as `/name/short must NOT have …. Details: {"limit":30}`. */
function schemaFault(file: string, line: string): PackageFault {
  const [, pointer = '', words = line, details = '{}'] = /^(\S*) (.*)\. Details: (.*)$/s.exec(line) ?? []
  const facts = parseDetails(details)
  const missing = facts['missingProperty']
  const path = joinPath(pathOf(pointer), typeof missing === 'string' ? missing : '')
  return { code: 'schema', file, path, message: `${words}${detailOf(facts)}` }
}

function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : joinPath(path, part)), '')
}

function joinPath(path: string, key: string): string {
  return path === '' || key === '' ? path + key : `${path}.${key}`
}

function detailOf(facts: Readonly<Record<string, unknown>>): string {
  const { additionalProperty, allowedValues } = facts
  if (typeof additionalProperty === 'string') return `: ${additionalProperty}`
  if (!Array.isArray(allowedValues)) return ''
  return `: ${allowedValues.filter((value) => value !== null).join(', ')}`
}

function parseDetails(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
