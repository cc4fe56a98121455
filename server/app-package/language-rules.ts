import { isJsonObject, leavesOf, objectsIn, parseJsonObject, type JsonObject } from './json.ts'
import type { PackageFault } from './package-fault.ts'
import { hasPlaceholder, manifestFault, type PackageRule, type PackageView } from './package-view.ts'

/** What people read in Teams and what a language file may therefore translate. */
const TRANSLATED =
  /^(name\.(short|full)|description\.(short|full)|staticTabs\[\d+\]\.name|bots\[\d+\]\.commandLists\[\d+\]\.commands\[\d+\]\.(title|description|prompt)|composeExtensions\[\d+\]\.commands\[\d+\]\.(parameters\[\d+\]\.)?(title|description)|activities\.activityTypes\[\d+\]\.(description|templateText))$/

const COMMAND_TITLE = /^bots\[\d+\]\.commandLists\[\d+\]\.commands\[\d+\]\.title$/

/** Teams refuses a language file without them (OfficeDev/microsoft-teams-app-schema#162). */
const REQUIRED = ['name.short', 'description.short', 'description.full']

/** A language file that the manifest names. */
export interface LanguageFile {
  tag: string
  file: string
  /** Where the manifest names it. */
  path: string
}

export function languageFiles(manifest: JsonObject): LanguageFile[] {
  const info = manifest['localizationInfo']
  if (!isJsonObject(info)) return []
  const defaults = info['defaultLanguageFile']
  const tag = info['defaultLanguageTag']
  const first =
    typeof defaults === 'string' && typeof tag === 'string'
      ? [{ tag, file: defaults, path: 'localizationInfo.defaultLanguageFile' }]
      : []
  const others = objectsIn(info['additionalLanguages']).flatMap(({ languageTag, file }, index) =>
    typeof languageTag === 'string' && typeof file === 'string'
      ? [{ tag: languageTag, file, path: `localizationInfo.additionalLanguages[${index}]` }]
      : [],
  )
  return [...first, ...others]
}

/** The texts of a language file; `null` when the package does not hold it or it cannot be read. */
export function readLanguage(view: PackageView, language: LanguageFile): JsonObject | null {
  const bytes = view.files.get(language.file)
  return bytes === undefined ? null : parseJsonObject(bytes)
}

/** Every language that is named is there, once, and says everything that the manifest says. */
export const checkLanguages: PackageRule = (view) => {
  const languages = languageFiles(view.manifest)
  return [
    ...repeatedTags(view, languages),
    ...languages.flatMap((language) => {
      if (!view.files.has(language.file)) {
        return [manifestFault('language_missing', language.path, `${language.file} is not in the package`)]
      }
      const texts = readLanguage(view, language)
      if (texts !== null) return textFaults(view, language.file, texts)
      const message = 'is no JSON object'
      return [{ code: 'not_json', file: language.file, path: '', message } satisfies PackageFault]
    }),
  ]
}

function repeatedTags(view: PackageView, languages: readonly LanguageFile[]): PackageFault[] {
  const info = view.manifest['localizationInfo']
  const standard = isJsonObject(info) ? info['defaultLanguageTag'] : undefined
  const seen = new Set<string>(typeof standard === 'string' ? [standard.toLowerCase()] : [])
  return languages
    .filter(({ path }) => path !== 'localizationInfo.defaultLanguageFile')
    .flatMap(({ tag, path }) => {
      const twice = seen.has(tag.toLowerCase())
      seen.add(tag.toLowerCase())
      return twice ? [manifestFault('language_repeated', path, `${tag} is named twice`)] : []
    })
}

function textFaults(view: PackageView, file: string, texts: JsonObject): PackageFault[] {
  const said = new Map(view.leaves.map(({ path, value }) => [path, value]))
  const wanted = [...said.keys()].filter((path) => TRANSLATED.test(path))
  const missing = [...new Set([...REQUIRED, ...wanted])].filter((path) => !Object.hasOwn(texts, path))
  const stray = Object.keys(texts).filter((path) => TRANSLATED.test(path) && !said.has(path))
  const fault = (code: PackageFault['code'], path: string, message: string): PackageFault => ({
    code,
    file,
    path,
    message,
  })
  return [
    ...missing.map((path) => fault('language_key_missing', path, 'is missing')),
    ...stray.map((path) => fault('language_key_stray', path, 'translates something that the manifest lacks')),
    ...Object.entries(texts).flatMap(([path, text]) => {
      if (typeof text !== 'string') return []
      if (hasPlaceholder(text)) return [fault('placeholder_left', path, `${text} has not been filled in`)]
      if (path.endsWith('.templateText') && fieldsIn(text) !== fieldsIn(String(said.get(path) ?? text))) {
        return [fault('language_fields', path, 'must hold the same {fields} as the manifest')]
      }
      return []
    }),
    ...(texts['description.short'] !== undefined && texts['description.short'] === texts['description.full']
      ? [
          fault(
            'description_repeats',
            'description.full',
            'must say more than description.short, which it repeats',
          ),
        ]
      : []),
  ]
}

function fieldsIn(template: string): string {
  return (template.match(/\{[^{}]*\}/g) ?? []).toSorted().join()
}

/**
 * A command's title is what Teams sends to the bot, in the language of whoever chose it: over all languages one title
 * must always mean the same command.
 */
export const checkCommandTitles: PackageRule = (view) => {
  const standard = new Map(
    [...view.texts].filter(([path]) => COMMAND_TITLE.test(path)).map(([path, title]) => [path, fold(title)]),
  )
  const meaning = new Map([...standard.values()].map((title) => [title, title]))
  const faults = withinOneList(standard)
  for (const language of languageFiles(view.manifest)) {
    for (const { path, value } of leavesOfTitles(view, language)) {
      const command = standard.get(path)
      const title = fold(value)
      if (command === undefined || title === command) continue
      const known = meaning.get(title)
      meaning.set(title, known ?? command)
      if (known === undefined || known === command) continue
      const message = `"${value}" already stands for the command "${known}"`
      faults.push({ code: 'command_ambiguous', file: language.file, path, message })
    }
  }
  return faults
}

/** Two commands of one list with the same title in the manifest itself. */
function withinOneList(standard: ReadonlyMap<string, string>): PackageFault[] {
  const seen = new Set<string>()
  return [...standard].flatMap(([path, title]) => {
    const key = `${path.replace(/\.commands\[\d+\]\.title$/, '')} ${title}`
    const twice = seen.has(key)
    seen.add(key)
    return twice ? [manifestFault('command_ambiguous', path, `"${title}" stands in the list twice`)] : []
  })
}

function leavesOfTitles(view: PackageView, language: LanguageFile): { path: string; value: string }[] {
  // A language file is flat: its keys are paths.
  return leavesOf(readLanguage(view, language) ?? {}).flatMap(({ path, value }) =>
    COMMAND_TITLE.test(path) && typeof value === 'string' ? [{ path, value }] : [],
  )
}

/** People type commands as they like. */
function fold(title: string): string {
  return title.trim().toLowerCase()
}
