import type { DeliveryError, MessageKind } from '../../server/contract/message.ts'
import type { ReadinessProblem } from '../../server/contract/service-settings.ts'

type Readiness = Record<
  ReadinessProblem['code'],
  (about: { language: string | null; detail: string | null }) => string
>

/** Before what is said of one language. */
const within = (language: string | null, text: string): string =>
  language === null ? text.charAt(0).toUpperCase() + text.slice(1) : `${language}: ${text}`

/** What stands for a message without a text. */
export const kindsEn: Record<MessageKind, string> = {
  text: 'Message',
  image: 'Photo',
  video: 'Video',
  audio: 'Audio file',
  voice: 'Voice message',
  document: 'Document',
  sticker: 'Sticker',
  location: 'Location',
  contacts: 'Contact',
  reaction: 'Reaction',
  button_reply: 'Answer by button',
  list_reply: 'Answer from a list',
  form_reply: 'Completed form',
  order: 'Order',
  template: 'Template',
  call: 'Call',
  system: 'Event',
  unsupported: 'Message that cannot be shown',
}

/** Why a message did not arrive, and what helps. */
export const failuresEn: Record<DeliveryError['code'], string> = {
  window_closed: 'The time for free replies was over. An approved template can still be sent.',
  not_on_channel: 'This number cannot be reached on WhatsApp. Try to call.',
  rate_limited: 'Too many messages in a short time. Wait a few minutes, then send it again.',
  template_problem: 'The template was not accepted. Choose another one, or check its values.',
  media_rejected: 'The file was not accepted. Its format or size does not suit WhatsApp.',
  recipient_opted_out: 'The customer does not want such messages. Please respect that.',
  marketing_limit: 'WhatsApp held this marketing message back. Wait at least a day, or for an answer.',
  channel_misconfigured: 'The channel is not set up correctly. An administrator has to check it.',
  account_restricted: 'WhatsApp has restricted our account. Please tell an administrator.',
  payment_problem: 'There is a payment problem at WhatsApp. Please tell an administrator.',
  invalid_content: 'Something in it is not allowed. Change the message and send it again.',
  channel_unavailable: 'WhatsApp could not be reached. Send it again in a few minutes.',
  conversation_inactive: 'The chat was closed meanwhile. Reopen it, then send the message again.',
  attachment_missing: 'The file is not there any more. Attach it again in the inbox.',
  unknown: 'WhatsApp does not say why. Send it again; if that fails too, tell an administrator.',
}

/** Why a service cannot invite its callers, or not as well as it should. */
export const problemsEn: Readiness = {
  no_whatsapp_channel: () => 'No WhatsApp number is connected.',
  whatsapp_channel_failing: () => 'The WhatsApp number is not working.',
  no_voice_line: () => 'No phone line is connected, so nobody can call.',
  no_invitation_template: () => 'No template is chosen for the invitation.',
  template_missing: ({ language, detail }) =>
    language === null && detail !== null
      ? `WhatsApp does not know the template “${detail}”.`
      : within(language, 'the template does not exist in this language.'),
  template_not_approved: ({ language, detail }) =>
    within(
      language,
      detail === null ? 'the template is not approved.' : `the template is not approved (${detail}).`,
    ),
  template_values_missing: ({ language, detail }) =>
    within(
      language,
      detail === null
        ? 'a value of the template is missing.'
        : `a value of the template is missing (${detail}).`,
    ),
}
