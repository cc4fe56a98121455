import { shownPages } from './addresses.ts'
import { isJsonObject, objectsIn, textsIn, type JsonObject } from './json.ts'
import type { PackageFault } from './package-fault.ts'
import { manifestFault, type PackageRule } from './package-view.ts'

/** Tabs that Teams makes itself; they have neither name nor address. */
const TABS_OF_TEAMS = ['conversations', 'about']
const CAPABILITIES = ['staticTabs', 'configurableTabs', 'bots', 'composeExtensions']

export const checkTabs: PackageRule = ({ manifest }) => {
  const tabs = objectsIn(manifest['staticTabs'])
  const hasBot = objectsIn(manifest['bots']).length > 0
  const empty = CAPABILITIES.every((name) => objectsIn(manifest[name]).length === 0)
  return [
    ...(empty
      ? [manifestFault('nothing_in_it', '', 'has neither a tab nor a bot nor a message extension')]
      : []),
    ...tabs.flatMap((tab, index) => tabFaults(tab, `staticTabs[${index}]`, hasBot)),
    ...repeated(tabs.map((tab) => tab['entityId'])).map((index) =>
      manifestFault('tab_repeated', `staticTabs[${index}].entityId`, 'is the entityId of another tab'),
    ),
  ]
}

function tabFaults(tab: JsonObject, path: string, hasBot: boolean): PackageFault[] {
  const { entityId } = tab
  if (typeof entityId === 'string' && TABS_OF_TEAMS.includes(entityId)) {
    const lonely = entityId === 'conversations' && !hasBot
    return lonely
      ? [manifestFault('tab_needs_bot', path, 'is the chat with the bot, and there is no bot')]
      : []
  }
  return [
    ...(isText(tab['contentUrl'])
      ? []
      : [manifestFault('tab_address_missing', `${path}.contentUrl`, 'is missing: the tab shows nothing')]),
    ...(isText(tab['name'])
      ? []
      : [manifestFault('tab_name_missing', `${path}.name`, 'is missing: the tab has no label')]),
  ]
}

/** Each scope of the bot has at most one list of commands, and only scopes of the bot have one. */
export const checkCommandScopes: PackageRule = ({ manifest }) =>
  objectsIn(manifest['bots']).flatMap((bot, botIndex) => {
    const scopes = textsIn(bot['scopes'])
    const seen = new Set<string>()
    return objectsIn(bot['commandLists']).flatMap((list, index) =>
      textsIn(list['scopes']).flatMap((scope) => {
        const path = `bots[${botIndex}].commandLists[${index}].scopes`
        const twice = seen.has(scope)
        seen.add(scope)
        if (twice) return [manifestFault('command_scope', path, `${scope} has another list of commands`)]
        if (!scopes.includes(scope))
          return [manifestFault('command_scope', path, `the bot is not in ${scope}`)]
        return []
      }),
    )
  })

/** Teams sends this by itself, with the first query of all, under the name of a parameter. */
const INITIAL_RUN = 'initialRun'

/** What is searched from the compose box is answered by a bot, and every command can be told from the others. */
export const checkExtensions: PackageRule = ({ manifest }) => {
  const bots = objectsIn(manifest['bots']).map((bot) => bot['botId'])
  return objectsIn(manifest['composeExtensions']).flatMap((extension, at) => {
    const path = `composeExtensions[${at}]`
    const commands = objectsIn(extension['commands'])
    const nothing = commands.length === 0 && objectsIn(extension['messageHandlers']).length === 0
    return [
      ...(nothing ? [manifestFault('extension_empty', `${path}.commands`, 'has nothing to offer')] : []),
      ...extensionBotFaults(extension, path, bots),
      ...repeated(commands.map((command) => command['id'])).map((index) =>
        manifestFault(
          'extension_command_repeated',
          `${path}.commands[${index}].id`,
          'is the id of another command',
        ),
      ),
      ...commands.flatMap((command, index) => searchFaults(command, `${path}.commands[${index}]`)),
    ]
  })
}

