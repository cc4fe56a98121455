import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { describeFault } from '../../server/app-package/package-fault.ts'
import { checkByOwnRules, validateAppPackage } from '../../server/app-package/validate.ts'
import { fullPackage, withJson, without, type Files, type Manifest } from './full-package.ts'
import { outline, picture, WHITE } from './pictures.ts'

const good = await fullPackage()

/** The fault as people see it, and a package that has it. */
interface Broken {
  rule: string
  files: () => Files
  expected: readonly string[]
}

const manifest = (change: (content: Manifest) => void) => () => withJson(good, 'manifest.json', change)
const language = (change: (content: Record<string, unknown>) => void) => () =>
  withJson(good, 'de.json', change)

/** The package in one language, for what would otherwise be wrong in all of them. */
const oneLanguage = (change: (content: Manifest) => void) => () =>
  ['de.json', 'nl.json', 'es.json'].reduce(
    without,
    withJson<Manifest>(good, 'manifest.json', (content) => {
      content.localizationInfo.additionalLanguages = []
      change(content)
    }),
  )

function broken(rule: string, files: () => Files, ...expected: string[]): Broken {
  return { rule, files, expected }
}

const layout = [
  broken(
    'a folder around the files',
    () => Object.fromEntries(Object.entries(good).map(([name, bytes]) => [`appPackage/${name}`, bytes])),
    ...Object.keys(good).map(
      (name) =>
        `appPackage/${name}: lies in a folder: zip the files themselves, not the folder they are in [layout_nested]`,
    ),
    'manifest.json: is missing at the top of the package [manifest_missing]',
  ),
  broken(
    'a system’s own folder beside the files',
    () => ({ ...good, '__MACOSX/._manifest.json': strToU8('') }),
    '__MACOSX/._manifest.json: lies in a folder: zip the files themselves, not the folder they are in [layout_nested]',
  ),
  broken(
    'no manifest',
    () => without(good, 'manifest.json'),
    'manifest.json: is missing at the top of the package [manifest_missing]',
  ),
  broken(
    'a manifest that is no JSON',
    () => ({ ...good, 'manifest.json': strToU8('{') }),
    'manifest.json: is no JSON object [not_json]',
  ),
  broken(
    'a file that nobody names',
    () => ({ ...good, 'fr.json': strToU8('{}') }),
    'fr.json: is in the package although the manifest does not name it [layout_extra]',
  ),
]

