/** What became of a message, why it failed, and what can be done about it. */
export const deliveryTexts = {
  delivery: {
    queued: 'Waiting to be sent',
    sending: 'Being sent',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not delivered',
    unconfirmed: 'Unclear whether it arrived',
    waiting: 'Waiting for the connection',
    rejected: 'Not sent',
    at: '{{status}}, {{time}}',
    nextAttempt: '{{status}}. Next try {{time}}',
  },
  notice: {
    retry: 'Send again',
    template: 'Send as template',
    edit: 'Edit and send',
    copy: 'Copy',
    discard: 'Delete',
    reopen: 'Reopen',
    details: 'Details',
    detailsOf: 'Code {{code}}',
    unconfirmedTitle: 'We do not know whether this arrived',
    unconfirmedText:
      'The connection broke off while it was being sent. Sending it again could show it to the customer twice. It changes by itself when WhatsApp reports on it.',
    arrived: 'It arrived',
    notArrived: 'It did not arrive',
  },
  failure: {
    window_closed: {
      title: 'The 24-hour window had closed',
      advice: 'WhatsApp now takes only approved templates, until the customer writes again.',
    },
    not_on_channel: {
      title: 'This number cannot be reached on WhatsApp',
      advice: 'It may have no WhatsApp, an old version, or not have accepted the terms. Try to call.',
    },
    rate_limited: {
      title: 'Too many messages in a short time',
      advice: 'WhatsApp is holding back. Wait a few minutes, then send it again.',
    },
    template_problem: {
      title: 'The template was not accepted',
      advice: 'It is paused or missing, or a value does not fit. Choose another one or check the values.',
    },
    media_rejected: {
      title: 'The file was not accepted',
      advice: 'Its format or size does not suit WhatsApp. Convert it, for example to JPG, MP4 or PDF.',
    },
    recipient_opted_out: {
      title: 'The customer does not want such messages',
      advice: 'Marketing messages were turned off. Please respect that and do not send it again.',
    },
    marketing_limit: {
      title: 'WhatsApp held back this marketing message',
      advice: 'The customer has had enough of them for now. Wait at least a day, or wait for an answer.',
    },
    channel_misconfigured: {
      title: 'The channel is not set up correctly',
      advice: 'An administrator has to check its access. Send the message again afterwards.',
    },
    account_restricted: {
      title: 'WhatsApp has restricted our account',
      advice: 'Nothing can be sent at the moment. Please tell an administrator.',
    },
    payment_problem: {
      title: 'There is a payment problem at WhatsApp',
      advice: 'An administrator has to put it right. Send the message again afterwards.',
    },
    invalid_content: {
      title: 'The content was not accepted',
      advice: 'Something in it is not allowed. Change the message and send it again.',
    },
    channel_unavailable: {
      title: 'WhatsApp could not be reached',
      advice: 'We have tried several times. Send it again in a few minutes.',
    },
    conversation_inactive: {
      title: 'The conversation was closed meanwhile',
      advice: 'Reopen it, then send the message again.',
    },
    attachment_missing: {
      title: 'The file is no longer there',
      advice: 'Attach it again and send it as a new message.',
    },
    unknown: {
      title: 'The message was not delivered',
      advice: 'The reason is unknown. Send it again; if that fails too, tell an administrator the code.',
    },
  },
  problem: {
    invalid_input: 'The message was not accepted as it is. Change it and send it again.',
    unauthenticated: 'You have been signed out. Sign in again, then send it.',
    unknown_person: 'Nobody here is known by your Microsoft account.',
    totp_required: 'Sign in again with the code of your second factor, then send it.',
    totp_wrong: 'The code was not right. Sign in again, then send it.',
    two_factor_required: 'Set up your second factor first, then send it.',
    password_refused: 'Your password was not accepted. Sign in again, then send it.',
    link_expired: 'That link is no longer valid. Sign in again, then send it.',
    forbidden: 'You may not answer in this conversation.',
    not_found: 'The conversation no longer exists, or you may no longer see it.',
    conflict: 'The conversation has changed meanwhile. Have a look and try again.',
    window_closed: 'The 24-hour window has closed. Only templates can be sent now.',
    conversation_inactive: 'The conversation is closed. Reopen it first.',
    unsupported_by_channel: 'This channel cannot carry such a message.',
    channel_rejected: 'WhatsApp did not accept the message.',
    channel_unavailable: 'WhatsApp cannot be reached at the moment. Try again shortly.',
    rate_limited: 'Too many messages in a short time. Wait a moment, then try again.',
    payload_too_large: 'The message or the file is too large.',
    internal_error: 'Something went wrong on our side. Try again; it has been logged.',
    offline: 'There is no connection. Try again when you are back online.',
  },
} as const
