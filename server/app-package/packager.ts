import { InvalidInputError } from '../lib/errors.ts'
import { addressProblem } from './addresses.ts'
import { buildAppPackage, type AppPackage, type AppPackageOptions } from './build.ts'
import { AppPackageError, type PackageFault, type PackageFaultCode } from './package-fault.ts'
import { readProductVersion } from './package-source.ts'
import { defaultParts, packagePart, type PackagePart, type Registration } from './parts.ts'
import { deriveTeamsAppId } from './teams-app-id.ts'

/** The configuration as far as a package depends on it. */
export interface PackagerOptions {
  /** `null`: nobody has said where people reach the server. */
  publicUrl: string | null
  /** The one in the package, not the one that a catalogue gave it; `null`: derived from the address. */
  teamsAppId: string | null
  registration: (Registration & { appId: string }) | null
  /** Absent: the product's own. */
  source?: AppPackageOptions['source']
  version?: string
}

/** A package before it is built. */
export interface PackageState {
  version: string
  appId: string | null
  publicUrl: string | null
  parts: PackagePart[]
  registration: 'none' | 'complete' | 'managed_identity'
  faults: { code: PackageFaultCode | 'public_url_missing'; message: string }[]
}

/** Builds packages for a running server. */
export interface Packager {
  /** Never throws for what the configuration lacks. */
  look(): Promise<PackageState>
  /** `null`: the product's version. Throws `InvalidInputError` with one issue for every fault. */
  build(version: string | null): Promise<{ fileName: string; bytes: Uint8Array }>
}

const NO_ADDRESS = {
  code: 'public_url_missing',
  message: 'PUBLIC_URL is missing: Teams has to know where the server is',
} as const

/**
 * Packages by the server's own configuration, which does not change while it runs: what was built once, or why it could not be,
 * is kept.
 */
export function createPackager(options: PackagerOptions): Packager {
  const version = options.version ?? readProductVersion()
  let usual: ReturnType<typeof attempt> | null = null
  const buildUsual = (): ReturnType<typeof attempt> => (usual ??= attempt(options, version))
  return {
    look: async () => ({
      version,
      appId: appIdOf(options),
      publicUrl: options.publicUrl,
      parts: partsOf(options),
      registration: registrationOf(options),
      faults: faultsOf(await buildUsual()),
    }),
    build: async (wanted) => {
      const built = await (wanted === null || wanted === version ? buildUsual() : attempt(options, wanted))
      const faults = faultsOf(built)
      if ('zip' in built) return { fileName: built.fileName, bytes: built.zip }
      throw new InvalidInputError(faults.map(({ code, message }) => ({ path: code, message })))
    },
  }
}

type Refusal = { faults: readonly PackageFault[] } | typeof NO_ADDRESS

async function attempt(options: PackagerOptions, version: string): Promise<AppPackage | Refusal> {
  const { publicUrl, teamsAppId, registration, source } = options
  if (publicUrl === null) return NO_ADDRESS
  try {
    return await buildAppPackage({
      publicUrl,
      version,
      teamsAppId,
      microsoftAppId: registration?.appId ?? null,
      parts: defaultParts(registration),
      ...(source === undefined ? {} : { source }),
    })
  } catch (error) {
    if (!(error instanceof AppPackageError)) throw error
    return { faults: error.faults }
  }
}

function faultsOf(built: AppPackage | Refusal): PackageState['faults'] {
  if ('zip' in built) return []
  if ('code' in built) return [built]
  return built.faults.map(({ code, path, message }) => ({
    code,
    message: path === '' ? message : `${path}: ${message}`,
  }))
}

function appIdOf({ publicUrl, teamsAppId }: PackagerOptions): string | null {
  if (teamsAppId !== null) return teamsAppId
  const unusable = publicUrl === null || addressProblem(publicUrl)?.code === 'address_malformed'
  return unusable ? null : deriveTeamsAppId(publicUrl)
}

function partsOf({ registration }: PackagerOptions): PackagePart[] {
  const parts = defaultParts(registration)
  return packagePart.options.filter((part) => parts[part])
}

function registrationOf({ registration }: PackagerOptions): PackageState['registration'] {
  if (registration === null) return 'none'
  return registration.appType === 'UserAssignedMSI' ? 'managed_identity' : 'complete'
}
