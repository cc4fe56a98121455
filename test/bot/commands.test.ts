import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locale } from '../../server/contract/member.ts'
import { readCommand, type Command } from '../../bot/commands.ts'
import { textsOf } from '../../bot/texts/texts.ts'

interface Manifest {
  bots: { commandLists: { commands: { title: string }[] }[] }[]
}

function appPackageFile(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../appPackage/${name}`, import.meta.url), 'utf8'))
}

/** Titles of the app package by the place of the command in it. */
function titlesOf(language: string): Record<string, string> {
  if (language !== 'en') {
    const texts = Object.entries(appPackageFile(`${language}.json`) as Record<string, string>)
    return Object.fromEntries(texts.filter(([key]) => /^bots\[0\]\..*commands\[\d+\]\.title$/.test(key)))
  }
  const manifest = appPackageFile('manifest.json') as Manifest
  const lists = manifest.bots[0]?.commandLists ?? []
  return Object.fromEntries(
    lists.flatMap(({ commands }, list) =>
      commands.map(({ title }, command) => [
        `bots[0].commandLists[${list}].commands[${command}].title`,
        title,
      ]),
    ),
  )
}

/** What each title of the English package asks for. */
const MEANING: Record<string, Command> = {
  help: { name: 'help' },
  queue: { name: 'queue' },
  mine: { name: 'mine' },
  status: { name: 'status' },
  notifications: { name: 'notifications' },
  'connect channel': { name: 'connect' },
  'disconnect channel': { name: 'disconnect' },
}

describe('commands', () => {
  it.each(locale.options)('reads every command title of the app package in %s (DX-TEAMS)', (language) => {
    const titles = Object.entries(titlesOf(language))
    const english = titlesOf('en')
    expect(titles.length).toBe(Object.keys(english).length)
    for (const [place, title] of titles) {
      const wanted = MEANING[english[place] ?? '']
      expect(wanted).toBeDefined()
      for (const written of [title, title.toUpperCase(), ` /${title}! `, `<at>Callover</at> ${title}`])
        expect([written, readCommand(written)]).toEqual([written, wanted])
    }
  })

  it.each(locale.options)('reads every command that the help card in %s names', (language) => {
    const { command } = textsOf(language).help
    const { available, away, ...others } = command
    for (const [name, { title }] of Object.entries(others))
      expect([title, readCommand(title)]).toEqual([title, { name }])
    expect(readCommand(available.title)).toEqual({ name: 'status', availability: 'available' })
    expect(readCommand(away.title)).toEqual({ name: 'status', availability: 'away' })
  })

  it.each(locale.options)('reads what the greeting in %s tells people to write', (language) => {
    const { connectHint, connectHintGroup } = textsOf(language).welcome
    for (const hint of [connectHint, connectHintGroup]) {
      const [, quoted = ''] = /[“„‘«]([^”“’»]+)[”“’»]/.exec(hint) ?? []
      expect([hint, readCommand(quoted)]).toEqual([hint, { name: 'connect' }])
    }
  })

  it.each<[string, Command]>([
    ['Warteschlage', { name: 'queue' }],
    ['warte schlange', { name: 'queue' }],
    ['qeuue', { name: 'queue' }],
    ['bitte zeige die Warteschlange', { name: 'queue' }],
    ['show the queue please', { name: 'queue' }],
    ['por favor, muestra la cola', { name: 'queue' }],
    ['laat wachtrij zien', { name: 'queue' }],
    ['Callover queue', { name: 'queue' }],
    ['¿quién espera?', { name: 'queue' }],
    ["who's waiting?", { name: 'queue' }],
    ['meine\u00a0Chats', { name: 'mine' }],
    ['meine chat', { name: 'mine' }],
    ['STATUS', { name: 'status' }],
    ['Übersicht', { name: 'status' }],
    ['Uebersicht', { name: 'status' }],
    ['U\u0308bersicht', { name: 'status' }],
    ['staus', { name: 'status' }],
    ['Benachrichtigunen', { name: 'notifications' }],
    ['notificación', { name: 'notifications' }],
    ['disconect channel', { name: 'disconnect' }],
    ['conect channel', { name: 'connect' }],
    ['Kanal trennen', { name: 'disconnect' }],
    ['status away', { name: 'status', availability: 'away' }],
    ['Status: abwesend', { name: 'status', availability: 'away' }],
    ['set status available', { name: 'status', availability: 'available' }],
    ['estado ausente', { name: 'status', availability: 'away' }],
    ['verfügbar', { name: 'status', availability: 'available' }],
    ['verfuegbar', { name: 'status', availability: 'available' }],
    ['verfugbar', { name: 'status', availability: 'available' }],
    ['nicht verfügbar', { name: 'status', availability: 'away' }],
    ['not available', { name: 'status', availability: 'away' }],
    ['unavailable', { name: 'status', availability: 'away' }],
    ['niet beschikbaar', { name: 'status', availability: 'away' }],
    ['no disponible', { name: 'status', availability: 'away' }],
    ['Hallo!', { name: 'help' }],
    ['Grüß Gott', { name: 'help' }],
    ['buenos días', { name: 'help' }],
    ['Goedemorgen', { name: 'help' }],
    ['👋 hi', { name: 'help' }],
    ['?', { name: 'help' }],
    ['hlep', { name: 'help' }],
  ])('reads %j whatever its spelling', (text, command) => {
    expect(readCommand(text)).toEqual(command)
  })

  it.each([
    '',
    '   ',
    '👍',
    'Ich habe die Kundin angerufen.',
    'can you send this to the customer',
    'cold',
    'line',
    'statue of liberty',
    'isconnect channel',
    'navailable',
    'x'.repeat(5000),
    '<at>Callover</at>',
  ])('takes %j for no command', (text) => {
    expect(readCommand(text)).toBeNull()
  })

  it('never takes being available for being away or connecting for disconnecting, whatever the slip', () => {
    const words: [string, Command][] = locale.options.flatMap((language) => {
      const { available, away, connect, disconnect } = textsOf(language).help.command
      return [
        [available.title, { name: 'status', availability: 'available' }],
        [away.title, { name: 'status', availability: 'away' }],
        [connect.title, { name: 'connect' }],
        [disconnect.title, { name: 'disconnect' }],
      ]
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.nat(30),
        fc.constantFrom('', 'x', 'e', 'n', ' '),
        ([word, command], at, instead) => {
          const slipped = word.slice(0, at) + instead + word.slice(at + 1)
          // The German words for present and absent are one letter apart.
          fc.pre(slipped !== 'anwesend')
          const read = readCommand(slipped)
          const changesSomething =
            read !== null && (read.name !== 'status' || read.availability !== undefined)
          expect(changesSomething ? read : command).toEqual(command)
        },
      ),
    )
  })

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 300 }),
        (text) => {
          expect(readCommand(text)).not.toBeUndefined()
        },
      ),
    )
  })
})
