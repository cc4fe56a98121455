import { leavesOf, parseJsonObject, type JsonObject, type Leaf } from './json.ts'
import type { PackageFault, PackageFaultCode } from './package-fault.ts'

export const MANIFEST_FILE = 'manifest.json'

/** The files of a package by their names within it. */
export type PackageFiles = Readonly<Record<string, Uint8Array>>

/** A package with its manifest read; what the rules look at. */
export interface PackageView {
  files: ReadonlyMap<string, Uint8Array>
  manifest: JsonObject
  leaves: readonly Leaf[]
  /** Texts of the manifest by path; the ones that still hold a placeholder are left out, since they have a fault already. */
  texts: ReadonlyMap<string, string>
}

/** One rule about a package, or several that look at the same thing. Never throws, whatever the package holds. */
export type PackageRule = (view: PackageView) => PackageFault[]

/** `null` when there is no manifest that can be read. */
export function viewPackage(files: PackageFiles): PackageView | null {
  // The manifest chooses names, so they must not reach what every object inherits.
  const byName = new Map(Object.entries(files))
  const bytes = byName.get(MANIFEST_FILE)
  const manifest = bytes === undefined ? null : parseJsonObject(bytes)
  if (manifest === null) return null
  const leaves = leavesOf(manifest)
  return { files: byName, manifest, leaves, texts: finishedTexts(leaves) }
}

function finishedTexts(leaves: readonly Leaf[]): Map<string, string> {
  return new Map(
    leaves.flatMap(({ path, value }) =>
      typeof value === 'string' && !hasPlaceholder(value) ? [[path, value] as const] : [],
    ),
  )
}

/** `${{NAME}}` of the template, or the `<<name>>` that older templates are filled in by hand with. */
export function hasPlaceholder(text: string): boolean {
  return /\$\{\{|<<[^<>]+>>/.test(text)
}

/** A fault in the manifest. */
export function manifestFault(code: PackageFaultCode, path: string, message: string): PackageFault {
  return { code, file: MANIFEST_FILE, path, message }
}
