import { strToU8, unzipSync, zipSync } from 'fflate'
import { addressProblem } from './addresses.ts'
import { leavesOf, mapTexts, type Json, type JsonObject } from './json.ts'
import { AppPackageError, type PackageFault } from './package-fault.ts'
import { readPackageSource, type PackageSource } from './package-source.ts'
import { MANIFEST_FILE, manifestFault } from './package-view.ts'
import { defaultParts, REGISTERED_PARTS, selectParts, type PackageParts } from './parts.ts'
import { deriveTeamsAppId } from './teams-app-id.ts'
import { validateAppPackage } from './validate.ts'

export interface AppPackageOptions {
  /** Where Teams finds the server: https, a public host. */
  publicUrl: string
  /** Three numbers; higher than the last one that was uploaded. */
  version: string
  /** The app's own id; derived from the address when absent. */
  teamsAppId?: string | null
  /** Client id of the app registration, which is also the bot's. */
  microsoftAppId?: string | null
  /** Absent: the inbox, and with a registration all that goes with it. */
  parts?: PackageParts
  /** Pages of whoever runs the server; absent: the server's own first page. */
  privacyUrl?: string | null
  termsUrl?: string | null
  /** Absent: the product's own `appPackage`. */
  source?: PackageSource
}

export interface AppPackage {
  zip: Uint8Array
  fileName: string
  manifest: object
}

/** A time that a zip can hold, and always the same one: the same input gives the same bytes. The format knows no time zone. */
const WRITTEN_AT = new Date(1980, 0, 1)

/**
 * Builds the package that a Microsoft 365 admin uploads. What it returns has passed `validateAppPackage`; the same options
 * always give the same bytes. Throws `AppPackageError` with every fault when the options lead to a package that
 * Teams would refuse.
 */
export async function buildAppPackage(options: AppPackageOptions): Promise<AppPackage> {
  refuseUnusable(options)
  const source = options.source ?? readPackageSource()
  const parts = options.parts ?? defaultParts(registrationOf(options))
  const values = valuesFor(options)
  const filled = mapTexts(selectParts(source.template, parts) as JsonObject, (text) => fill(text, values))
  const manifest = filled as JsonObject
  const said = new Set(leavesOf(manifest).map(({ path }) => path))
  const texts = [...source.languages].map(([file, language]) => [file, asFile(only(language, said))] as const)
  const files = Object.fromEntries([[MANIFEST_FILE, asFile(manifest)] as const, ...source.icons, ...texts])
  const zip = zipSync(files, { level: 9, mtime: WRITTEN_AT })
  const faults = await validateAppPackage(unzipSync(zip))
  if (faults.length > 0) throw new AppPackageError(faults)
  return { zip, fileName: `callover-teams-${options.version}.zip`, manifest }
}

function registrationOf({ microsoftAppId }: AppPackageOptions): { appType: 'SingleTenant' } | null {
  return (microsoftAppId ?? null) === null ? null : { appType: 'SingleTenant' }
}

/** What would otherwise be told as left-over placeholders, which is not where the fault lies. */
function refuseUnusable(options: AppPackageOptions): void {
  const faults: PackageFault[] = []
  const problem = addressProblem(options.publicUrl)
  if (problem !== null) {
    faults.push(
      manifestFault(problem.code, 'validDomains[0]', `the address of the server ${problem.message}`),
    )
  }
  const needing = REGISTERED_PARTS.filter((part) => options.parts?.[part] === true)
  if (needing.length > 0 && (options.microsoftAppId ?? null) === null) {
    const message = `the parts ${needing.join(', ')} need the id of an app registration`
    faults.push(manifestFault('registration_missing', 'webApplicationInfo', message))
  }
  if (faults.length > 0) throw new AppPackageError(faults)
}

function valuesFor(options: AppPackageOptions): ReadonlyMap<string, string> {
  const { host, origin, pathname } = new URL(options.publicUrl)
  const publicUrl = `${origin}${pathname.replace(/\/+$/, '')}`
  const microsoftAppId = options.microsoftAppId ?? null
  return new Map([
    ['APP_VERSION', options.version],
    ['TEAMS_APP_ID', (options.teamsAppId ?? deriveTeamsAppId(publicUrl)).toLowerCase()],
    ['PUBLIC_URL', publicUrl],
    ['PUBLIC_HOST', host],
    ['PRIVACY_URL', options.privacyUrl ?? `${publicUrl}/`],
    ['TERMS_URL', options.termsUrl ?? `${publicUrl}/`],
    ...(microsoftAppId === null ? [] : [['MICROSOFT_APP_ID', microsoftAppId.toLowerCase()] as const]),
  ])
}

/** An unknown name stays as it is and is found by the check. */
function fill(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{(\w+)\}\}/g, (whole, name: string) => values.get(name) ?? whole)
}

/** A language's texts without those for parts that are left out. */
function only(language: JsonObject, said: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(language).filter(([path]) => path === '$schema' || said.has(path)))
}

function asFile(value: Json): Uint8Array {
  return strToU8(`${JSON.stringify(value, null, 2)}\n`)
}