const schema = [
  broken(
    'a key that the schema does not know',
    manifest((content) => (content['packageName'] = 'com.example.callover')),
    'manifest.json: must NOT have additional properties: packageName [schema]',
  ),
  broken(
    'a missing accent colour',
    manifest((content) => delete content['accentColor']),
    "manifest.json, accentColor: must have required property 'accentColor' [schema]",
  ),
  broken(
    'a name that is too long',
    manifest((content) => (content.name.short = 'x'.repeat(31))),
    'manifest.json, name.short: must NOT have more than 30 characters [schema]',
  ),
  broken(
    'a short description that is too long',
    manifest((content) => (content.description.short = 'x'.repeat(81))),
    'manifest.json, description.short: must NOT have more than 80 characters [schema]',
  ),
  broken(
    'a scope in the wrong case',
    manifest((content) => (content.bots[0]!.scopes = ['personal', 'team', 'groupChat', 'groupchat'])),
    'manifest.json, bots[0].scopes[3]: must be equal to one of the allowed values: team, personal, groupChat, copilot [schema]',
  ),
  broken(
    'too many commands',
    oneLanguage((content) => {
      const more = Array.from({ length: 13 }, (_, index) => ({ title: `do ${index}` }))
      content.bots[0]!.commandLists = [{ scopes: ['personal'], commands: more }]
    }),
    'manifest.json, bots[0].commandLists[0].commands: must NOT have more than 12 items [schema]',
  ),
  broken(
    'a title of a search that is too long',
    manifest((content) => (content.composeExtensions[0]!.commands[0]!.title = 'x'.repeat(33))),
    'manifest.json, composeExtensions[0].commands[0].title: must NOT have more than 32 characters [schema]',
  ),
  broken(
    'a title of a search that is too long in one language',
    language((content) => (content['composeExtensions[0].commands[0].title'] = 'x'.repeat(33))),
    'de.json, composeExtensions[0].commands[0].title: must NOT have more than 32 characters [schema]',
  ),
  broken(
    'a description of a search that is too long in one language',
    language((content) => (content['composeExtensions[0].commands[0].description'] = 'x'.repeat(129))),
    'de.json, composeExtensions[0].commands[0].description: must NOT have more than 128 characters [schema]',
  ),
  broken(
    'a feed text that is too long in one language',
    language((content) => {
      content['activities.activityTypes[6].templateText'] = `{service} ${'x'.repeat(119)}`
    }),
    'de.json, activities.activityTypes[6].templateText: must NOT have more than 128 characters [schema]',
  ),
  broken(
    'a second message extension',
    oneLanguage((content) => content.composeExtensions.push(content.composeExtensions[0]!)),
    'manifest.json, composeExtensions: must NOT have more than 1 items [schema]',
  ),
  broken(
    'support of channel features of another kind',
    manifest((content) => (content['supportsChannelFeatures'] = 'tier2')),
    'manifest.json, supportsChannelFeatures: must be equal to one of the allowed values: tier1 [schema]',
  ),
  broken(
    'a key that no language file may have',
    language((content) => (content['greeting'] = 'Hallo')),
    'de.json: must NOT have additional properties: greeting [schema]',
  ),
  broken(
    'a name that is too long in one language',
    language((content) => (content['name.short'] = 'x'.repeat(31))),
    'de.json, name.short: must NOT have more than 30 characters [schema]',
  ),
  broken(
    'another version than its schema’s',
    manifest((content) => (content.manifestVersion = '1.19')),
    'manifest.json, manifestVersion: must be 1.30, with $schema https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json [schema_version]',
  ),
  broken(
    'no schema',
    manifest((content) => delete (content as Record<string, unknown>)['$schema']),
    'manifest.json, manifestVersion: must be 1.30, with $schema https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json [schema_version]',
  ),
]

const GUID = 'must be a GUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301 [id_not_guid]'
const texts = [
  broken(
    'a placeholder that has not been filled in',
    manifest((content) => (content.developer['name'] = '${{DEVELOPER}}')),
    'manifest.json, developer.name: ${{DEVELOPER}} has not been filled in [placeholder_left]',
  ),
  broken(
    'an id that is still a placeholder, told once',
    manifest((content) => (content.id = '${{TEAMS_APP_ID}}')),
    'manifest.json, id: ${{TEAMS_APP_ID}} has not been filled in [placeholder_left]',
  ),
  broken(
    'a placeholder of the older kind',
    manifest((content) => (content.name.full = '<<company>> inbox')),
    'manifest.json, name.full: <<company>> inbox has not been filled in [placeholder_left]',
  ),
  broken(
    'an id that is no GUID, told once',
    manifest((content) => (content.id = 'callover')),
    `manifest.json, id: ${GUID}`,
  ),
  broken(
    'an id of nothing but zeros',
    manifest((content) => (content.id = '00000000-0000-0000-0000-000000000000')),
    `manifest.json, id: ${GUID}`,
  ),
  broken(
    'a version of two numbers',
    manifest((content) => (content.version = '1.2')),
    'manifest.json, version: must be three numbers such as 1.2.3 (semantic versioning) [version_not_semver]',
  ),
  broken(
    'a version with a suffix',
    manifest((content) => (content.version = '1.2.3-beta')),
    'manifest.json, version: must be three numbers such as 1.2.3 (semantic versioning) [version_not_semver]',
  ),
  broken(
    'an address that is none, told once',
    manifest((content) => (content.developer['websiteUrl'] = 'www.example.com')),
    'manifest.json, developer.websiteUrl: is no address [address_malformed]',
  ),
  broken(
    'a language without a name, told once',
    language((content) => delete content['name.short']),
    'de.json, name.short: is missing [language_key_missing]',
  ),
  broken(
    'an empty name',
    manifest((content) => (content.name.short = ' ')),
    'manifest.json, name.short: must not be empty [text_missing]',
  ),
  broken(
    'a full description that says nothing more',
    manifest((content) => (content.description.full = content.description.short)),
    'manifest.json, description.full: must say more than description.short, which it repeats [description_repeats]',
  ),
]

