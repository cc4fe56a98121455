import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templateValues } from '../../../server/contract/template.ts'
import {
  fillText,
  filledBody,
  isFillable,
  prefilledValues,
  templateFields,
  templateIssues,
  templateValuesOf,
  type HeaderFile,
} from '../../../tab/src/features/conversation/templates/template-filling.ts'
import {
  filterTemplates,
  groupTemplates,
  matchingLanguage,
  templateHealth,
} from '../../../tab/src/features/conversation/templates/template-search.ts'
import { anId, aTemplate } from './fixtures.ts'

const none: HeaderFile = { state: 'none' }

const full = aTemplate({
  header: { kind: 'text', text: 'Bestellung {{1}}', parameters: [{ key: '1' }] },
  buttons: [
    { kind: 'url', text: 'Verfolgen', url: 'https://a.de/{{1}}', index: 0, parameter: { key: '1' } },
    { kind: 'quick_reply', text: 'Danke', index: 1 },
    { kind: 'copy_code', text: 'Code', index: 2, parameter: { key: 'code' } },
  ],
})
const values = {
  'header 1': '4711',
  'body 1': 'Maria',
  'body 2': 'B-12',
  'button 0': '4711',
  'button 2': 'WINTER20',
}

describe('the values of a template', () => {
  it('asks for heading, text, end of the address and code, in this order', () => {
    expect(templateFields(full).map((field) => field.id)).toEqual([
      'header 1',
      'body 1',
      'body 2',
      'button 0',
      'button 2',
    ])
  })

  it('keeps positional and named values apart in every part', () => {
    expect(templateIssues(full, values, none)).toEqual({})
    expect(templateValuesOf(full, values, none)).toEqual({
      header: { '1': '4711' },
      body: { '1': 'Maria', '2': 'B-12' },
      buttons: { '0': '4711', '2': 'WINTER20' },
    })
    const named = aTemplate({
      body: 'Hallo {{name}}',
      bodyParameters: [{ key: 'name' }],
      parameterFormat: 'named',
    })
    expect(templateValuesOf(named, { 'body name': ' Maria ' }, none)).toEqual({ body: { name: 'Maria' } })
  })

  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['a\nb', 'newline'],
    ['a\tb', 'newline'],
    ['a     b', 'spaces'],
    ['x'.repeat(1025), 'tooLong'],
    ['x'.repeat(1010), 'totalBody'],
  ])('refuses the text value %j', (value, code) => {
    expect(templateIssues(full, { ...values, 'body 2': value }, none)['body 2']).toMatchObject({ code })
  })

  it('refuses spaces in the end of an address', () => {
    expect(templateIssues(full, { ...values, 'button 0': 'a b' }, none)['button 0']).toEqual({
      code: 'whitespace',
    })
  })

  it('refuses a heading that gets too long', () => {
    expect(templateIssues(full, { ...values, 'header 1': 'x'.repeat(55) }, none)['header 1']).toEqual({
      code: 'totalHeader',
      max: 60,
    })
  })

  it.each([
    ['none', 'fileMissing'],
    ['uploading', 'fileUploading'],
    ['failed', 'fileFailed'],
  ] as const)('waits for the file of a media heading (%s)', (state, code) => {
    const media = aTemplate({ header: { kind: 'media', media: 'image' }, body: 'Hallo', bodyParameters: [] })
    expect(templateIssues(media, {}, { state })).toEqual({ file: { code } })
    const ready: HeaderFile = { state: 'ready', attachmentId: anId(7) }
    expect(templateIssues(media, {}, ready)).toEqual({})
    expect(templateValuesOf(media, {}, ready)).toEqual({ headerAttachmentId: anId(7) })
  })

  it('cannot fill in a place', () => {
    expect(isFillable(aTemplate({ header: { kind: 'location' } }))).toBe(false)
    expect(isFillable(full)).toBe(true)
  })

  it('shows what is still missing', () => {
    expect(filledBody(full, { 'body 1': 'Maria' })).toBe('Hallo Maria, Ihre Bestellung [2] ist unterwegs.')
  })

  it('puts values in as they are, also with signs that mean something elsewhere', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        fc.pre(value.trim() !== '')
        expect(fillText('<{{1}}>', () => value)).toBe(`<${value.trim()}>`)
      }),
    )
    expect(fillText('{{1}}', () => '$& {{2}}')).toBe('$& {{2}}')
  })

  it('makes only what the contract accepts', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(values)), fc.string({ maxLength: 1200 })),
        (given) => {
          fc.pre(Object.keys(templateIssues(full, given, none)).length === 0)
          expect(templateValues.safeParse(templateValuesOf(full, given, none)).success).toBe(true)
        },
      ),
    )
  })
})

