import { AppManifestUtils, type AppManifest } from '@microsoft/app-manifest'
import { PNG } from 'pngjs'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LANGUAGE_SCHEMA, MANIFEST_SCHEMA, SCHEMA_VERSION } from '../../server/app-package/schema-rules.ts'
import { readCommand } from '../../bot/commands.ts'
import { textsOf } from '../../bot/texts/texts.ts'
import { locale } from '../../server/contract/member.ts'
import { notificationKind } from '../../server/contract/teams.ts'
import { createDemo } from '../../server/demo.ts'
import { fullPackage, readJson, type Manifest } from './full-package.ts'

const LOGO_BLUE = [0x0f, 0x6c, 0xbd]
const files = await fullPackage()
const manifest = readJson<Manifest>(files, 'manifest.json')
const languages = ['de', 'nl', 'es'] as const

function decode(name: string): PNG {
  return PNG.sync.read(Buffer.from(files[name]!))
}

function pixels(name: string): number[][] {
  const { data } = decode(name)
  return Array.from({ length: data.length / 4 }, (_, index) => [...data.subarray(index * 4, index * 4 + 4)])
}

describe('the manifest', () => {
  it('is valid by Microsoft’s own package', async () => {
    expect(await AppManifestUtils.validateAgainstSchema(manifest as unknown as AppManifest)).toEqual([])
  })

  it('names one schema version everywhere', () => {
    expect([manifest.$schema, manifest.manifestVersion]).toEqual([MANIFEST_SCHEMA, SCHEMA_VERSION])
    for (const language of languages) {
      expect(readJson<Manifest>(files, `${language}.json`).$schema).toBe(LANGUAGE_SCHEMA)
    }
  })

  it('offers each scope the commands that make sense there', () => {
    const lists = manifest.bots[0]!.commandLists.map(({ scopes, commands }) => [
      scopes.join(),
      commands.map(({ title }) => title),
    ])
    expect(Object.fromEntries(lists)).toEqual({
      personal: ['help', 'queue', 'mine', 'status', 'notifications'],
      team: ['help', 'queue', 'connect channel', 'disconnect channel'],
      groupChat: ['help', 'queue', 'connect channel', 'disconnect channel'],
    })
  })

  it('offers one search, which begins with the latest chats', () => {
    expect(manifest.composeExtensions[0]!.commands).toEqual([
      expect.objectContaining({
        id: 'searchChats',
        type: 'query',
        initialRun: true,
        context: ['compose', 'commandBox'],
        parameters: [expect.objectContaining({ name: 'search', inputType: 'text' })],
      }),
    ])
  })

  it('has a feed entry for everything that people are told about, with what Graph is given for it', () => {
    const entries = manifest.activities.activityTypes.map(({ type, templateText }) => [
      type,
      [...templateText.matchAll(/\{(\w+)\}/g)].map(([, field]) => field),
    ])
    expect(Object.fromEntries(entries)).toEqual({
      chatAssigned: ['chat'],
      chatWaiting: ['chat'],
      chatAnswered: ['chat'],
      mentionedInNote: ['chat'],
      windowClosing: ['chat'],
      sendingFailed: ['chat'],
      serviceNotReady: ['service'],
    })
    expect(entries).toHaveLength(notificationKind.options.length)
  })

  it('has the accent of the mark', () => {
    const logo = readFileSync(new URL('../../tab/src/components/Logo.tsx', import.meta.url), 'utf8')
    expect(logo).toContain(String(manifest['accentColor']).toLowerCase())
  })
})

describe('languages', () => {
  it('are those of the inbox (DX-TEAMS-03)', () => {
    const { defaultLanguageTag, additionalLanguages } = manifest.localizationInfo
    const tags = [defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)]
    expect(tags.toSorted()).toEqual(locale.options.toSorted())
  })

  it.each(languages)('%s says everything, in words of its own', (language) => {
    const texts = readJson<Record<string, string>>(files, `${language}.json`)
    const commands = manifest.bots[0]!.commandLists.flatMap((list, at) =>
      list.commands.flatMap((_, index) => [
        `bots[0].commandLists[${at}].commands[${index}].title`,
        `bots[0].commandLists[${at}].commands[${index}].description`,
      ]),
    )
    const activities = manifest.activities.activityTypes.flatMap((_, index) => [
      `activities.activityTypes[${index}].description`,
      `activities.activityTypes[${index}].templateText`,
    ])
    const search = ['title', 'description', 'parameters[0].title', 'parameters[0].description'].map(
      (field) => `composeExtensions[0].commands[0].${field}`,
    )
    const names = ['name.short', 'name.full', 'description.short', 'description.full', 'staticTabs[0].name']
    expect(Object.keys(texts).toSorted()).toEqual(
      ['$schema', ...names, ...commands, ...search, ...activities].toSorted(),
    )
    expect(texts['description.full']).not.toBe(manifest.description.full)
    expect(texts['name.short']).toBe(manifest.name.short)
    const title = 'composeExtensions[0].commands[0].title'
    expect(texts[title]).not.toBe(manifest.composeExtensions[0]!.commands[0]!.title)
  })
})

