import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locale, role } from '../../server/contract/member.ts'
import { invitationMail, resetMail } from '../../server/domain/mail-texts.ts'

const link = 'https://callover.example.test/welcome#invitation=inv_abc-DEF_123'
const invitation = {
  locale: 'de' as const,
  environment: 'Müller & Söhne',
  invitedBy: 'Anna Beispiel',
  roles: [...role.options],
  link,
  expiresAt: new Date('2026-11-28T13:30:00.000Z'),
  timeZone: 'Europe/Berlin',
}

describe('e-mails', () => {
  it.each(locale.options)('speak %s in full, in both bodies (DX-MEM-03)', (language) => {
    for (const mail of [
      invitationMail({ ...invitation, locale: language }),
      resetMail({ locale: language, name: 'Erika', link }),
    ]) {
      expect(mail.subject).toContain('Callover')
      expect(mail.text).toContain(link)
      expect(mail.html).toContain(`href="${link}"`)
      expect(mail.html).toContain(`lang="${language}"`)
      expect(`${mail.text}${mail.html}`).not.toMatch(/undefined|null|\[object/)
    }
  })

  it('say who invites to what, as which roles, until when by local clocks', () => {
    const { subject, text } = invitationMail(invitation)
    expect(subject).toBe('Einladung zu Müller & Söhne in Callover')
    expect(text).toContain('Anna Beispiel hat Sie eingeladen')
    expect(text).toContain('Umgebungsverwaltung')
    expect(text).toMatch(/28\. November 2026.*14:30/)
  })

  it('name nobody and no roles where these are not known', () => {
    const { roles: _roles, timeZone: _zone, ...less } = invitation
    const { text } = invitationMail({ ...less, invitedBy: null })
    expect(text).toContain('Sie wurden eingeladen')
    expect(text).not.toContain('Rollen')
    expect(text).toMatch(/13:30.*UTC/)
  })

  it('escape everything that people chose, and keep subjects to one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        const hostile = `${one}"><script>alert(1)</script>\r\nBcc: x@example.test${other}`
        const { subject, html } = invitationMail({ ...invitation, environment: hostile, invitedBy: hostile })
        expect(subject).not.toMatch(/[\r\n]/)
        expect(html).not.toContain('<script')
        const tags = html.match(/<[a-z!/][^>]*>/g)
        expect(tags).toEqual(
          invitationMail({ ...invitation, environment: 'x', invitedBy: 'x' }).html.match(/<[a-z!/][^>]*>/g),
        )
      }),
    )
  })
})
