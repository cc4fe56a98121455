import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseProvisioning } from '../../server/config/provision.ts'

const channel = {
  name: 'wa',
  kind: 'whatsapp',
  provider: 'cloud',
  phoneNumber: '+49301234567',
  accessToken: 's3cret',
}
const service = { name: 'Hotline', template: 'whatsapp-deflector', channels: [channel] }
const member = { email: 'Anna@Example.test', name: 'Anna', password: 's3cret', roles: ['agent'] }
const environment = { name: 'Muster', members: [member], services: [service] }
const account = { name: 'Muster GmbH', environments: [environment] }

function parse(file: unknown): ReturnType<typeof parseProvisioning> {
  return parseProvisioning(JSON.stringify(file))
}

function faultsOf(file: unknown): string[] {
  const parsed = parse(file)
  return parsed.ok ? [] : parsed.faults
}

const withEnvironment = (change: object) => ({
  accounts: [{ ...account, environments: [{ ...environment, ...change }] }],
})

describe('provisioning file', () => {
  it('is read with its defaults, the rest of a channel being its settings', () => {
    const parsed = parse({ accounts: [account] })
    expect(parsed.ok && parsed.value.accounts[0]).toEqual({
      name: 'Muster GmbH',
      environments: [
        {
          name: 'Muster',
          members: [{ ...member, email: 'anna@example.test' }],
          services: [
            {
              name: 'Hotline',
              template: 'whatsapp-deflector',
              languages: ['de', 'en'],
              invitationTemplate: null,
              channels: [
                {
                  name: 'wa',
                  kind: 'whatsapp',
                  provider: 'cloud',
                  settings: { phoneNumber: '+49301234567', accessToken: 's3cret' },
                },
              ],
            },
          ],
        },
      ],
    })
  })

  it('refuses unknown keys, naming them and their place', () => {
    expect(faultsOf({ accounts: [{ ...account, retention: 3 }] })).toEqual([
      'accounts[0]: Unrecognized key: "retention"',
    ])
  })

  it('names every fault by its path and repeats no value', () => {
    const faults = faultsOf(
      withEnvironment({
        timeZone: 'Mars/s3cret',
        country: 's3cret',
        members: [{ ...member, email: 's3cret', roles: ['s3cret'] }],
        services: [
          { ...service, template: 's3cret', channels: [{ ...channel, name: 's3 cret', kind: 's3cret' }] },
        ],
      }),
    )
    expect(faults.map((fault) => fault.split(':')[0]?.replace('accounts[0].environments[0].', ''))).toEqual([
      'timeZone',
      'country',
      'members[0].email',
      'members[0].roles[0]',
      'services[0].template',
      'services[0].channels[0].name',
      'services[0].channels[0].kind',
    ])
    expect(faults.join('\n')).not.toMatch(/s3 ?cret/)
  })

  it.each([
    [{ accounts: [account, account] }, 'accounts[1]: has the account name'],
    [
      withEnvironment({ members: [member, { ...member, email: 'anna@example.test' }] }),
      "members[1]: has the member's e-mail",
    ],
    [withEnvironment({ services: [service, service] }), 'services[1]: has the service name'],
    [
      withEnvironment({ services: [{ ...service, channels: [channel, channel] }] }),
      'channels[1]: has the channel name',
    ],
  ])('refuses two entries of one name', (file, fault) => {
    expect(faultsOf(file)).toEqual([expect.stringContaining(fault)])
  })

  it('takes any part of the settings of a service, and nothing that it does not know at any depth', () => {
    const settings = {
      prompts: { de: { welcome: ' Hallo! ' } },
      openingHours: { weekly: { sat: [{ from: '10:00', to: '12:00' }] }, holidays: null },
      deflector: { forwardTo: '+493012345' },
      invitation: { values: { de: { 'body.1': '{{company}}' } } },
      telephony: { recordSpeech: true, voices: { nl: { name: 'Lotte' } } },
    }
    const parsed = parse(withEnvironment({ services: [{ ...service, settings }] }))
    expect(parsed.ok && parsed.value.accounts[0]?.environments[0]?.services[0]?.settings).toEqual({
      ...settings,
      prompts: { de: { welcome: 'Hallo!' } },
      telephony: { recordSpeech: true, voices: { nl: { name: 'Lotte', speed: 1 } } },
    })
  })

  it.each([
    [{ beeps: true }, '', 'Unrecognized key: "beeps"'],
    [{ telephony: { beeps: true } }, '.telephony', 'Unrecognized key: "beeps"'],
    [
      { openingHours: { exceptions: [{ date: '2026-01-01', name: '', intervals: [], s3cret: 1 }] } },
      '.openingHours.exceptions[0]',
      'Unrecognized key: "s3cret"',
    ],
    [{ prompts: { de: { goodbye: 's3cret' } } }, '.prompts.de', 'Unrecognized key: "goodbye"'],
    [{ prompts: { fr: {} } }, '.prompts', 'Unrecognized key: "fr"'],
    [{ deflector: { forwardTo: '030 s3cret' } }, '.deflector.forwardTo', 'is no number in the form'],
    [
      { openingHours: { weekly: { mon: [{ from: '09:00', to: '25:00' }] } } },
      '.openingHours.weekly.mon[0].to',
      'is no time',
    ],
    [
      { invitation: { values: { de: { first: 'x' } } } },
      '.invitation.values.de.first',
      'Invalid key in record',
    ],
    ['s3cret', '', 'expected object'],
  ])('names what is wrong with settings %j', (settings, path, message) => {
    const [fault, ...others] = faultsOf(withEnvironment({ services: [{ ...service, settings }] }))
    expect(fault).toContain(`services[0].settings${path}: `)
    expect(fault).toContain(message)
    expect(others).toEqual([])
  })

  it('is what its page of the documentation shows', () => {
    const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
    const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, text = '']) => JSON.parse(text) as Record<string, unknown>,
    )
    expect(examples).toHaveLength(2)
    for (const example of examples) {
      const file = 'accounts' in example ? example : withEnvironment({ services: [example] })
      expect(faultsOf(file)).toEqual([])
    }
  })

  it('refuses two different templates to invite with', () => {
    const both = (template: string) =>
      withEnvironment({
        services: [{ ...service, invitationTemplate: 'a', settings: { invitation: { template } } }],
      })
    expect(faultsOf(both('b'))).toEqual([
      expect.stringContaining('settings.invitation.template: is another one'),
    ])
    expect(faultsOf(both('a'))).toEqual([])
  })

  it('does not quote a file that is no JSON', () => {
    const parsed = parseProvisioning('{\n  "accounts": [ "s3cret",, ]\n}')
    expect(parsed).toEqual({ ok: false, faults: [expect.stringMatching(/^is not valid JSON/)] })
    expect(JSON.stringify(parsed)).not.toContain('s3cret')
  })

  it('reads a file with a byte order mark', () => {
    expect(parseProvisioning('\uFEFF{"accounts":[]}').ok).toBe(true)
  })
})
