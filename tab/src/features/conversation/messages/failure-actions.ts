import type { DeliveryError } from '../../../../../server/contract/message.ts'

/** What a person can do about a message that did not get through. */
export type FailureAction = 'retry' | 'template' | 'edit' | 'copy' | 'reopen'

const BY_CODE: Readonly<Record<DeliveryError['code'], readonly FailureAction[]>> = {
  window_closed: ['template', 'copy'],
  not_on_channel: ['copy'],
  rate_limited: ['retry', 'copy'],
  template_problem: ['template', 'copy'],
  media_rejected: ['copy'],
  // No way round somebody's wish, nor round the platform's protection of them.
  recipient_opted_out: ['copy'],
  marketing_limit: ['copy'],
  channel_misconfigured: ['retry', 'copy'],
  account_restricted: ['copy'],
  payment_problem: ['retry', 'copy'],
  invalid_content: ['edit', 'copy'],
  channel_unavailable: ['retry', 'copy'],
  conversation_inactive: ['reopen', 'retry', 'copy'],
  attachment_missing: ['copy'],
  unknown: ['retry', 'copy'],
}

export interface FailureFacts {
  hasText: boolean
  isTemplate: boolean
  can: { reply: boolean; template: boolean; reopen: boolean }
}

/**
 * The ways out of a failure that are open now. Free text is not sent again into a closed window; a template is
 * offered in its place.
 */
export function failureActions(code: DeliveryError['code'], facts: FailureFacts): FailureAction[] {
  const wanted = BY_CODE[code]
  const mayRetry = facts.can.reply || (facts.isTemplate && facts.can.template)
  const open = wanted.filter((action) => {
    switch (action) {
      case 'retry':
        return mayRetry
      case 'template':
        return facts.can.template
      case 'edit':
        return facts.can.reply && facts.hasText && !facts.isTemplate
      case 'copy':
        return facts.hasText
      case 'reopen':
        return facts.can.reopen
    }
  })
  const needsTemplate = wanted.includes('retry') && !mayRetry && facts.can.template
  return needsTemplate ? ['template', ...open] : open
}
