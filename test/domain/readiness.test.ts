import { describe, expect, it } from 'vitest'
import { isReady, readinessProblems, type ReadinessQuestion } from '../../server/domain/readiness.ts'
import { templateOf } from '../support/service-builders.ts'

const templates = [templateOf({ language: 'de' }), templateOf({ language: 'en_GB' })]

function problemsOf(change: {
  service?: Partial<ReadinessQuestion['service']>
  invitation?: Partial<ReadinessQuestion['invitation']>
  equipment?: Partial<ReadinessQuestion['equipment']>
}) {
  return readinessProblems({
    service: { template: 'whatsapp-deflector', languages: ['de', 'en'], ...change.service },
    invitation: { template: 'invite', values: {}, ...change.invitation },
    companyName: 'Muster GmbH',
    equipment: { whatsapp: 'working', voiceLine: true, templates, ...change.equipment },
  })
}

describe('a service', () => {
  it('is ready when every language has an approved template with all its values', () => {
    expect(problemsOf({})).toEqual([])
    expect(isReady([])).toBe(true)
  })

  it.each([
    ['no WhatsApp channel', { equipment: { whatsapp: 'none' } }, { code: 'no_whatsapp_channel' }],
    [
      'a channel that cannot be opened',
      { equipment: { whatsapp: 'broken' } },
      { code: 'whatsapp_channel_failing' },
    ],
    ['no template named', { invitation: { template: null } }, { code: 'no_invitation_template' }],
    [
      'a template that the channel has not',
      { invitation: { template: 'gone' } },
      { code: 'template_missing', detail: 'gone' },
    ],
  ] as const)('with %s invites nobody (DX-DEFL-13)', (_name, change, problem) => {
    const problems = problemsOf(change)
    expect(problems).toEqual([{ ...problem, blocking: true }])
    expect(isReady(problems)).toBe(false)
  })

  it('whose channel fails says so and is tried all the same, since only sending shows that it works again', () => {
    const problems = problemsOf({ equipment: { whatsapp: 'failing' } })
    expect(problems).toEqual([{ code: 'whatsapp_channel_failing', blocking: false }])
    expect(isReady(problems)).toBe(true)
  })

  it('without a voice line is told so when it is there for calls', () => {
    const none = { equipment: { voiceLine: false } }
    expect(problemsOf(none)).toEqual([{ code: 'no_voice_line', blocking: false }])
    expect(problemsOf({ ...none, service: { template: 'messaging' } })).toEqual([])
  })

  it('is ready while one language works; each that does not is named (DX-LANG-04)', () => {
    const problems = problemsOf({
      service: { languages: ['de', 'en', 'nl', 'es', 'fr'] },
      equipment: {
        templates: [
          ...templates,
          templateOf({ language: 'nl', status: 'PAUSED', sendable: false }),
          templateOf({ language: 'es', bodyParameters: [{ key: '1' }, { key: '2' }] }),
        ],
      },
    })
    expect(problems).toEqual([
      { code: 'template_not_approved', language: 'nl', detail: 'PAUSED', blocking: false },
      { code: 'template_values_missing', language: 'es', detail: 'body.1, body.2', blocking: false },
      { code: 'template_missing', detail: 'fr', blocking: false },
    ])
    expect(isReady(problems)).toBe(true)
  })

  it('is not ready when no language works', () => {
    const problems = problemsOf({
      equipment: { templates: [templateOf({ status: 'REJECTED', sendable: false })] },
    })
    expect(problems).toEqual([
      { code: 'template_not_approved', language: 'de', detail: 'REJECTED', blocking: true },
      { code: 'template_missing', language: 'en', blocking: true },
    ])
    expect(isReady(problems)).toBe(false)
  })

  it('needs no values that only the customer decides', () => {
    expect(problemsOf({ invitation: { values: { de: { 'body.1': '{{name}}' } } } })).toEqual([])
  })
})
