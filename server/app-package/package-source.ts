import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { JsonObject } from './json.ts'
import { MANIFEST_FILE } from './package-view.ts'
import { manifestTemplate, type ManifestTemplate } from './parts.ts'

/** What a package is built from: `appPackage`, read. */
export interface PackageSource {
  template: ManifestTemplate
  /** Texts by the name of their file. */
  languages: ReadonlyMap<string, JsonObject>
  /** Pictures by the name of their file. */
  icons: ReadonlyMap<string, Uint8Array>
}

const named = z.looseObject({
  icons: z.record(z.string(), z.string()),
  localizationInfo: z.looseObject({ additionalLanguages: z.array(z.looseObject({ file: z.string() })) }),
})

/** The folder of the product, from its sources as well as from its build. Throws when this is no copy of it. */
export function findProductFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'appPackage', MANIFEST_FILE))) return folder
  }
  throw new Error(`appPackage/${MANIFEST_FILE} is missing`)
}

/** Reads `appPackage`. Throws when something is missing there, which is a fault of ours and of nobody who builds. */
export function readPackageSource(folder = join(findProductFolder(), 'appPackage')): PackageSource {
  const manifest = readJson(join(folder, MANIFEST_FILE))
  const { icons, localizationInfo } = named.parse(manifest)
  manifestTemplate.parse(manifest)
  const languages = localizationInfo.additionalLanguages.map(({ file }) => file)
  return {
    // Not what the schema gives back: that would come in another order, and people read manifests.
    template: manifest as ManifestTemplate,
    languages: new Map(languages.map((file) => [file, readJson(join(folder, file)) as JsonObject])),
    icons: new Map(Object.values(icons).map((file) => [file, readFileSync(join(folder, file))])),
  }
}

/** The product's own version, which a package has unless another is asked for. */
export function readProductVersion(folder = findProductFolder()): string {
  return z.object({ version: z.string() }).parse(readJson(join(folder, 'package.json'))).version
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
