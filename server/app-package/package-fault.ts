/** Why Teams, or the people who upload, would stumble over a package. The words are stable: scripts may look for them. */
export type PackageFaultCode =
  // The files as a whole.
  | 'manifest_missing'
  | 'not_json'
  | 'layout_nested'
  | 'layout_extra'
  // What Microsoft's own schema says.
  | 'schema'
  | 'schema_version'
  // The manifest.
  | 'placeholder_left'
  | 'id_not_guid'
  | 'version_not_semver'
  | 'text_missing'
  | 'description_repeats'
  | 'nothing_in_it'
  // Addresses.
  | 'address_malformed'
  | 'address_not_https'
  | 'address_local'
  | 'domain_not_a_host'
  | 'domain_too_wide'
  | 'domain_of_microsoft'
  | 'domain_missing'
  // Tabs, bot, message extension, feed, sign-in.
  | 'tab_address_missing'
  | 'tab_name_missing'
  | 'tab_repeated'
  | 'tab_needs_bot'
  | 'command_scope'
  | 'command_ambiguous'
  | 'extension_empty'
  | 'extension_bot'
  | 'extension_command_repeated'
  | 'extension_search_empty'
  | 'extension_parameter'
  | 'activity_type_reserved'
  | 'activity_type_repeated'
  | 'registration_missing'
  | 'resource_format'
  | 'resource_host'
  | 'resource_id'
  // Pictures.
  | 'icon_missing'
  | 'icon_not_png'
  | 'icon_size'
  | 'outline_not_transparent'
  | 'outline_not_white'
  // Languages.
  | 'language_missing'
  | 'language_repeated'
  | 'language_key_missing'
  | 'language_key_stray'
  | 'language_fields'

export interface PackageFault {
  code: PackageFaultCode
  /** Name of the file within the package. */
  file: string
  /** Where in a JSON file; empty for the file as a whole. */
  path: string
  /** One line that says what is wrong and what to do, without file and path. */
  message: string
}

/** One line for people: where, what, and the code. */
export function describeFault(fault: PackageFault): string {
  const place = fault.path === '' ? fault.file : `${fault.file}, ${fault.path}`
  return `${place}: ${fault.message} [${fault.code}]`
}

/** A package that must not leave the house. */
export class AppPackageError extends Error {
  override readonly name = 'AppPackageError'
  readonly faults: readonly PackageFault[]

  constructor(faults: readonly PackageFault[]) {
    super(faults.map(describeFault).join('\n'))
    this.faults = faults
  }
}