describe('the configuration of the Playground', () => {
  const configuration = readFileSync(new URL('../../appPackage/playground.yml', import.meta.url), 'utf8')
  const valuesOf = (key: string): string[] =>
    [...configuration.matchAll(new RegExp(`^ +${key}: (.+)$`, 'gm'))].map(([, value = '']) => value)

  it('has the people of the demonstration under their e-mail addresses, and strangers', () => {
    const { accounts } = createDemo('http://localhost', Buffer.alloc(32)).signIn
    const people = valuesOf('name').map((name, index) => `${name} <${valuesOf('email')[index - 1]}>`)
    // The partner's admin answers nobody, and the Playground takes six people.
    const answering = accounts.filter(({ email }) => email !== 'petra@example.test')
    expect(answering).toHaveLength(accounts.length - 1)
    for (const { name, email } of answering) expect(people).toContain(`${name} <${email}>`)
    // The one at the screen and exactly five others; nobody is there twice.
    expect(valuesOf('email')).toHaveLength(6)
    for (const key of ['email', 'aadObjectId'])
      expect(new Set(valuesOf(key)).size).toBe(valuesOf(key).length || 1)
    expect(valuesOf('userPrincipleName')).toEqual(valuesOf('email'))
  })
})

describe('commands', () => {
  const NAMES: Record<string, keyof ReturnType<typeof textsOf>['help']['command']> = {
    help: 'help',
    queue: 'queue',
    mine: 'mine',
    status: 'status',
    notifications: 'notifications',
    'connect channel': 'connect',
    'disconnect channel': 'disconnect',
  }

  it.each(locale.options)(
    'are called in Teams as by the bot itself, and understood by it: %s',
    (language) => {
      const texts = language === 'en' ? null : readJson<Record<string, string>>(files, `${language}.json`)
      const { command } = textsOf(language).help
      for (const [at, list] of manifest.bots[0]!.commandLists.entries()) {
        for (const [index, { title }] of list.commands.entries()) {
          const shown = texts?.[`bots[0].commandLists[${at}].commands[${index}].title`] ?? title
          const name = NAMES[title]!
          expect(shown).toBe(command[name].title)
          expect([shown, readCommand(shown)]).toEqual([shown, { name }])
        }
      }
    },
  )
})

describe('icons', () => {
  it('the colour icon fills its 192 by 192 pixels, blue at the rim, with the mark inside the safe 120', () => {
    const { width, height } = decode('color.png')
    expect([width, height]).toEqual([192, 192])
    const all = pixels('color.png')
    expect(all.every(([, , , opacity]) => opacity === 255)).toBe(true)
    const bright = all.flatMap(([red = 0], index) =>
      red > 200 ? [[index % 192, Math.floor(index / 192)]] : [],
    )
    expect(bright.length).toBeGreaterThan(3000)
    expect(bright.flat().every((at) => at >= 36 && at < 156)).toBe(true)
    expect(all.some(([red, green, blue]) => [red, green, blue].join() === LOGO_BLUE.join())).toBe(true)
  })

  it('the outline icon is 32 by 32 pixels of white on nothing', () => {
    const { width, height } = decode('outline.png')
    expect([width, height]).toEqual([32, 32])
    const all = pixels('outline.png')
    const visible = all.filter(([, , , opacity]) => opacity !== 0)
    expect(visible.length).toBeGreaterThan(100)
    expect(visible.length).toBeLessThan(600)
    for (const [red, green, blue] of visible) expect([red, green, blue]).toEqual([255, 255, 255])
    for (const corner of [0, 31, 31 * 32, 32 * 32 - 1]) expect(all[corner]![3]).toBe(0)
  })
})