function extensionBotFaults(extension: JsonObject, path: string, bots: readonly unknown[]): PackageFault[] {
  if (extension['composeExtensionType'] === 'apiBased') return []
  const { botId } = extension
  if (!isText(botId)) {
    return [manifestFault('extension_bot', `${path}.botId`, 'is missing: nobody would answer a search')]
  }
  const message = 'is another bot than the app’s own, which answers'
  return bots.length > 0 && !bots.includes(botId ?? '')
    ? [manifestFault('extension_bot', `${path}.botId`, message)]
    : []
}

function searchFaults(command: JsonObject, path: string): PackageFault[] {
  const parameters = objectsIn(command['parameters'])
  const names = parameters.map((parameter) => parameter['name'])
  const place = (index: number): string => `${path}.parameters[${index}].name`
  const isSearch = command['type'] === undefined || command['type'] === 'query'
  return [
    ...(isSearch && parameters.length === 0
      ? [
          manifestFault(
            'extension_search_empty',
            `${path}.parameters`,
            'is missing: there is nothing to search by',
          ),
        ]
      : []),
    ...names.flatMap((name, index) =>
      name === INITIAL_RUN
        ? [manifestFault('extension_parameter', place(index), `${INITIAL_RUN} is reserved for Teams`)]
        : [],
    ),
    ...repeated(names).map((index) =>
      manifestFault('extension_parameter', place(index), 'is the name of another parameter'),
    ),
  ]
}

export const checkActivities: PackageRule = ({ manifest }) => {
  const activities = isJsonObject(manifest['activities']) ? manifest['activities'] : {}
  const types = objectsIn(activities['activityTypes']).map((activity) => activity['type'])
  const place = (index: number): string => `activities.activityTypes[${index}].type`
  return [
    ...types.flatMap((type, index) =>
      type === 'systemDefault'
        ? [manifestFault('activity_type_reserved', place(index), 'systemDefault is reserved for Teams')]
        : [],
    ),
    ...repeated(types).map((index) =>
      manifestFault('activity_type_repeated', place(index), 'is the type of another activity'),
    ),
  ]
}

/** Feed entries and permissions per team or chat belong to an app registration. */
export const checkRegistration: PackageRule = ({ manifest }) => {
  if (manifest['webApplicationInfo'] !== undefined) return []
  return ['activities', 'authorization']
    .filter((name) => manifest[name] !== undefined)
    .map((name) =>
      manifestFault(
        'registration_missing',
        name,
        'needs webApplicationInfo with the id of the app registration',
      ),
    )
}

/**
 * The Application ID URI: `api://<host>/<client id>`, or `api://<host>/botid-<client id>`, which it must be when the
 * same registration is the bot's. https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
 */
export const checkResource: PackageRule = (view) => {
  const resource = view.texts.get('webApplicationInfo.resource')
  const id = view.texts.get('webApplicationInfo.id')?.toLowerCase()
  if (resource === undefined || id === undefined) return []
  const path = 'webApplicationInfo.resource'
  const isBot = ['bots[0].botId', 'composeExtensions[0].botId'].some(
    (place) => view.texts.get(place)?.toLowerCase() === id,
  )
  const [, host, owner = ''] = /^api:\/\/([^/\s]+)\/([^/\s]+)$/.exec(resource) ?? []
  if (host === undefined) {
    const form = isBot ? 'api://<host>/botid-<client id>' : 'api://<host>/<client id>'
    return [manifestFault('resource_format', path, `must have the form ${form}`)]
  }
  const pages = shownPages(view)
  const elsewhere = pages.length > 0 && !pages.some(({ url }) => url.host === host)
  const owners = isBot ? [`botid-${id}`] : [id, `botid-${id}`]
  return [
    ...(elsewhere
      ? [
          manifestFault(
            'resource_host',
            path,
            `${host} is not the host of the tab: single sign-on would fail`,
          ),
        ]
      : []),
    ...(owners.includes(owner.toLowerCase())
      ? []
      : [manifestFault('resource_id', path, `must end with /${owners.join(' or /')}`)]),
  ]
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}

/** Places of the values that stand further ahead as well. */
function repeated(values: readonly unknown[]): number[] {
  return values.flatMap((value, index) =>
    typeof value === 'string' && values.indexOf(value) < index ? [index] : [],
  )
}