const LOCAL =
  'where Teams finds nothing: use a public host name; for a try-out start a tunnel and use its https address [address_local]'
const addresses = [
  broken(
    'an address without encryption',
    manifest((content) => (content.developer['privacyUrl'] = 'http://example.com/privacy')),
    'manifest.json, developer.privacyUrl: must begin with https://: Teams opens nothing else [address_not_https]',
  ),
  broken(
    'a page on this machine',
    manifest((content) => (content.staticTabs[0]!.contentUrl = 'http://localhost:3978/teams/inbox')),
    `manifest.json, staticTabs[0].contentUrl: names localhost, ${LOCAL}`,
  ),
  broken(
    'a page at a bare IP address',
    manifest((content) => (content.staticTabs[0]!.contentUrl = 'https://[::1]/teams/inbox')),
    `manifest.json, staticTabs[0].contentUrl: names [::1], ${LOCAL}`,
  ),
  ...['https://callover.example.com', 'callover.example.com/teams', 'callover.example.com/#', ''].map(
    (domain) =>
      broken(
        `"${domain}" for a domain`,
        manifest((content) => content.validDomains.push(domain)),
        'manifest.json, validDomains[1]: must be a host name alone, without scheme, path or other signs (as callover.example.com) [domain_not_a_host]',
      ),
  ),
  broken(
    'a wildcard that covers hosts of others',
    manifest((content) => content.validDomains.push('*.com')),
    'manifest.json, validDomains[1]: covers hosts of others: a wildcard stands for one label of your own [domain_too_wide]',
  ),
  broken(
    'a domain of Microsoft',
    manifest((content) => content.validDomains.push('teams.microsoft.com')),
    'manifest.json, validDomains[1]: must not be listed: Teams knows the hosts of Microsoft by itself [domain_of_microsoft]',
  ),
  broken(
    'this machine for a domain',
    manifest((content) => content.validDomains.push('localhost:3978')),
    `manifest.json, validDomains[1]: names localhost, ${LOCAL}`,
  ),
  broken(
    'pages on a host that is not listed',
    manifest((content) => (content.validDomains = ['other.example.com'])),
    ...['staticTabs[0].contentUrl', 'configurableTabs[0].configurationUrl'].map(
      (path) =>
        `manifest.json, ${path}: callover.example.com is not in validDomains: Teams would refuse to show the page [domain_missing]`,
    ),
  ),
  broken(
    'a wildcard that stands for two labels',
    manifest((content) => {
      content.validDomains = ['*.example.com']
      content.staticTabs[0]!.contentUrl = 'https://a.b.example.com/teams/inbox'
    }),
    'manifest.json, staticTabs[0].contentUrl: a.b.example.com is not in validDomains: Teams would refuse to show the page [domain_missing]',
  ),
]

