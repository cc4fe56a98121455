import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginsName, mentionSpans } from '../../server/contract/mentions.ts'
import { mentionedMembers } from '../../server/domain/mentions.ts'

const named = (...names: string[]) => names.map((name) => ({ id: name, name }))
const team = named('Anna Berger', 'Luca Conti', 'Jörg Müller', 'Zoë Lindqvist', 'Tom van Dijk')

describe('a note names members with an at sign', () => {
  it.each([
    ['@Anna Berger bitte übernehmen', ['Anna Berger']],
    ['Bitte an @Luca Conti.', ['Luca Conti']],
    ['(@Luca Conti)', ['Luca Conti']],
    ['*@Luca Conti* _@Anna Berger_', ['Luca Conti', 'Anna Berger']],
    ['@Luca Conti/@Anna Berger', ['Luca Conti', 'Anna Berger']],
    ['fertig.@Anna Berger', ['Anna Berger']],
    ["@Anna Berger's customer", ['Anna Berger']],
    ['@Tom van Dijk', ['Tom van Dijk']],
    ['＠Anna Berger', ['Anna Berger']],
    ['@@Anna Berger', ['Anna Berger']],
    ['@Anna\u00a0\u00a0Berger', ['Anna Berger']],
    ['@Zoë Lindqvist\n@Anna Berger', ['Zoë Lindqvist', 'Anna Berger']],
  ])('%s', (text, ids) => {
    expect(mentionedMembers(text, team)).toEqual(ids)
  })

  it.each([
    'Anna Berger',
    '@ Anna Berger',
    '@Somebody',
    'a@anna',
    'mail.an_@anna berger',
    'b.c@Anna Berger.example',
    '@annalena',
    '@anna@example.test',
    '@anna.berger_shop',
    '@Anna-Lena',
    '@',
    '',
  ])('nobody is named by: %s', (text) => {
    expect(mentionedMembers(text, team)).toEqual([])
  })

  it('and each of them once, in the order of the text', () => {
    expect(mentionedMembers('@luca @Anna Berger @LUCA CONTI', team)).toEqual(['Luca Conti', 'Anna Berger'])
  })
})

describe('spelling', () => {
  it.each([
    ['@JÖRG MÜLLER', 'Jörg Müller'],
    ['@Joerg Mueller', 'Jörg Müller'],
    ['@jorg muller', 'Jörg Müller'],
    ['@Joerg Müller', 'Jörg Müller'],
    ['@Jo\u0308rg Mu\u0308ller', 'Jörg Müller'],
    ['@Zoe Lindqvist', 'Zoë Lindqvist'],
    ['@ZOË LINDQVIST', 'Zoë Lindqvist'],
    ['@Müller', 'Mueller'],
    ['@Weiß', 'Weiss'],
    ['@weiss', 'Weiß'],
    ['@Soren', 'Søren'],
    ['@Soeren', 'Søren'],
    ['@Łukasz', 'Lukasz'],
    ['@ISTANBULLU', 'istanbullu'],
    ['@Ипполит', 'Ипполит'],
  ])('does not matter: %s is %s', (text, name) => {
    expect(mentionedMembers(text, named(name))).toEqual([name])
  })

  it('matters where it makes another name', () => {
    expect(mentionedMembers('@Muller', named('Mueller'))).toEqual([])
    expect(mentionedMembers('@Joe', named('Jo', 'Joe'))).toEqual(['Joe'])
  })
})

