import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  conversationsIn,
  pseudonymised,
  pseudonymOf,
  type PseudonymTools,
} from '../../server/domain/pseudonym.ts'
import { md5 } from '../../server/lib/md5.ts'

const tools: PseudonymTools = {
  md5,
  read: (number) => (number.startsWith('+') ? { e164: number, country: 'DE', network: 'mobile' } : null),
}
const NUMBER = '+4915112345678'
const HIDDEN = pseudonymOf(NUMBER, md5)

describe("a customer's number towards integrations", () => {
  it('is the plain MD5 of the number with its plus, behind the keyword (CVG-PRIV-05, CVG-PRIV-06)', () => {
    expect(pseudonymOf('+49111111111', md5)).toBe('md5-hash:ad14c520b9cfc53c25f446b338c79ced')
  })

  it('is always the same for the same number and another one for another (CVG-PRIV-04)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), fc.stringMatching(/^\+[1-9]\d{6,14}$/), (a, b) => {
        const hash = createHash('md5').update(a, 'ascii').digest('hex')
        expect(pseudonymOf(a, md5)).toBe(`md5-hash:${hash}`)
        expect(pseudonymOf(a, md5) === pseudonymOf(b, md5)).toBe(a === b)
      }),
    )
  })

  it('is hidden in identities, with country and network in clear (CVG-PRIV-09)', () => {
    const view = {
      contactDetail: {
        name: 'Erika',
        identities: [
          { channelKind: 'whatsapp', kind: 'phone', value: NUMBER },
          { channelKind: 'whatsapp', kind: 'username', value: 'erika' },
        ],
      },
    }
    expect(pseudonymised(view, tools)).toEqual({
      contactDetail: {
        name: 'Erika',
        identities: [
          { channelKind: 'whatsapp', kind: 'phone', value: HIDDEN, country: 'DE', network: 'mobile' },
          { channelKind: 'whatsapp', kind: 'username', value: 'erika' },
        ],
      },
    })
  })

  it('is hidden where it stands for a name, or beside one', () => {
    const view = {
      contactDetail: { name: `Erika (${NUMBER})` },
      contact: { id: 'a', name: '+49 1511 2345678' },
      author: { kind: 'contact', name: NUMBER },
      lastMessage: { authorName: '+49 (1511) 2345678' },
      quote: { authorName: NUMBER },
      reactions: [{ name: NUMBER }],
    }
    expect(pseudonymised(view, tools)).toEqual({
      contactDetail: { name: `Erika (${HIDDEN})` },
      contact: { id: 'a', name: HIDDEN },
      author: { kind: 'contact', name: HIDDEN },
      lastMessage: { authorName: HIDDEN },
      quote: { authorName: HIDDEN },
      reactions: [{ name: HIDDEN }],
    })
  })

  it('is hidden in calls, and what was heard in them is left out', () => {
    const call = { caller: NUMBER, steps: [{ asked: 'phoneQuestion', heard: 'null eins fünf eins …' }] }
    expect(pseudonymised({ call: { deflected: call } }, tools)).toEqual({
      call: { deflected: { caller: HIDDEN, callerCountry: 'DE', steps: [{ asked: 'phoneQuestion' }] } },
    })
  })

  it("leaves out the platform's words about a changed number", () => {
    const message = { kind: 'system', system: { event: 'number_changed' } }
    expect(pseudonymised({ ...message, text: `Erika changed to ${NUMBER}` }, tools)).toEqual(message)
  })

  it("is hidden in whatever is written in its own customer's conversation, and in no other (CVG-PRIV-02)", () => {
    const view = (conversationId: string) => ({
      conversationId,
      id: '491511123456781234567890',
      text: 'Rufen Sie 01511 2345678 an',
      attachments: [{ id: 'f', fileName: 'Vertrag 015112345678.pdf', url: '/api/v1/files/015112345678' }],
      template: { name: 'hello', header: 'Für +49 1511 2345678' },
      quote: { messageId: 'm', excerpt: '…2345678', externalId: 'wamid.x' },
      externalId: 'wamid.HBgNNDkxNTExMjM0NTY3OBUC',
    })
    const own = view('own')
    expect(pseudonymised(own, tools, new Map([['own', [NUMBER]]]))).toEqual({
      conversationId: 'own',
      id: own.id,
      text: `Rufen Sie ${HIDDEN} an`,
      attachments: [{ id: 'f', fileName: `Vertrag ${HIDDEN}.pdf`, url: '/api/v1/files/015112345678' }],
      template: { name: 'hello', header: `Für ${HIDDEN}` },
      quote: { messageId: 'm', excerpt: `…${HIDDEN}` },
    })
    const { externalId: _externalId, ...other } = view('other')
    expect(pseudonymised(view('other'), tools, new Map([['own', [NUMBER]]]))).toEqual({
      ...other,
      quote: { messageId: 'm', excerpt: '…2345678' },
    })
  })

  it('is looked for in every conversation that a view shows', () => {
    const list = {
      items: [
        { id: 'a', contact: { id: 'x', name: 'Erika' } },
        { conversationId: 'b', text: '' },
      ],
    }
    expect([...conversationsIn(list)]).toEqual([
      ['a', 'x'],
      ['b', null],
    ])
  })

  it('is hidden although it cannot be read', () => {
    expect(pseudonymised({ kind: 'phone', value: '4711' }, tools)).toMatchObject({
      value: pseudonymOf('4711', md5),
      country: null,
    })
  })

  it('leaves everything else as it is: withheld callers, names, services, and what people wrote', () => {
    const view = {
      title: 'WhatsApp +49 **** *******',
      number: 17,
      service: { name: '0800 4711 4711' },
      contact: { name: 'Kunde 4711' },
      text: `Rufen Sie ${NUMBER} an`,
      call: { deflected: { caller: null } },
      contacts: [{ name: 'Max', phones: [{ number: NUMBER }] }],
      at: null,
      labels: ['a', 'b'],
    }
    expect(pseudonymised(view, tools)).toEqual(view)
  })
})
