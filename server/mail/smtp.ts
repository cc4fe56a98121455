import { createTransport } from 'nodemailer'

/** Where mail is handed over, and whose it is. */
export interface SmtpOptions {
  /** `smtp://user:password@host:587` (STARTTLS where the server offers it) or `smtps://…` (TLS from the beginning). */
  url: string
  /** An address, or `Name <address>`. */
  from: string
}

/** One e-mail to one person. */
export interface OutgoingMail {
  to: string
  subject: string
  text: string
  html: string
}

/** The mail server did not take it. Says how it failed, never whom it was for: servers repeat addresses in their answers. */
export class MailError extends Error {
  override readonly name = 'MailError'

  constructor(code: string, answer: number | null) {
    super(`the mail server did not take it: ${[code, answer].filter((part) => part !== null).join(' ')}`)
  }
}

/** Somebody may be waiting for the answer. */
const CONNECT_MS = 10_000
const SILENCE_MS = 20_000

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i

/**
 * Sends mail by SMTP, each over a connection of its own. Throws `MailError` when the server did not take it. A password travels
 * encrypted or not at all, except on this machine.
 */
export function createMailer({ url, from }: SmtpOptions): { send(mail: OutgoingMail): Promise<void> } {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const auth =
    username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }
  const transport = createTransport(
    {
      host: hostname.replaceAll(/[[\]]/g, ''),
      ...(port === '' ? {} : { port: Number(port) }),
      secure,
      requireTLS: !secure && username !== '' && !LOOPBACK.test(hostname),
      ...auth,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      dnsTimeout: CONNECT_MS,
      // What we send is made of texts: nothing in it may make us read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  )
  return {
    async send({ to, subject, text, html }) {
      try {
        // As an object, so that an address is never read as a list of them.
        await transport.sendMail({ to: { name: '', address: to }, subject, text, html, headers: AUTOMATIC })
      } catch (error) {
        throw failureOf(error)
      }
    },
  }
}

/** Nobody's absence note answers it (RFC 3834). */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated' }

/** The library's error quotes the server, which quotes addresses: neither its text nor itself is passed on. */
function failureOf(error: unknown): MailError {
  const { code, responseCode } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown
    responseCode?: unknown
  }
  return new MailError(
    typeof code === 'string' && /^E\w+$/.test(code) ? code : 'EUNKNOWN',
    typeof responseCode === 'number' ? responseCode : null,
  )
}