const capabilities = [
  broken(
    'a tab without an address',
    manifest((content) => delete content.staticTabs[0]!.contentUrl),
    'manifest.json, staticTabs[0].contentUrl: is missing: the tab shows nothing [tab_address_missing]',
  ),
  broken(
    'a tab without a name',
    oneLanguage((content) => delete content.staticTabs[0]!.name),
    'manifest.json, staticTabs[0].name: is missing: the tab has no label [tab_name_missing]',
  ),
  broken(
    'a bot’s chat without a bot',
    oneLanguage((content) => delete (content as Record<string, unknown>)['bots']),
    'manifest.json, staticTabs[1]: is the chat with the bot, and there is no bot [tab_needs_bot]',
  ),
  broken(
    'two tabs of one id',
    manifest((content) => content.staticTabs.push({ ...content.staticTabs[1]!, scopes: ['team'] })),
    'manifest.json, staticTabs[2].entityId: is the entityId of another tab [tab_repeated]',
  ),
  broken(
    'a list of commands where the bot is not',
    manifest((content) => (content.bots[0]!.scopes = ['personal', 'team'])),
    'manifest.json, bots[0].commandLists[2].scopes: the bot is not in groupChat [command_scope]',
  ),
  broken(
    'two lists of commands for one scope',
    manifest((content) => (content.bots[0]!.commandLists[2]!.scopes = ['personal'])),
    'manifest.json, bots[0].commandLists[2].scopes: personal has another list of commands [command_scope]',
  ),
  broken(
    'a message extension that offers nothing',
    oneLanguage((content) => (content.composeExtensions[0]!.commands = [])),
    'manifest.json, composeExtensions[0].commands: has nothing to offer [extension_empty]',
  ),
  broken(
    'a message extension that nobody answers',
    manifest((content) => delete content.composeExtensions[0]!.botId),
    'manifest.json, composeExtensions[0].botId: is missing: nobody would answer a search [extension_bot]',
  ),
  broken(
    'a message extension of another bot',
    manifest((content) => (content.composeExtensions[0]!.botId = '33333333-3333-4333-8333-333333333333')),
    'manifest.json, composeExtensions[0].botId: is another bot than the app’s own, which answers [extension_bot]',
  ),
  broken(
    'a message extension with an id that is none',
    oneLanguage((content) => {
      delete (content as Record<string, unknown>)['bots']
      content.staticTabs.pop()
      content.composeExtensions[0]!.botId = 'bot'
      content.webApplicationInfo.resource = `api://callover.example.com/${content.webApplicationInfo.id}`
    }),
    `manifest.json, composeExtensions[0].botId: ${GUID}`,
  ),
  broken(
    'two searches of one id',
    oneLanguage((content) => {
      const [search] = content.composeExtensions[0]!.commands
      content.composeExtensions[0]!.commands.push({ ...search!, title: 'Search contacts' })
    }),
    'manifest.json, composeExtensions[0].commands[1].id: is the id of another command [extension_command_repeated]',
  ),
  broken(
    'a search without anything to search by',
    oneLanguage((content) => (content.composeExtensions[0]!.commands[0]!.parameters = [])),
    'manifest.json, composeExtensions[0].commands[0].parameters: is missing: there is nothing to search by [extension_search_empty]',
  ),
  broken(
    'a parameter under a name that Teams uses itself',
    manifest((content) => (content.composeExtensions[0]!.commands[0]!.parameters[0]!.name = 'initialRun')),
    'manifest.json, composeExtensions[0].commands[0].parameters[0].name: initialRun is reserved for Teams [extension_parameter]',
  ),
  broken(
    'two parameters of one name',
    oneLanguage((content) => {
      const { parameters } = content.composeExtensions[0]!.commands[0]!
      parameters.push(parameters[0]!)
    }),
    'manifest.json, composeExtensions[0].commands[0].parameters[1].name: is the name of another parameter [extension_parameter]',
  ),
  broken(
    'a reserved type of activity',
    manifest((content) => (content.activities.activityTypes[1]!.type = 'systemDefault')),
    'manifest.json, activities.activityTypes[1].type: systemDefault is reserved for Teams [activity_type_reserved]',
  ),
  broken(
    'a type of activity twice',
    manifest((content) => (content.activities.activityTypes[1]!.type = 'chatAssigned')),
    'manifest.json, activities.activityTypes[1].type: is the type of another activity [activity_type_repeated]',
  ),
  broken(
    'a feed without a registration',
    manifest((content) => delete (content as Record<string, unknown>)['webApplicationInfo']),
    ...['activities', 'authorization'].map(
      (path) =>
        `manifest.json, ${path}: needs webApplicationInfo with the id of the app registration [registration_missing]`,
    ),
  ),
  broken(
    'a resource of another form',
    manifest(
      (content) => (content.webApplicationInfo.resource = `api://botid-${content.webApplicationInfo.id}`),
    ),
    'manifest.json, webApplicationInfo.resource: must have the form api://<host>/botid-<client id> [resource_format]',
  ),
  broken(
    'a resource on another host than the tab',
    manifest((content) => {
      const { id } = content.webApplicationInfo
      content.webApplicationInfo.resource = `api://other.example.com/botid-${id}`
    }),
    'manifest.json, webApplicationInfo.resource: other.example.com is not the host of the tab: single sign-on would fail [resource_host]',
  ),
  broken(
    'a resource without the bot’s mark, which the bot’s own registration needs',
    manifest((content) => {
      const { id } = content.webApplicationInfo
      content.webApplicationInfo.resource = `api://callover.example.com/${id}`
    }),
    'manifest.json, webApplicationInfo.resource: must end with /botid-22222222-2222-4222-8222-222222222222 [resource_id]',
  ),
]