describe('values known beforehand', () => {
  it('puts the name where the template greets or asks for it', () => {
    expect(prefilledValues(full, 'Maria Rossi', '')).toEqual({ 'body 1': 'Maria Rossi' })
    const named = aTemplate({
      body: 'Code für {{customer_name}}: {{code}}',
      bodyParameters: [{ key: 'customer_name' }, { key: 'code' }],
    })
    expect(prefilledValues(named, 'Maria', '')).toEqual({ 'body customer_name': 'Maria' })
  })

  it('never puts a masked number where a name belongs', () => {
    expect(prefilledValues(full, '+49 151 •••• 678', '')).toEqual({})
  })

  it('puts the kept draft into the only text that is left, as one line (DX-WA-05)', () => {
    expect(prefilledValues(full, 'Maria', 'Guten Tag,\n\nalles da.')).toEqual({
      'body 1': 'Maria',
      'body 2': 'Guten Tag, alles da.',
    })
    expect(prefilledValues(full, '+49', 'Text')).toEqual({})
  })
})

describe('the list of templates (DX-WA-11)', () => {
  const de = aTemplate({ name: 'gruss', language: 'de', body: 'Schöne Grüße' })
  const at = aTemplate({ name: 'gruss', language: 'de_AT', body: 'Servus' })
  const en = aTemplate({ name: 'greeting', language: 'en_US', category: 'MARKETING', body: 'Hello' })
  const gone = aTemplate({ name: 'alt', language: 'nl', status: 'REJECTED', sendable: false })
  const all = [gone, en, at, de]

  it('finds words without capitals and accents, and by filters', () => {
    const filter = { query: '', language: '', category: '' }
    expect(filterTemplates(all, { ...filter, query: 'schone GRUSSE' })).toEqual([de])
    expect(filterTemplates(all, { ...filter, language: 'de_AT' })).toEqual([at])
    expect(filterTemplates(all, { ...filter, category: 'MARKETING' })).toEqual([en])
  })

  it("prefers the customer's language, also when only the main language fits", () => {
    expect(matchingLanguage(all, 'de-AT')).toBe('de_AT')
    expect(matchingLanguage(all, 'de')).toBe('de')
    expect(matchingLanguage(all, 'en')).toBe('en_US')
    expect(matchingLanguage(all, 'nl')).toBe('')
    expect(matchingLanguage(all, null)).toBe('')
  })

  it('shows the recent ones first and those that cannot be sent last', () => {
    const groups = groupTemplates(all, ['greeting', 'alt'])
    expect(groups.recent).toEqual([en])
    expect(groups.all.at(-1)).toBe(gone)
  })

  it.each([
    ['APPROVED', 'GREEN', true, 'approved'],
    ['APPROVED', null, true, 'approved'],
    ['APPROVED', 'YELLOW', true, 'mediumQuality'],
    ['APPROVED', 'RED', true, 'lowQuality'],
    ['PAUSED', 'RED', false, 'paused'],
    ['REJECTED', null, false, 'rejected'],
    ['IN_APPEAL', null, false, 'pending'],
    ['SOMETHING_NEW', null, false, 'other'],
  ])('calls %s with quality %s and sendable %s %s', (status, quality, sendable, health) => {
    expect(templateHealth({ status, quality, sendable })).toBe(health)
  })
})
