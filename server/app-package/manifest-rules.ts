import type { PackageFault } from './package-fault.ts'
import { hasPlaceholder, manifestFault, type PackageRule } from './package-view.ts'

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
const NO_GUID = '00000000-0000-0000-0000-000000000000'

/** Whether a text is a GUID that can belong to something. */
export function isGuid(text: string): boolean {
  return GUID.test(text) && text !== NO_GUID
}

/** Whether a version is one that Teams can compare: three numbers, nothing behind them. */
export function isPackageVersion(text: string): boolean {
  return /^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})$/.test(text)
}

/** What is filled in when the package is built must be filled in. */
export const checkPlaceholders: PackageRule = ({ leaves }) =>
  leaves
    .filter(({ value }) => typeof value === 'string' && hasPlaceholder(value))
    .map(({ path, value }) =>
      manifestFault('placeholder_left', path, `${String(value)} has not been filled in`),
    )

export const checkIds: PackageRule = ({ texts }) =>
  [...texts]
    .filter(
      ([path, text]) =>
        /^(id|(bots|composeExtensions)\[\d+\]\.botId|webApplicationInfo\.id)$/.test(path) && !isGuid(text),
    )
    .map(([path]) =>
      manifestFault('id_not_guid', path, 'must be a GUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301'),
    )

export const checkVersion: PackageRule = ({ texts }) => {
  const version = texts.get('version')
  if (version === undefined || isPackageVersion(version)) return []
  return [
    manifestFault(
      'version_not_semver',
      'version',
      'must be three numbers such as 1.2.3 (semantic versioning)',
    ),
  ]
}

const NEEDED_TEXTS = ['developer.name', 'name.short', 'name.full', 'description.short', 'description.full']

export const checkTexts: PackageRule = ({ texts }) => {
  const missing: PackageFault[] = NEEDED_TEXTS.filter((path) => texts.get(path)?.trim() === '').map((path) =>
    manifestFault('text_missing', path, 'must not be empty'),
  )
  const short = texts.get('description.short')
  if (short === undefined || short.trim() === '' || short !== texts.get('description.full')) return missing
  const message = 'must say more than description.short, which it repeats'
  return [...missing, manifestFault('description_repeats', 'description.full', message)]
}