const icons = [
  broken(
    'an icon that is not there',
    () => without(good, 'outline.png'),
    'manifest.json, icons.outline: outline.png is not in the package [icon_missing]',
  ),
  broken(
    'an icon named as what every object has',
    manifest((content) => (content.icons['outline'] = 'constructor')),
    'manifest.json, icons.outline: constructor is not in the package [icon_missing]',
    'outline.png: is in the package although the manifest does not name it [layout_extra]',
  ),
  broken(
    'an icon that is no picture',
    () => ({ ...good, 'color.png': strToU8('<svg xmlns="http://www.w3.org/2000/svg"/>') }),
    'color.png: is no PNG picture [icon_not_png]',
  ),
  broken(
    'an icon that is cut off',
    () => ({ ...good, 'color.png': good['color.png']!.slice(0, 60) }),
    'color.png: is a damaged PNG picture [icon_not_png]',
  ),
  broken(
    'an outline of 20 by 20 pixels',
    () => ({ ...good, 'outline.png': outline(20) }),
    'outline.png: is 20 by 20 pixels and must be 32 by 32 pixels [icon_size]',
  ),
  broken(
    'a colour icon of 32 by 32 pixels',
    () => ({ ...good, 'color.png': outline(32) }),
    'color.png: is 32 by 32 pixels and must be 192 by 192 pixels [icon_size]',
  ),
  broken(
    'an outline without transparency',
    () => ({ ...good, 'outline.png': picture(32, () => WHITE) }),
    'outline.png: has no transparent background: Teams would show a plain square [outline_not_transparent]',
  ),
  broken(
    'an outline in colour',
    () => ({ ...good, 'outline.png': picture(32, (x) => (x < 16 ? [15, 108, 189, 255] : [0, 0, 0, 0])) }),
    'outline.png: holds other colours than white [outline_not_white]',
  ),
  broken(
    'an outline that shows nothing',
    () => ({ ...good, 'outline.png': picture(32, () => [255, 255, 255, 0]) }),
    'outline.png: is empty: nothing in it can be seen [outline_not_white]',
  ),
]

const languages = [
  broken(
    'a language file that is not there',
    () => without(good, 'nl.json'),
    'manifest.json, localizationInfo.additionalLanguages[1]: nl.json is not in the package [language_missing]',
  ),
  broken(
    'a language file that is no JSON',
    () => ({ ...good, 'nl.json': strToU8('name.short: Callover') }),
    'nl.json: is no JSON object [not_json]',
  ),
  ...[
    'name.short',
    'description.short',
    'description.full',
    'bots[0].commandLists[1].commands[3].title',
    'composeExtensions[0].commands[0].title',
    'composeExtensions[0].commands[0].description',
    'composeExtensions[0].commands[0].parameters[0].title',
    'composeExtensions[0].commands[0].parameters[0].description',
    'activities.activityTypes[6].templateText',
  ].map((path) =>
    broken(
      `a language without ${path}`,
      language((content) => delete content[path]),
      `de.json, ${path}: is missing [language_key_missing]`,
    ),
  ),
  broken(
    'a language that translates a search that is not there',
    language((content) => (content['composeExtensions[0].commands[1].title'] = 'Kontakte suchen')),
    'de.json, composeExtensions[0].commands[1].title: translates something that the manifest lacks [language_key_stray]',
  ),
  broken(
    'a language that translates what is not there',
    language((content) => (content['staticTabs[1].name'] = 'Chat')),
    'de.json, staticTabs[1].name: translates something that the manifest lacks [language_key_stray]',
  ),
  broken(
    'a description that repeats itself in one language',
    language((content) => (content['description.full'] = content['description.short'])),
    'de.json, description.full: must say more than description.short, which it repeats [description_repeats]',
  ),
  broken(
    'a placeholder in a language',
    language((content) => (content['name.full'] = '${{NAME}}')),
    'de.json, name.full: ${{NAME}} has not been filled in [placeholder_left]',
  ),
  broken(
    'a feed text that loses a field',
    language((content) => (content['activities.activityTypes[0].templateText'] = 'Das ist für Sie')),
    'de.json, activities.activityTypes[0].templateText: must hold the same {fields} as the manifest [language_fields]',
  ),
  broken(
    'a language twice',
    manifest((content) => (content.localizationInfo.additionalLanguages[1]!.languageTag = 'DE')),
    'manifest.json, localizationInfo.additionalLanguages[1]: DE is named twice [language_repeated]',
  ),
  broken(
    'the default language once more',
    manifest((content) => (content.localizationInfo.additionalLanguages[1]!.languageTag = 'en')),
    'manifest.json, localizationInfo.additionalLanguages[1]: en is named twice [language_repeated]',
  ),
  broken(
    'two commands of one title',
    oneLanguage((content) => (content.bots[0]!.commandLists[2]!.commands[1]!.title = 'help')),
    'manifest.json, bots[0].commandLists[2].commands[1].title: "help" stands in the list twice [command_ambiguous]',
  ),
  broken(
    'a title that means another command in another language',
    language((content) => (content['bots[0].commandLists[0].commands[3].title'] = 'Queue')),
    'de.json, bots[0].commandLists[0].commands[3].title: "Queue" already stands for the command "queue" [command_ambiguous]',
  ),
]

