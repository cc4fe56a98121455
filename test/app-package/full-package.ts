import { strFromU8, strToU8, unzipSync } from 'fflate'
import { buildAppPackage, type AppPackageOptions } from '../../server/app-package/build.ts'
import { packagePart, type PackagePart, type PackageParts } from '../../server/app-package/parts.ts'

export const BOT_ID = '22222222-2222-4222-8222-222222222222'
export const EVERYTHING = only(...packagePart.options)

export const OPTIONS: AppPackageOptions = {
  publicUrl: 'https://callover.example.com',
  version: '1.2.3',
  microsoftAppId: BOT_ID,
  parts: EVERYTHING,
}

/** These parts and no others. */
export function only(...parts: PackagePart[]): PackageParts {
  const chosen = packagePart.options.map((part) => [part, parts.includes(part)] as const)
  return Object.fromEntries(chosen) as PackageParts
}

export type Files = Record<string, Uint8Array>

/** What the tests look into and break. */
export interface Manifest {
  [key: string]: unknown
  $schema: string
  manifestVersion: string
  version: string
  id: string
  developer: Record<string, string>
  name: { short: string; full: string }
  description: { short: string; full: string }
  icons: Record<string, string>
  localizationInfo: {
    defaultLanguageTag: string
    defaultLanguageFile?: string
    additionalLanguages: { languageTag: string; file: string }[]
  }
  staticTabs: { entityId: string; name?: string; contentUrl?: string; scopes: string[] }[]
  configurableTabs: { configurationUrl: string }[]
  bots: {
    botId: string
    scopes: string[]
    commandLists: { scopes: string[]; commands: { title: string; description?: string }[] }[]
  }[]
  composeExtensions: {
    botId?: string
    commands: {
      id: string
      type: string
      title: string
      description: string
      parameters: { name: string; title: string; description: string }[]
    }[]
  }[]
  activities: { activityTypes: { type: string; description: string; templateText: string }[] }
  validDomains: string[]
  webApplicationInfo: { id: string; resource: string }
}

/** The files of a package with every part, as they are in the zip. */
export async function fullPackage(options: AppPackageOptions = OPTIONS): Promise<Files> {
  return unzipSync((await buildAppPackage(options)).zip)
}

export function readJson<T>(files: Files, name: string): T {
  return JSON.parse(strFromU8(files[name]!)) as T
}

/** The same package with one JSON file changed. */
export function withJson<T>(files: Files, name: string, change: (content: T) => void): Files {
  const content = readJson<T>(files, name)
  change(content)
  return { ...files, [name]: strToU8(JSON.stringify(content)) }
}

/** The same package without one file. */
export function without(files: Files, name: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([file]) => file !== name))
}
