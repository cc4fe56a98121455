import { afterAll, describe, expect, it } from 'vitest'
import { en } from '../../../tab/src/i18n/en.ts'
import { es } from '../../../tab/src/i18n/es.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { chooseLanguage, isComplete } from '../../../tab/src/i18n/languages.ts'
import { nl } from '../../../tab/src/i18n/nl.ts'

function flatten(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) =>
    flatten(inner, path === '' ? key : `${path}.${key}`),
  )
}
const base = (path: string): string => path.replace(/_(zero|one|two|few|many|other)$/, '')
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').toSorted()

const { access, areas, calls, common, contact, conversation, inbox } = en
const { notifications, ownAccount, session, teams, welcome } = en
const entrance = { common, ownAccount, session, welcome }
const work = { access, areas, calls, contact, conversation, inbox, notifications, teams }
const reference = new Map(flatten({ ...entrance, ...work }))

afterAll(async () => {
  await initI18n('en')
})

describe.each([
  ['nl', nl],
  ['es', es],
])('%s, for coming in, the inbox and one’s own account (DX-UI-01),', (language, catalogue) => {
  const texts = flatten(catalogue)

  it('says everything that English says there, and nothing else', () => {
    const keys = new Set(texts.map(([path]) => base(path)))
    expect([...keys].toSorted()).toEqual([...new Set([...reference.keys()].map(base))].toSorted())
  })

  it('has every form of every plural', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    const known = new Set(texts.map(([path]) => path))
    const plurals = new Set([...known].filter((path) => path !== base(path)).map(base))
    const missing = [...plurals].flatMap((plural) =>
      pluralCategories.map((category) => `${plural}_${category}`).filter((path) => !known.has(path)),
    )
    expect([plurals.size > 0, missing]).toEqual([true, []])
  })

  it('uses the same placeholders', () => {
    for (const [path, text] of texts) {
      const other = reference.get(path) ?? reference.get(`${base(path)}_other`) ?? ''
      expect({ path, has: placeholders(text) }).toEqual({ path, has: placeholders(other) })
    }
  })

  it('leaves nothing empty and writes real characters', () => {
    expect(texts.filter(([, text]) => text.trim() === '' || /\.\.\.|--|\s{2,}/.test(text))).toEqual([])
  })

  it('leaves the rest of the app to English', async () => {
    const i18n = await initI18n(`${language}-XX`)
    expect(i18n.t('session:password')).not.toBe(en.session.password)
    expect(i18n.t('inbox:menu.signOut' as 'common:product')).not.toBe(en.inbox.menu.signOut)
    expect(i18n.t('people:members.title' as 'common:product')).toBe(en.people.members.title)
    expect([chooseLanguage([language]), isComplete(chooseLanguage([language]))]).toEqual([language, false])
  })
})
