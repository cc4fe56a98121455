import type { CallView, DeflectedCall } from '../contract/call.ts'
import { maskNationalNumber } from '../domain/masked-title.ts'
import { readPhoneNumber } from '../lib/phone-number.ts'
import type { Call } from '../store/entities.ts'

/** A call as the thread of its conversation shows it: for people who may see the contact's number. */
export function viewDeflectedCall(call: Call): DeflectedCall {
  const { id, language, callerKind, caller, otherNumber, result } = call
  return {
    id,
    startedAt: call.startedAt.toISOString(),
    endedAt: call.endedAt?.toISOString() ?? null,
    language,
    callerKind,
    caller,
    otherNumber,
    result,
    steps: call.steps.map(({ at, asked, input, understood, heard }) => ({
      at: at.toISOString(),
      asked,
      input,
      understood,
      ...(heard === undefined ? {} : { heard }),
    })),
  }
}

/** What a line of the list needs besides the call itself. */
export interface CallSurroundings {
  serviceName: string
  conversation: { id: string; number: number } | null
}

/**
 * A call for lists and figures, whose readers may not see the contact: the number is masked, and what was heard is left
 * out, because a number that was said or typed is in it.
 */
export function viewCall(call: Call, { serviceName, conversation }: CallSurroundings): CallView {
  const { caller, steps, ...rest } = viewDeflectedCall(call)
  const { invitation } = call
  return {
    ...rest,
    steps: steps.map(({ heard: _heard, ...step }) => step),
    service: { id: call.serviceId, name: serviceName },
    callerTitle: caller === null ? null : maskNumber(caller),
    durationSeconds: call.durationSeconds,
    conversation,
    invitation:
      invitation === null
        ? null
        : {
            status: invitation.status,
            answeredAt: invitation.answeredAt?.toISOString() ?? null,
            ...(invitation.errorCode === null ? {} : { errorCode: invitation.errorCode }),
          },
  }
}

function maskNumber(e164: string): string {
  const number = readPhoneNumber(e164)
  return number === null
    ? maskNationalNumber('', e164.replaceAll(/\D/g, ''))
    : maskNationalNumber(number.callingCode, number.nationalDigits)
}
