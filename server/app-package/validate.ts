import { checkAddresses, checkDomains } from './addresses.ts'
import {
  checkActivities,
  checkCommandScopes,
  checkExtensions,
  checkRegistration,
  checkResource,
  checkTabs,
} from './capability-rules.ts'
import { checkIcons } from './icon-rules.ts'
import { checkCommandTitles, checkLanguages, languageFiles } from './language-rules.ts'
import { checkIds, checkPlaceholders, checkTexts, checkVersion } from './manifest-rules.ts'
import type { PackageFault } from './package-fault.ts'
import { MANIFEST_FILE, viewPackage, type PackageFiles, type PackageRule } from './package-view.ts'
import { checkSchemas } from './schema-rules.ts'

/** What an upload checks although no schema says so. */
const RULES: readonly PackageRule[] = [
  checkPlaceholders,
  checkIds,
  checkVersion,
  checkTexts,
  checkAddresses,
  checkDomains,
  checkTabs,
  checkCommandScopes,
  checkExtensions,
  checkActivities,
  checkRegistration,
  checkResource,
  checkIcons,
  checkLanguages,
  checkCommandTitles,
]

/**
 * Everything that is wrong with an app package, at once; empty when Teams would take it. Asks Microsoft's own schemas and
 * then what only an upload finds out. Needs no network and never throws, whatever the files hold.
 */
export async function validateAppPackage(files: PackageFiles): Promise<PackageFault[]> {
  const own = checkByOwnRules(files)
  const view = viewPackage(files)
  if (view === null) return own
  // Our own words say more: where they speak of a place, the schema's are left out.
  const known = new Set(own.map(({ file, path }) => `${file} ${path}`))
  const schema = await checkSchemas(view)
  return [...own, ...schema.filter(({ file, path }) => path === '' || !known.has(`${file} ${path}`))]
}

/** The part of the above that no schema says: at once, and without the time that reading schemas takes. */
export function checkByOwnRules(files: PackageFiles): PackageFault[] {
  const layout = layoutFaults(files)
  const view = viewPackage(files)
  if (view === null) return [...layout, unreadableManifest(files)]
  return [...layout, ...extraFiles(files, view.manifest), ...RULES.flatMap((rule) => rule(view))]
}

function layoutFaults(files: PackageFiles): PackageFault[] {
  return Object.keys(files)
    .filter((file) => /[/\\]/.test(file))
    .map((file) => ({
      code: 'layout_nested',
      file,
      path: '',
      message: 'lies in a folder: zip the files themselves, not the folder they are in',
    }))
}

function unreadableManifest(files: PackageFiles): PackageFault {
  const there = files[MANIFEST_FILE] !== undefined
  return {
    code: there ? 'not_json' : 'manifest_missing',
    file: MANIFEST_FILE,
    path: '',
    message: there ? 'is no JSON object' : 'is missing at the top of the package',
  }
}

function extraFiles(files: PackageFiles, manifest: Parameters<typeof languageFiles>[0]): PackageFault[] {
  const icons = Object.values(manifest['icons'] ?? {}).filter((name) => typeof name === 'string')
  const named = new Set([MANIFEST_FILE, ...icons, ...languageFiles(manifest).map(({ file }) => file)])
  return Object.keys(files)
    .filter((file) => !named.has(file) && !/[/\\]/.test(file))
    .map((file) => ({
      code: 'layout_extra',
      file,
      path: '',
      message: 'is in the package although the manifest does not name it',
    }))
}
