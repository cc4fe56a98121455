import { describe, expect, it } from 'vitest'
import { couldInvite, invitationIn, placesOf } from '../../server/domain/invitation.ts'
import { templateOf } from '../support/service-builders.ts'

const settings = { template: 'invite', values: {} }
const words = { company: 'Muster GmbH', name: 'Berta' }
const inGerman = { language: 'de', country: null, words }

describe('an invitation', () => {
  it('says the company in an only placeholder that nothing is said about', () => {
    const template = templateOf()
    expect(invitationIn([template], settings, inGerman)).toEqual({
      state: 'ready',
      template,
      values: { body: { 1: 'Muster GmbH' } },
    })
  })

  it('says what is set for its language, with the company and the name filled in', () => {
    const values = {
      de: { 'body.1': '{{name}} von {{ company }}', 'header.1': 'Hallo', 'buttons.0': 'a' },
      en: { 'body.1': 'wrong' },
    }
    const template = templateOf({
      header: { kind: 'text', text: '{{1}}', parameters: [{ key: '1' }] },
      buttons: [
        { kind: 'url', text: 'Open', url: 'https://example.test/{{1}}', index: 0, parameter: { key: '1' } },
      ],
    })
    expect(invitationIn([template], { template: 'invite', values }, inGerman)).toMatchObject({
      state: 'ready',
      values: { body: { 1: 'Berta von Muster GmbH' }, header: { 1: 'Hallo' }, buttons: { 0: 'a' } },
    })
  })

  it('is in one line, since WhatsApp refuses breaks within values', () => {
    const result = invitationIn([templateOf()], settings, {
      ...inGerman,
      words: { company: 'Muster\n\tGmbH     Berlin', name: '' },
    })
    expect(result).toMatchObject({ values: { body: { 1: 'Muster GmbH Berlin' } } })
  })

  it.each([
    [
      'two placeholders',
      { body: '{{1}} {{2}}', bodyParameters: [{ key: '1' }, { key: '2' }] },
      ['body.1', 'body.2'],
    ],
    [
      'a named placeholder',
      { parameterFormat: 'named' as const, body: '{{firm}}', bodyParameters: [{ key: 'firm' }] },
      ['body.firm'],
    ],
    ['a picture', { header: { kind: 'media' as const, media: 'image' as const } }, ['headerAttachmentId']],
    ['a position', { header: { kind: 'location' as const } }, ['header']],
  ])('cannot leave with %s that nothing is said about', (_name, change, places) => {
    const template = templateOf(change)
    expect(invitationIn([template], settings, inGerman)).toEqual({ state: 'incomplete', template, places })
    expect(placesOf(template)).toEqual(expect.arrayContaining(places))
  })

  it('cannot leave when what is set comes to nothing', () => {
    const values = { de: { 'body.1': '{{name}}' } }
    const nameless = { ...inGerman, words: { ...words, name: ' ' } }
    expect(invitationIn([templateOf()], { template: 'invite', values }, nameless).state).toBe('incomplete')
  })

  it('cannot leave before it is approved (DX-DEFL-13)', () => {
    const template = templateOf({ status: 'PAUSED', sendable: false })
    expect(invitationIn([template], settings, inGerman)).toEqual({ state: 'not_approved', template })
  })

  it('is missing when the service names none, or none of that name is in the language', () => {
    const templates = [templateOf({ language: 'en' }), templateOf({ name: 'other' })]
    expect(invitationIn(templates, settings, inGerman).state).toBe('missing')
    expect(invitationIn([templateOf()], { template: null, values: {} }, inGerman).state).toBe('missing')
  })

  it.each([
    [['en_US', 'en', 'en_GB'], 'GB', 'en_GB'],
    [['en_US', 'en-GB'], 'GB', 'en-GB'],
    [['en_US', 'en', 'en_GB'], 'AU', 'en'],
    [['en_US', 'en_GB'], 'AU', 'en_GB'],
    [['en_US', 'en_GB'], null, 'en_GB'],
  ])('of %j for %s is %s', (languages, country, expected) => {
    const templates = languages.map((language) => templateOf({ language }))
    const found = invitationIn(templates, settings, { language: 'en', country, words })
    expect(found).toMatchObject({ state: 'ready', template: { language: expected } })
  })

  it('is in another variant of the language when the nearest cannot be sent', () => {
    const templates = [
      templateOf({ language: 'de_AT', sendable: false, status: 'REJECTED' }),
      templateOf({ language: 'de', body: '', bodyParameters: [{ key: '1' }, { key: '2' }] }),
      templateOf({ language: 'de_CH' }),
    ]
    const found = invitationIn(templates, settings, { language: 'de', country: 'AT', words })
    expect(found).toMatchObject({ state: 'ready', template: { language: 'de_CH' } })
  })

  it('is not taken for one in a language whose code begins alike', () => {
    expect(invitationIn([templateOf({ language: 'den' })], settings, inGerman).state).toBe('missing')
  })
})

describe('a template could invite', () => {
  it.each([
    ['a text', {}, true],
    ['one that is not approved yet', { sendable: false, status: 'PENDING' }, true],
    ['one-time codes', { category: 'AUTHENTICATION' }, false],
    ['a video', { header: { kind: 'media' as const, media: 'video' as const } }, false],
    ['a position', { header: { kind: 'location' as const } }, false],
  ])('%s: %j', (_name, change, expected) => {
    expect(couldInvite(templateOf(change))).toBe(expected)
  })
})
