import { describe, expect, it } from 'vitest'
import { templateChanges, toldOfTemplate, type TemplateFacts } from '../../server/domain/template-changes.ts'

const template = (name: string, change: Partial<TemplateFacts> = {}): TemplateFacts => ({
  name,
  language: 'de',
  category: 'UTILITY',
  status: 'APPROVED',
  quality: null,
  sendable: true,
  parameterFormat: 'positional',
  header: null,
  body: 'Guten Tag',
  bodyParameters: [],
  footer: null,
  buttons: [],
  ...change,
})

describe('changes of templates', () => {
  it('are what has appeared, differs or is gone, by name and language', () => {
    const known = [template('a'), template('a', { language: 'en' }), template('b')]
    const wanted = [template('a'), template('b', { footer: 'Muster' }), template('c')]
    const names = templateChanges(known, wanted).map(({ before, after }) => [
      before && `${before.name} ${before.language}`,
      after && `${after.name} ${after.language}`,
    ])
    expect(names).toEqual([
      ['b de', 'b de'],
      [null, 'c de'],
      ['a en', null],
    ])
  })

  it('are none when only what people do not see differs', () => {
    expect(templateChanges([template('a')], [template('a', { sendable: false })])).toEqual([])
  })

  it.each([
    [null, template('a'), 'created'],
    [template('a'), null, 'deleted'],
    [template('a', { status: 'PENDING' }), template('a'), 'approved'],
    [template('a', { status: 'PENDING' }), template('a', { status: 'REJECTED' }), 'declined'],
    [template('a'), template('a', { status: 'PAUSED' }), 'changed'],
    [template('a'), template('a', { quality: 'RED' }), 'changed'],
  ])('are told by a verb that fits: %#', (before, after, verb) => {
    expect(toldOfTemplate({ before, after }).verb).toBe(verb)
  })
})
