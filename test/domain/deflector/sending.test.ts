import { describe, expect, it } from 'vitest'
import type { DialogueEvent } from '../../../server/domain/dialogue.ts'
import { FORWARD_TO, LANGUAGES, MOBILE, OTHER_MOBILE, PhoneCall } from './phone-call.ts'

function accepted(change = {}): PhoneCall {
  return new PhoneCall(MOBILE.de, change).press('1')
}

describe('after the consent', () => {
  it.each(LANGUAGES)(
    'sends, says goodbye, hangs up, in this order: %s (DX-DEFL-09, DX-DEFL-10)',
    (language) => {
      const call = new PhoneCall(MOBILE[language]).press('1')
      expect(call.kinds).toEqual(['send_invitation', 'say', 'pause'])
      expect(call.prompts).toEqual(['sending'])
      call.invitation('sent')
      expect(call.kinds).toEqual(['say', 'hang_up'])
      expect(call.prompts).toEqual(['close'])
      expect(call.state).toMatchObject({ at: 'ended', result: 'invited', destination: MOBILE[language] })
    },
  )

  it('tells by its last digits which number the message goes to, the other one as well (DX-DEFL-10)', () => {
    const call = new PhoneCall(MOBILE.de).say('nein, 0171 3920034').press('1').invitation('delivered')
    expect(call.text).toContain('null drei vier')
    expect(call.state.destination).toBe(OTHER_MOBILE)
  })

  it('waits three rounds, then says honestly that the message is still to come', () => {
    const call = accepted().invitation('waiting')
    expect(call.kinds).toEqual(['pause'])
    expect(call.invitation('waiting').kinds).toEqual(['pause'])
    call.invitation('waiting')
    expect(call.prompts).toEqual(['pending', 'goodbye'])
    expect(call.kinds.at(-1)).toBe('hang_up')
    expect(call.state.result).toBe('invited')
  })

  it('still hears the outcome in the last round', () => {
    const call = accepted().invitation('waiting').invitation('waiting').invitation('sent')
    expect(call.prompts).toEqual(['close'])
  })

  it.each([
    ['not_on_channel', ['notOnWhatsapp', 'goodbye']],
    ['template_problem', ['sendFailed', 'callAgain']],
    ['channel_unavailable', ['sendFailed', 'callAgain']],
    ['unknown', ['sendFailed', 'callAgain']],
    [undefined, ['sendFailed', 'callAgain']],
  ] as const)('tells honestly when it failed: %s', (reason, prompts) => {
    const event: DialogueEvent = {
      type: 'invitation',
      outcome: 'failed',
      ...(reason === undefined ? {} : { reason }),
    }
    const call = accepted().on(event)
    expect(call.prompts).toEqual(prompts)
    expect(call.state).toMatchObject({ at: 'ended', result: 'invitation_failed', accepted: true })
  })

  it('connects the caller when the invitation failed, where the service forwards', () => {
    const call = accepted({ forwardTo: FORWARD_TO }).on({
      type: 'invitation',
      outcome: 'failed',
      reason: 'unknown',
    })
    expect(call.prompts).toEqual(['sendFailed', 'forwarding'])
    expect(call.on({ type: 'forwarded', outcome: 'completed' }).kinds).toEqual(['hang_up'])
    expect(call.state.result).toBe('invitation_failed')
  })

  it.each<DialogueEvent>([
    { type: 'keys', digits: '1' },
    { type: 'keys', digits: '2' },
    { type: 'speech', alternatives: [{ text: 'nein, nehmen Sie 0171 3920034', confidence: 1 }] },
    { type: 'silence' },
    { type: 'resumed' },
    { type: 'forwarded', outcome: 'completed' },
  ])('changes nothing of the decision and sends nothing twice: %j', (event) => {
    const call = accepted().on(event)
    expect(call.kinds).toEqual(['pause'])
    expect(call.invitedNumbers).toEqual([MOBILE.de])
    expect(call.state.destination).toBe(MOBILE.de)
    expect(call.invitation('sent').state.result).toBe('invited')
  })

  it('counts as invited when the caller hangs up meanwhile: the invitation leaves without them', () => {
    expect(accepted().on({ type: 'hung_up' }).state).toMatchObject({ at: 'ended', result: 'invited' })
  })
})

describe('forwarding', () => {
  const forwarded = (): PhoneCall =>
    new PhoneCall(MOBILE.de, { forwardTo: FORWARD_TO, whenRefused: 'forward' }).say('ich will kein WhatsApp')

  it('is how the call ended when somebody was reached', () => {
    const call = forwarded().on({ type: 'forwarded', outcome: 'completed' })
    expect(call.kinds).toEqual(['hang_up'])
    expect(call.state).toMatchObject({ at: 'ended', result: 'forwarded' })
  })

  it.each(['busy', 'no_answer', 'failed'] as const)('says so when nobody was: %s', (outcome) => {
    const call = forwarded().on({ type: 'forwarded', outcome })
    expect(call.prompts).toEqual(['forwardFailed', 'callAgain'])
    expect(call.state).toMatchObject({ at: 'ended', result: 'refused' })
  })

  it.each<DialogueEvent>([{ type: 'silence' }, { type: 'resumed' }, { type: 'keys', digits: '1' }])(
    'did not come about when the line reports anything else: %j',
    (event) => {
      const call = forwarded().on(event)
      expect(call.prompts).toEqual(['forwardFailed', 'callAgain'])
      expect(call.invitedNumbers).toEqual([])
    },
  )

  it('stands when the caller hangs up during it', () => {
    expect(forwarded().on({ type: 'hung_up' }).state.result).toBe('forwarded')
  })
})
