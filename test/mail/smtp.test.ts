import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMailer, MailError } from '../../server/mail/smtp.ts'
import { startSmtpServer, type SmtpServer } from '../support/smtp/smtp-server.ts'

let server: SmtpServer
beforeAll(async () => {
  server = await startSmtpServer()
})
beforeEach(() => {
  server.mails.length = 0
  server.refuse = null
})
afterAll(() => server.close())

const mail = {
  to: 'erika@example.test',
  subject: 'Einladung für Müller & Söhne',
  text: 'Grüße\n\nhttps://callover.example.test/welcome#invitation=abc\n',
  html: '<p>Grüße</p>',
}

const url = (credentials = 'mailer%40example.test:s3cret@'): string =>
  `smtp://${credentials}127.0.0.1:${server.port}`

async function failureOf(sending: Promise<void>): Promise<Error> {
  return sending.then(
    () => expect.fail('it was sent'),
    (error: unknown) => error as Error,
  )
}

describe('sending mail by SMTP', () => {
  it('signs in, hands over both bodies and says that nobody wrote it by hand', async () => {
    await createMailer({ url: url(), from: 'Callover <callover@example.test>' }).send(mail)
    const [received] = server.mails
    expect(received).toMatchObject({
      from: 'callover@example.test',
      to: ['erika@example.test'],
      user: 'mailer@example.test',
    })
    expect(received?.data).toContain('From: Callover <callover@example.test>')
    expect(received?.data).toContain('Auto-Submitted: auto-generated')
    expect(received?.data).toContain('multipart/alternative')
    expect(received?.data).toMatch(/text\/plain; charset=utf-8/)
    expect(received?.data).toMatch(/text\/html; charset=utf-8/)
  })

  it('sends without signing in where no user is named', async () => {
    await createMailer({ url: url(''), from: 'callover@example.test' }).send(mail)
    expect(server.mails[0]?.user).toBeNull()
  })

  it('reads an address as one person, and lets no subject add a header', async () => {
    const mailer = createMailer({ url: url(), from: 'callover@example.test' })
    await mailer.send({ ...mail, subject: 'Hello\r\nBcc: all@example.test' })
    expect(server.mails[0]?.to).toEqual(['erika@example.test'])
    expect(server.mails[0]?.data).not.toMatch(/^Bcc:/m)
    await mailer.send({ ...mail, to: 'a@example.test, b@example.test' }).catch(() => undefined)
    expect(server.mails.flatMap(({ to }) => to)).not.toContain('b@example.test')
  })

  it('tells how it failed, never whom it was for', async () => {
    server.refuse = '550 5.1.1 <erika@example.test> nobody of that name'
    const error = await failureOf(createMailer({ url: url(), from: 'callover@example.test' }).send(mail))
    expect(error).toBeInstanceOf(MailError)
    expect(error.message).toContain('550')
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain('erika')
  })

  it('fails with wrong credentials without telling them', async () => {
    const wrong = url('mailer%40example.test:wr0ng@')
    const error = await failureOf(createMailer({ url: wrong, from: 'callover@example.test' }).send(mail))
    expect(error.message).toContain('EAUTH')
    expect(`${error.message} ${error.stack ?? ''}`).not.toContain('wr0ng')
  })

  it('fails when there is no server', async () => {
    const error = await failureOf(
      createMailer({ url: 'smtp://127.0.0.1:9', from: 'callover@example.test' }).send(mail),
    )
    expect(error).toBeInstanceOf(MailError)
  })
})
