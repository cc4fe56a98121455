import { createTraceId } from './identifiers.ts'

interface KnownError {
  title: string
  details: string
  /** HTTP status as older editions of Meta's table gave it; the 2026 table names none. */
  status?: number
}

/**
 * Cloud API errors by code, in Meta's words (support/error-codes). Codes decide, titles and HTTP statuses
 * are for people.
 */
export const KNOWN_ERRORS: Readonly<Record<number, KnownError>> = {
  1: { title: 'API Unknown', details: 'Invalid request or possible server error.', status: 500 },
  2: { title: 'API Service', details: 'Temporary due to downtime or due to being overloaded.', status: 503 },
  4: { title: 'Application request limit reached', details: 'The app has reached its API call rate limit.' },
  10: {
    title: 'Application does not have permission for this action',
    details: 'Permission is either not granted or has been removed.',
    status: 403,
  },
  33: { title: 'Parameter value is not valid', details: 'The business phone number has been deleted.' },
  100: {
    title: 'Invalid parameter',
    details: 'The request included one or more unsupported or misspelled parameters.',
  },
  190: {
    title: 'Error validating access token: Session has expired.',
    details: 'Access token has expired.',
    status: 401,
  },
  368: {
    title: 'Temporarily blocked for policies violations',
    details:
      'The WhatsApp Business Account associated with the app has been restricted or disabled for violating a platform policy.',
    status: 403,
  },
  80007: { title: 'Rate limit issues', details: 'The WhatsApp Business Account has reached its rate limit.' },
  130429: { title: 'Rate limit hit', details: 'Cloud API message throughput has been reached.' },
  130472: {
    title: "User's number is part of an experiment",
    details: 'Message was not sent as part of an experiment.',
  },
  131000: {
    title: 'Something went wrong',
    details: 'Message failed to send due to an unknown error.',
    status: 500,
  },
  131005: {
    title: 'Access denied',
    details: 'Permission is either not granted or has been removed.',
    status: 403,
  },
  131008: { title: 'Required parameter is missing', details: 'The request is missing a required parameter.' },
  131009: { title: 'Parameter value is not valid', details: 'One or more parameter values are invalid.' },
  131016: { title: 'Service unavailable', details: 'A service is temporarily unavailable.', status: 500 },
  131021: { title: 'Recipient cannot be sender', details: 'Sender and recipient phone number is the same.' },
  131026: {
    title: 'Message undeliverable',
    details:
      'Unable to deliver message. The recipient is not a WhatsApp user, uses an old version or has not accepted the terms.',
  },
  131031: {
    title: 'Account has been locked',
    details: 'The WhatsApp Business Account associated with the app has been restricted or disabled.',
    status: 403,
  },
  131042: {
    title: 'Business eligibility payment issue',
    details: 'There was an error related to your payment method.',
  },
  131045: {
    title: 'Incorrect certificate',
    details: 'Message failed to send due to a phone number registration error.',
    status: 500,
  },
  131047: {
    title: 'Re-engagement message',
    details: 'More than 24 hours have passed since the recipient last replied to the sender number.',
  },
  131048: {
    title: 'Spam rate limit hit',
    details:
      'Message failed to send because there are restrictions on how many messages can be sent from this phone number.',
  },
  131049: {
    title: 'This message was not delivered to maintain healthy ecosystem engagement.',
    details: 'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.',
  },
  131050: {
    title: 'User has stopped receiving marketing messages',
    details: 'The recipient has chosen to stop receiving marketing messages on WhatsApp from your business.',
  },
  131051: { title: 'Unsupported message type', details: 'Unsupported message type.' },
  131052: { title: 'Media download error', details: 'Unable to download the media sent by the user.' },
  131053: { title: 'Media upload error', details: 'Unable to upload the media used in the message.' },
  131056: {
    title: '(Business Account, Consumer Account) pair rate limit hit',
    details:
      'Too many messages sent from the sender phone number to the same recipient phone number in a short period of time.',
  },
  131057: {
    title: 'Account in maintenance mode',
    details: 'Business Account is in maintenance mode.',
    status: 500,
  },
  131059: { title: 'Invalid cursor', details: 'The cursor given for paging is not valid.' },
  131062: {
    title: 'Business-scoped User ID (BSUID) recipients are not supported for this message.',
    details: 'Business-scoped User ID (BSUID) recipients are not supported for this message.',
  },
  132000: {
    title: 'Number of parameters does not match the expected number of params',
    details:
      'The number of variable parameter values included in the request did not match the number defined in the template.',
  },
  132001: {
    title: 'Template name does not exist in the translation',
    details: 'The template does not exist in the specified language or the template has not been approved.',
    status: 404,
  },
  132005: { title: 'Translated text too long', details: 'Translated text is too long.' },
  132007: {
    title: 'Template format character policy violated',
    details: 'Template content violates a WhatsApp policy.',
  },
  132012: {
    title: 'Parameter format does not match format in the created template',
    details: 'Variable parameter values formatted incorrectly.',
  },
  132015: {
    title: 'Template is paused',
    details: 'Template is paused due to low quality so it cannot be sent in a template message.',
  },
  132016: {
    title: 'Template is disabled',
    details: 'Template has been paused too many times due to low quality and is now permanently disabled.',
  },
  132018: {
    title: 'Template parameter issue',
    details: 'There is an issue with the parameters in your template.',
  },
  133004: {
    title: 'Server temporarily unavailable',
    details: 'Server is temporarily unavailable.',
    status: 503,
  },
  133010: {
    title: 'Phone number not registered',
    details: 'Phone number not registered on the WhatsApp Business Platform.',
  },
  135000: {
    title: 'Generic user error',
    details: 'Message failed to send because of an unknown error with your request parameters.',
  },
}

