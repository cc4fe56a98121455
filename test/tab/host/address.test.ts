import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPlace, parsePlace, placeAddress } from '../../../tab/src/host/browser.ts'
import { deepLink, parseSubPage } from '../../../tab/src/host/deep-link.ts'
import { formatChoice, parseChoice } from '../../../tab/src/host/tab-choice.ts'
import { idOf } from '../builders.ts'

const CONVERSATION = idOf('conv', 7)
const MESSAGE = idOf('mess', 9)
const at = (hash: string, search = '') => parsePlace({ hash, search })
const ids = fc.stringMatching(/^[0-9a-f]{24}$/)

describe('the address of a message', () => {
  it('names its conversation and the message', () => {
    expect(at(`#/c/${CONVERSATION}/m/${MESSAGE}`)).toMatchObject({
      conversationId: CONVERSATION,
      messageId: MESSAGE,
    })
  })

  it.each([
    `#/c/${CONVERSATION}/m/x`,
    `#/c/${CONVERSATION}/${MESSAGE}`,
    `#/m/${MESSAGE}`,
    `#/c/x/m/${MESSAGE}`,
  ])('names none in %s', (hash) => {
    expect(at(hash)).not.toHaveProperty('messageId')
  })

  it('survives being written and read', () => {
    const places = fc.record({
      view: fc.constantFrom('mine', 'waiting'),
      conversationId: ids,
      messageId: ids,
      q: fc.string(),
      sort: fc.constantFrom(null, 'window'),
    })
    fc.assert(
      fc.property(places, (place) => {
        expect(at(formatPlace(place))).toEqual(place)
      }),
    )
  })
})

describe('a deep link of Teams', () => {
  it('leads to a conversation, and to a message of it', () => {
    expect(parseSubPage(`c/${CONVERSATION}`)).toEqual({
      view: null,
      conversationId: CONVERSATION,
      q: '',
      sort: null,
    })
    expect(parseSubPage(`c/${CONVERSATION}/m/${MESSAGE}`)).toMatchObject({ messageId: MESSAGE })
  })

  it.each([
    undefined,
    null,
    42,
    {},
    '',
    'c/',
    `C/${CONVERSATION}`,
    ` c/${CONVERSATION}`,
    `c/${CONVERSATION}\n`,
    `/c/${CONVERSATION}`,
    `c/${CONVERSATION}/`,
    `c/${CONVERSATION}/m/`,
    `c/${CONVERSATION}/m/${MESSAGE}/x`,
    `c/${CONVERSATION.toUpperCase()}`,
    `c/${CONVERSATION}?q=1`,
    'c/../../studio',
    'javascript:alert(1)',
    `https://evil.example/#/c/${CONVERSATION}`,
  ])('leads nowhere with %j: anybody can send one', (subPageId) => {
    expect(parseSubPage(subPageId)).toBeNull()
  })

  it('leads nowhere but to places of ours, whatever it carries', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'c/', `c/${CONVERSATION}`, `c/${CONVERSATION}/m/`),
        fc.string(),
        (start, rest) => {
          const text = start + rest
          const place = parseSubPage(text)
          const message = place?.messageId === undefined ? '' : `/m/${place.messageId}`
          expect([null, `c/${CONVERSATION}${message}`]).toContain(place === null ? null : text)
        },
      ),
    )
  })

  it('carries what it was made of, each value encoded once', () => {
    const link = new URL(
      deepLink(
        { appId: 'app', tenantId: 'tenant' },
        { view: 'mine', conversationId: CONVERSATION, messageId: MESSAGE, q: 'ä & b', sort: null },
        `https://callover.test/#/mine/c/${CONVERSATION}?q=%C3%A4`,
      ),
    )
    expect(link.origin + link.pathname).toBe('https://teams.microsoft.com/l/entity/app/inbox')
    expect(link.searchParams.get('tenantId')).toBe('tenant')
    expect(link.searchParams.get('webUrl')).toBe(`https://callover.test/#/mine/c/${CONVERSATION}?q=%C3%A4`)
    const { subEntityId } = JSON.parse(link.searchParams.get('context') ?? '') as { subEntityId: string }
    expect(parseSubPage(subEntityId)).toMatchObject({ conversationId: CONVERSATION, messageId: MESSAGE })
  })
})

describe("what a channel's tab shows", () => {
  it('survives being written and read', () => {
    const choices = fc.record({
      environmentId: ids,
      serviceId: fc.option(ids, { nil: null }),
      view: fc.constantFrom('waiting', 'mine', ''),
    })
    fc.assert(
      fc.property(choices, (choice) => {
        expect(parseChoice(formatChoice(choice))).toEqual(choice)
      }),
    )
  })

  it('is nothing in addresses that name no environment of ours', () => {
    for (const search of ['', '?environment=', '?environment=x', `?service=${CONVERSATION}&view=waiting`]) {
      expect(parseChoice(search)).toBeNull()
    }
    const [environmentId, other] = [idOf('envi', 1), idOf('envi', 2)]
    expect(parseChoice(`?environment=${environmentId}&service=<b>&environment=${other}`)).toEqual({
      environmentId,
      serviceId: null,
      view: '',
    })
  })

  it('is where one begins, until one goes elsewhere', () => {
    const search = formatChoice({ environmentId: idOf('envi', 1), serviceId: null, view: 'waiting' })
    expect(at('', search).view).toBe('waiting')
    expect(at('#/mine', search).view).toBe('mine')
    expect(at('#/mine', `${search}&service=${idOf('serv', 1)}`).serviceId).toBe(idOf('serv', 1))
    expect(at('#/mine', `${search}&service=all`)).not.toHaveProperty('serviceId')
    expect(at(`#/c/${CONVERSATION}`, search)).toMatchObject({ view: 'waiting', conversationId: CONVERSATION })
  })

  it('stays in the address while one moves about, and nothing else does', () => {
    const environment = idOf('envi', 1)
    const service = idOf('serv', 1)
    const search = `?environment=${environment}&service=${service}&view=waiting&conversation=${CONVERSATION}`
    const place = { view: 'mine', conversationId: null, q: '', sort: null }
    expect(placeAddress('/teams/inbox', place, search)).toBe(
      `/teams/inbox?environment=${environment}&service=${service}#/mine`,
    )
    expect(placeAddress('/reports', place, search)).toBe('/#/mine')
    expect(placeAddress('/teams/inbox/', place)).toBe('/teams/inbox#/mine')
  })
})