async function linesFor(files: Files): Promise<string[]> {
  return (await validateAppPackage(files)).map(describeFault)
}

describe('a package is refused for', () => {
  it.each([...layout, ...schema, ...texts])('$rule', async ({ files, expected }) => {
    expect((await linesFor(files())).toSorted()).toEqual(expected.toSorted())
  })

  // The schemas take their time and have nothing to say about these.
  it.each([...addresses, ...capabilities, ...icons, ...languages])('$rule', ({ files, expected }) => {
    expect(checkByOwnRules(files()).map(describeFault).toSorted()).toEqual(expected.toSorted())
  })

  it('everything at once, one line each', async () => {
    const files = manifest((content) => {
      content.version = 'one'
      content.validDomains.push('https://callover.example.com')
      content.name.short = 'x'.repeat(31)
    })()
    const lines = await linesFor(without(files, 'outline.png'))
    expect(lines).toHaveLength(4)
    for (const line of lines) expect(line).toMatch(/^[^\n]+ \[[a-z_]+\]$/)
  })
})

describe('a package is taken', () => {
  it('when nothing is wrong, also after it has been zipped anew', async () => {
    expect(await linesFor(good)).toEqual([])
    expect(await linesFor(unzipSync(zipSync(good)))).toEqual([])
  })

  it('with a wildcard for one label of its own', async () => {
    const files = manifest((content) => (content.validDomains = ['*.example.com']))()
    expect(await linesFor(files)).toEqual([])
  })

  it('with a file for the default language, which has the same duties', async () => {
    const named = manifest((content) => (content.localizationInfo.defaultLanguageFile = 'en.json'))()
    expect(await linesFor({ ...named, 'en.json': good['de.json']! })).toEqual([])
    const lines = await linesFor({ ...named, 'en.json': strToU8('{}') })
    expect(lines).toContain('en.json, description.full: is missing [language_key_missing]')
  })

  it('with a registration of its own for people to sign in to', async () => {
    const files = manifest((content) => {
      const id = '33333333-3333-4333-8333-333333333333'
      content.webApplicationInfo = { id, resource: `api://callover.example.com/${id}` }
    })()
    expect(await linesFor(files)).toEqual([])
  })
})

describe('checking never throws', () => {
  it.each([
    ['no files at all', {}],
    ['a list for a manifest', { 'manifest.json': strToU8('[]') }],
    ['an empty manifest', { 'manifest.json': strToU8('{}') }],
    ['bytes that are no text', { 'manifest.json': Uint8Array.from([0xff, 0xfe, 0x00]) }],
    [
      'values of the wrong kind everywhere',
      withJson<Manifest>(good, 'manifest.json', (content) => {
        for (const key of Object.keys(content)) {
          if (key !== '$schema' && key !== 'manifestVersion')
            content[key] = key === 'bots' ? [null, 7] : 'text'
        }
      }),
    ],
  ])('for %s', async (_name, files: Files) => {
    expect((await linesFor(files)).length).toBeGreaterThan(0)
  })
})
