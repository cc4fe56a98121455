import type { Locale, Role } from '../contract/member.ts'
import { cleanName } from './clean-text.ts'
import { mailWords, type MailWords } from './mail-words.ts'

/** An e-mail, ready to be sent. Both bodies say the same. */
export interface MailText {
  /** One line. */
  subject: string
  text: string
  /** A whole document; everything that people chose is escaped. */
  html: string
}

interface Parts {
  locale: Locale
  subject: string
  title: string
  paragraphs: readonly string[]
  button: string
  link: string
  /** Below the link, in small print. */
  notes: readonly string[]
}

/**
 * The e-mail with which somebody is invited to an environment (DX-MEM-03). `roles` are named when given, `invitedBy` when
 * known; `expiresAt` is told by the clocks of `timeZone` (an IANA name; UTC without one).
 */
export function invitationMail(invitation: {
  locale: Locale
  environment: string
  invitedBy: string | null
  roles?: readonly Role[]
  link: string
  expiresAt: Date
  timeZone?: string
}): MailText {
  const { locale, link, roles = [] } = invitation
  const words = mailWords[locale]
  const environment = cleanName(invitation.environment)
  const invitedBy = invitation.invitedBy === null ? '' : cleanName(invitation.invitedBy)
  return mailOf({
    locale,
    link,
    subject: words.invitation.subject(environment),
    title: words.invitation.title(environment),
    paragraphs: [
      words.invitation.lead(environment, invitedBy === '' ? null : invitedBy),
      ...(roles.length === 0 ? [] : [words.invitation.roles(listed(words, locale, roles))]),
    ],
    button: words.invitation.button,
    notes: [
      words.validUntil(instantIn(locale, invitation.expiresAt, invitation.timeZone ?? 'UTC')),
      words.invitation.onlyFor,
      words.invitation.ignore,
    ],
  })
}

/** The e-mail with the link for choosing another password. */
export function resetMail({ locale, name, link }: { locale: Locale; name: string; link: string }): MailText {
  const words = mailWords[locale]
  return mailOf({
    locale,
    link,
    subject: words.reset.subject,
    title: words.reset.subject,
    paragraphs: [words.greeting(cleanName(name)), words.reset.lead],
    button: words.reset.button,
    notes: [words.reset.valid, words.reset.ignore],
  })
}

function listed(words: MailWords, locale: Locale, roles: readonly Role[]): string {
  const names = roles.map((role) => words.role[role])
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
}

function instantIn(locale: Locale, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at)
}

function mailOf(parts: Parts): MailText {
  return { subject: cleanName(parts.subject), text: textOf(parts), html: htmlOf(parts) }
}

function textOf({ paragraphs, link, notes }: Parts): string {
  return [...paragraphs, link, notes.join('\n'), '—\nCallover'].join('\n\n') + '\n'
}

const BODY = 'margin:0;padding:24px;background:#f5f5f5;font-family:Segoe UI,Arial,sans-serif;color:#242424'
const CARD = 'max-width:520px;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px'
const BUTTON =
  'display:inline-block;padding:12px 24px;background:#1f5f8b;color:#ffffff;border-radius:4px;text-decoration:none'
const SMALL = 'font-size:13px;line-height:20px;color:#616161;margin:0 0 8px'

/** Mail programs know little of CSS: one column, every style where it is used, no picture, no script. */
function htmlOf({ locale, title, paragraphs, button, link, notes }: Parts): string {
  const href = escaped(link)
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    `<body style="${BODY}"><div style="${CARD}">`,
    `<h1 style="font-size:20px;line-height:28px;margin:0 0 16px">${escaped(title)}</h1>`,
    ...paragraphs.map((one) => `<p style="line-height:22px;margin:0 0 16px">${escaped(one)}</p>`),
    `<p style="margin:24px 0"><a href="${href}" style="${BUTTON}">${escaped(button)}</a></p>`,
    `<p style="${SMALL};word-break:break-all">${href}</p>`,
    ...notes.map((one) => `<p style="${SMALL}">${escaped(one)}</p>`),
    '</div></body></html>',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