/** Subcodes that come with a code of their own (130429: 2026 error page; 190: Graph error handling guide). */
const SUBCODES: Readonly<Record<number, number>> = { 130429: 2494055, 190: 463 }

export interface GraphErrorBody {
  error: {
    message: string
    type: string
    code: number
    error_data?: { messaging_product: 'whatsapp'; details: string }
    error_subcode?: number
    fbtrace_id: string
  }
}

interface GraphErrorParts {
  /** Instead of the table's words. */
  details?: string
  message?: string
  subcode?: number
  status?: number
}

/** An answer in the Graph API's error form. */
export class GraphError extends Error {
  override readonly name = 'GraphError'
  readonly code: number
  readonly status: number
  readonly body: GraphErrorBody

  constructor(code: number, parts: GraphErrorParts = {}) {
    const known = KNOWN_ERRORS[code] ?? { title: 'Unknown error', details: 'An unknown error occurred.' }
    const message = parts.message ?? (code === 190 ? known.title : `(#${code}) ${known.title}`)
    super(message)
    this.code = code
    this.status = parts.status ?? known.status ?? 400
    const subcode = parts.subcode ?? SUBCODES[code]
    // The token error and unknown objects come without `error_data`: they are the Graph API's, not WhatsApp's.
    const plain = code === 190 || code === 2500 || parts.subcode === 33
    this.body = {
      error: {
        message,
        type: parts.subcode === 33 ? 'GraphMethodException' : 'OAuthException',
        code,
        ...(plain
          ? {}
          : { error_data: { messaging_product: 'whatsapp', details: parts.details ?? known.details } }),
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        fbtrace_id: createTraceId(),
      },
    }
  }
}

/** An id that does not exist, or that this token may not see: the Graph API does not tell which. */
export function unknownObject(method: string, id: string): GraphError {
  return new GraphError(100, {
    subcode: 33,
    message: `Unsupported ${method.toLowerCase()} request. Object with ID '${id.slice(0, 64)}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  })
}

/** The error of a failed status or of an inbound message (webhook form). */
export function webhookError(code: number, details?: string): Readonly<Record<string, unknown>> {
  const known = KNOWN_ERRORS[code] ?? { title: 'Unknown error', details: 'An unknown error occurred.' }
  return {
    code,
    title: known.title,
    message: known.title,
    error_data: { details: details ?? known.details },
    href: '/documentation/business-messaging/whatsapp/support/error-codes',
  }
}
