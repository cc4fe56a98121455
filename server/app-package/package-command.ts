import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Environment } from '../config/env.ts'
import { errnoOf } from '../config/faults.ts'
import { ConfigError } from '../lib/errors.ts'
import { buildAppPackage, type AppPackage } from './build.ts'
import { AppPackageError, describeFault } from './package-fault.ts'
import { readPackageSettings, type PackageSettings } from './package-settings.ts'
import { readProductVersion } from './package-source.ts'
import type { PackagePart } from './parts.ts'

export interface PackageCommand {
  environment: Environment
  /** What stands behind the command. */
  args: readonly string[]
  /** Take one line each, without its end. */
  print: (line: string) => void
  complain: (line: string) => void
}

const PART_NAMES: Readonly<Record<PackagePart, string>> = {
  tab: 'inbox',
  channelTab: 'channel tab',
  bot: 'bot',
  messageExtension: 'message extension',
  activityFeed: 'activity feed',
  sso: 'single sign-on',
}

/** Builds the app package into a file and says what it did. Resolves with the exit code; what is wrong is one line each. */
export async function runPackageCommand(command: PackageCommand): Promise<0 | 1> {
  try {
    const settings = readPackageSettings(command.environment, command.args)
    const version = settings.version ?? readProductVersion()
    const built = await buildAppPackage({ ...settings, version })
    const file = write(built, settings.out, command.environment.workingDirectory)
    for (const line of report(file, built, settings)) command.print(line)
    return 0
  } catch (error) {
    for (const line of complaints(error)) command.complain(line)
    return 1
  }
}

function complaints(error: unknown): string[] {
  if (error instanceof ConfigError) return error.problems.map((problem) => `Configuration: ${problem}`)
  if (error instanceof AppPackageError) return error.faults.map((fault) => `Package: ${describeFault(fault)}`)
  throw error
}

/** Returns where the file is, seen from where the command runs when it lies below. */
function write({ zip, fileName }: AppPackage, out: string | null, workingDirectory: string): string {
  const wanted = resolve(workingDirectory, out ?? 'dist')
  let path = wanted
  try {
    if (out === null || isFolder(wanted, out)) path = join(wanted, fileName)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, zip)
  } catch (error) {
    throw new ConfigError([`${out === null ? 'dist' : '--out'} cannot be written (${errnoOf(error)})`])
  }
  const nearby = relative(workingDirectory, path)
  return nearby.startsWith('..') ? path : nearby
}

function isFolder(path: string, named: string): boolean {
  return /[/\\]$/.test(named) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function report(file: string, { manifest, zip }: AppPackage, settings: PackageSettings): string[] {
  const { id, version } = manifest as { id: string; version: string }
  const parts = Object.entries(PART_NAMES).filter(([part]) => settings.parts[part as PackagePart])
  const source = settings.teamsAppId === null ? ' (from PUBLIC_URL; TEAMS_APP_ID sets another)' : ''
  return [
    `Built ${file} (${Math.ceil(zip.length / 1000)} kB)`,
    `  Version   ${version}`,
    `  App id    ${id}${source}`,
    `  Server    ${settings.publicUrl}`,
    `  Contains  ${parts.map(([, name]) => name).join(', ')}`,
    '  Upload    see docs/teams.md',
  ]
}