describe('of several names', () => {
  it('the longest that stands there counts', () => {
    const both = named('Anna', 'Anna Maria')
    expect(mentionedMembers('@Anna Maria hat Zeit', both)).toEqual(['Anna Maria'])
    expect(mentionedMembers('@Anna, Maria hat Zeit', both)).toEqual(['Anna'])
    expect(mentionedMembers('@Anna\nMaria', both)).toEqual(['Anna'])
  })

  it('first names alone count when one member only can be meant', () => {
    expect(mentionedMembers('@anna, bitte', team)).toEqual(['Anna Berger'])
    const annas = [...team, ...named('Anna Weber')]
    expect(mentionedMembers('@anna, bitte', annas)).toEqual([])
    expect(mentionedMembers('@anna weber', annas)).toEqual(['Anna Weber'])
    expect(mentionedMembers('@Anna Maria', named('Anna Maria Weber', 'Anna Berger'))).toEqual([
      'Anna Maria Weber',
    ])
  })

  it('whole names come before first names, and last names alone are none', () => {
    expect(mentionedMembers('@Anna', named('Anna', 'Anna Berger'))).toEqual(['Anna'])
    expect(mentionedMembers('@Berger', team)).toEqual([])
  })

  it('all who bear exactly this name are meant', () => {
    const twins = [
      { id: '1', name: 'Anna Berger' },
      { id: '2', name: 'Anna Berger' },
    ]
    expect(mentionedMembers('@Anna Berger', twins)).toEqual(['1', '2'])
    expect(mentionedMembers('@Anna', twins)).toEqual([])
  })

  it('directories may write the family name first, and titles before it', () => {
    const people = named('Berger, Anna', 'Dr. Luca Conti')
    expect(mentionedMembers('@Anna Berger @Luca', people)).toEqual(['Berger, Anna', 'Dr. Luca Conti'])
    expect(mentionedMembers('@Berger, Anna @Dr. Luca Conti', people)).toEqual([
      'Berger, Anna',
      'Dr. Luca Conti',
    ])
    expect(mentionedMembers('@Berger @Dr.', people)).toEqual([])
  })
})

describe('the places of mentions', () => {
  it('run from the sign to the end of the name', () => {
    const text = 'Hallo 👋 @Joerg Mueller, @ANNA!'
    const spans = mentionSpans(text, team)
    expect(spans.map(({ start, end, memberIds }) => [text.slice(start, end), ...memberIds])).toEqual([
      ['@Joerg Mueller', 'Jörg Müller'],
      ['@ANNA', 'Anna Berger'],
    ])
  })

  const word = fc.stringMatching(/^\p{L}{1,12}$/u)
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
  const people = fc.uniqueArray(name, { minLength: 1, maxLength: 6 }).map((names) => named(...names))
  const text = fc.array(
    fc.oneof(fc.constantFrom('@', ' ', '@a', 'ue', 'ü', 'e\u0308', '.', 'ß'), fc.string()),
  )

  it('lie within the text, one after the other, whatever it says', () => {
    fc.assert(
      fc.property(text, people, (parts, members) => {
        const whole = parts.join('')
        let last = 0
        for (const { start, end, memberIds } of mentionSpans(whole, members)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start + 1)
          expect(end).toBeLessThanOrEqual(whole.length)
          expect(whole[start]).toMatch(/[@＠]/u)
          expect(memberIds.length).toBeGreaterThan(0)
          last = end
        }
      }),
    )
  })

  it('are found for every member who is named in full', () => {
    fc.assert(
      fc.property(people, fc.nat(), (members, choice) => {
        const member = members[choice % members.length]!
        const [span] = mentionSpans(`vor @${member.name}, nach`, members)
        expect(span?.memberIds).toContain(member.id)
        expect(span?.end).toBe(5 + member.name.length)
      }),
    )
  })

  it('are found in long notes without delay', () => {
    const members = named(
      ...Array.from({ length: 500 }, (_, index) => `Anna Müller${'ü'.repeat(40)}${index}`),
    )
    const before = performance.now()
    expect(mentionSpans('@Anna Mueller '.repeat(4000), members)).toEqual([])
    expect(performance.now() - before).toBeLessThan(5000)
  })
})

describe('what is typed so far', () => {
  it.each([
    ['', 'Jörg Müller', true],
    ['jo', 'Jörg Müller', true],
    ['joe', 'Jörg Müller', true],
    ['Müll', 'Jörg Mueller', true],
    ['mue', 'Jörg Müller', true],
    ['jörg m', 'Jörg Müller', true],
    ['dijk', 'Tom van Dijk', true],
    ['maria', 'Anna-Maria Kunz', true],
    ['nna', 'Anna Berger', false],
    ['anna  b', 'Anna Berger', true],
    ['Anna Berger ', 'Anna Berger', false],
  ])('"%s" begins a word of %s: %s', (typed, name, begins) => {
    expect(beginsName(typed, name)).toBe(begins)
  })
})
