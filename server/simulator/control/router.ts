import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { simulatorLog } from '../../lib/logger.ts'
import { partyOf, setMarketing } from '../customer.ts'
import { param } from '../graph/access.ts'
import { plainContentType } from '../graph/media-rules.ts'
import { readForm } from '../graph/media.ts'
import { setTemplateStatus } from '../graph/templates.ts'
import { createId } from '../identifiers.ts'
import type { ChatMessage, Contact } from '../model.ts'
import type { SimulatorOptions } from '../options.ts'
import * as phone from '../phone/customer.ts'
import type { Party, Platform } from '../platform.ts'
import { readSample, SAMPLE_NAMES } from '../samples.ts'
import { changeSettings, settingsChange } from '../settings.ts'
import { addCallRoutes } from './calls.ts'
import { ControlError, read } from './control-error.ts'
import { hostsOf, isOwnPage } from './same-origin.ts'
import * as schemas from './schemas.ts'
import { sendBytes } from './send-bytes.ts'
import { EventStream } from './stream.ts'
import { labView, messageView, stateView } from './views.ts'

const MAX_FILE = 100 * 1024 * 1024

/** The phone page's API: be a customer, move the clock, make things go wrong. */
export function createControlRouter(
  platform: Platform,
  options: SimulatorOptions,
): { router: Router; close(): void } {
  const router = express.Router()
  const stream = new EventStream(platform)
  const fixedHosts = options.allowedHosts ?? []
  router.use((request, _response, next) => {
    const webhooks = [...platform.numbers(), ...platform.voice.lines()].map(({ webhookUrl }) => webhookUrl)
    const hosts = [...fixedHosts, ...hostsOf(webhooks)]
    if (!isOwnPage(request, hosts)) throw new ControlError(403, 'foreign_origin')
    next()
  })
  router.use(express.json({ limit: '1mb' }))
  router.get('/events', (request, response) => stream.connect(request, response))
  addContactRoutes(router, platform)
  addMessageRoutes(router, platform)
  addFileRoutes(router, platform)
  addCallRoutes(router, platform)
  addLabRoutes(router, platform)
  router.use(() => {
    throw new ControlError(404, 'not_found')
  })
  router.use(answerError)
  return { router, close: () => stream.close() }
}

function contactOf(platform: Platform, request: Request): Contact {
  const contact = platform.world.contacts.get(param(request, 'id'))
  if (contact === undefined) throw new ControlError(404, 'not_found')
  return contact
}

function partyFor(platform: Platform, request: Request, phoneNumberId: string | undefined): Party {
  const contact = contactOf(platform, request)
  if (phoneNumberId !== undefined && platform.number(phoneNumberId) === undefined) {
    throw new ControlError(404, 'not_found')
  }
  return partyOf(platform, contact, phoneNumberId)
}

function addContactRoutes(router: Router, platform: Platform): void {
  const { world } = platform
  router.post('/contacts', (request, response) => {
    const fields = read(schemas.newContact, request.body)
    if (fields.phone !== null && world.findContact(fields.phone) !== undefined) {
      throw new ControlError(409, 'number_taken')
    }
    const { hidesNumber, ...rest } = fields
    response
      .status(201)
      .json(world.addContact({ ...rest, ...(hidesNumber === undefined ? {} : { hidesNumber }) }))
  })
  router.patch('/contacts/:id', (request, response) => {
    const contact = contactOf(platform, request)
    changeContact(platform, contact, read(schemas.contactChange, request.body))
    response.json(contact)
  })
  router.post('/contacts/:id/read', (request, response) => {
    const { phoneNumberId } = read(schemas.chatChoice, request.body)
    const { contact, number } = partyFor(platform, request, phoneNumberId)
    platform.delivery.read(world.chat(number.phoneNumberId, contact.id))
    response.status(204).end()
  })
}

function changeContact(platform: Platform, contact: Contact, change: schemas.ContactChange): void {
  contact.name = change.name ?? contact.name
  if (change.username !== undefined) contact.username = change.username
  contact.hidesNumber = contact.phone === null || (change.hidesNumber ?? contact.hidesNumber)
  contact.hasWhatsApp = change.hasWhatsApp ?? contact.hasWhatsApp
  platform.world.tell({ kind: 'contact', contact })
  if (change.online !== undefined) phone.setOnline(platform, contact, change.online)
  if (change.marketing !== undefined) setMarketing(platform, partyOf(platform, contact), change.marketing)
}

function addMessageRoutes(router: Router, platform: Platform): void {
  router.post('/contacts/:id/messages', (request, response) => {
    const fields = read(schemas.customerMessage, request.body)
    const party = partyFor(platform, request, fields.phoneNumberId)
    response.status(201).json(messageView(sendMessage(platform, party, fields)))
  })
  router.post('/contacts/:id/reactions', (request, response) => {
    const { messageId, emoji } = read(schemas.reaction, request.body)
    phone.react(platform, partyOfMessage(platform, request, messageId), messageId, emoji)
    response.status(204).end()
  })
  router.patch('/contacts/:id/messages/:messageId', (request, response) => {
    const messageId = param(request, 'messageId')
    const { text } = read(schemas.editedText, request.body)
    phone.edit(platform, partyOfMessage(platform, request, messageId), messageId, text)
    response.status(204).end()
  })
  router.delete('/contacts/:id/messages/:messageId', (request, response) => {
    const messageId = param(request, 'messageId')
    phone.revoke(platform, partyOfMessage(platform, request, messageId), messageId)
    response.status(204).end()
  })
  router.post('/contacts/:id/messages/:messageId/played', (request, response) => {
    const message = platform.world.messages.get(param(request, 'messageId'))
    if (message?.contactId !== contactOf(platform, request).id) throw new ControlError(404, 'not_found')
    platform.delivery.play(message)
    response.status(204).end()
  })
}

/** The chat that the message belongs to decides which business number hears of it. */
function partyOfMessage(platform: Platform, request: Request, messageId: string): Party {
  return partyFor(platform, request, platform.world.messages.get(messageId)?.phoneNumberId)
}

function sendMessage(platform: Platform, party: Party, fields: schemas.CustomerMessage): ChatMessage {
  switch (fields.kind) {
    case 'text':
      return phone.sendText(platform, party, fields.text, { replyTo: fields.replyTo })
    case 'location': {
      const { latitude, longitude, name, address } = fields
      const place = {
        latitude,
        longitude,
        ...(name === undefined ? {} : { name }),
        ...(address === undefined ? {} : { address }),
      }
      return phone.sendLocation(platform, party, place, { replyTo: fields.replyTo })
    }
    case 'person': {
      const { name, phones, organisation } = fields
      const person = { name, phones, ...(organisation === undefined ? {} : { organisation }) }
      return phone.sendPerson(platform, party, person, { replyTo: fields.replyTo })
    }
    case 'sample': {
      const file = { ...readSample(fields.sample), caption: fields.caption }
      return phone.sendFile(platform, party, file, { replyTo: fields.replyTo })
    }
    case 'tap':
      return phone.tap(platform, party, fields.messageId, fields.which)
  }
}

function addFileRoutes(router: Router, platform: Platform): void {
  router.post('/contacts/:id/files', async (request, response) => {
    const form = await readForm(request, MAX_FILE).catch(() => {
      throw new ControlError(400, 'invalid_input')
    })
    if (form.truncated) throw new ControlError(413, 'file_too_large')
    if (form.file === null) throw new ControlError(400, 'invalid_input')
    const { replyTo, phoneNumberId, caption, voice } = read(schemas.fileFields, form.fields)
    const message = phone.sendFile(
      platform,
      partyFor(platform, request, phoneNumberId),
      {
        content: form.file.content,
        contentType: plainContentType(form.file.contentType),
        fileName: form.file.fileName === '' ? undefined : form.file.fileName,
        caption: caption === '' ? undefined : caption,
        voice: voice === 'true',
      },
      { replyTo },
    )
    response.status(201).json(messageView(message))
  })
  router.get('/media/:mediaId', (request, response) => {
    const media = platform.world.media.get(param(request, 'mediaId'))
    const content = media === undefined ? undefined : platform.media.content(media.id)
    if (media === undefined || content === undefined) throw new ControlError(404, 'not_found')
    sendBytes(request, response, { content, contentType: media.contentType, fileName: media.fileName })
  })
  router.get('/samples/:name', (request, response) => {
    const name = SAMPLE_NAMES.find((known) => known === param(request, 'name'))
    if (name === undefined) throw new ControlError(404, 'not_found')
    const { content, contentType } = readSample(name)
    sendBytes(request, response, { content, contentType, fileName: null })
  })
}

function addLabRoutes(router: Router, platform: Platform): void {
  const { world } = platform
  router.get('/state', (_request, response) => {
    response.json(stateView(platform))
  })
  router.get('/sent', (_request, response) => {
    response.json({ items: world.sent })
  })
  router.get('/clock', (_request, response) => {
    response.json({ now: world.now() })
  })
  router.post('/clock', (request, response) => {
    world.clock.advance(read(schemas.clockChange, request.body).advanceMinutes * 60_000)
    world.tell({ kind: 'clock' })
    response.json({ now: world.now() })
  })
  router.patch('/settings', (request, response) => {
    response.json(changeSettings(platform, read(settingsChange, request.body)))
  })
  router.post('/faults', (request, response) => {
    const fault = { id: createId('f'), ...read(schemas.newFault, request.body) }
    world.faults.push(fault)
    world.tell({ kind: 'settings' })
    response.status(201).json(fault)
  })
  router.delete('/faults', (_request, response) => {
    world.faults = []
    world.tell({ kind: 'settings' })
    response.json(labView(platform))
  })
  router.delete('/faults/:id', (request, response) => {
    world.faults = world.faults.filter((fault) => fault.id !== param(request, 'id'))
    world.tell({ kind: 'settings' })
    response.json(labView(platform))
  })
  router.patch('/templates/:id', (request, response) => {
    const template = world.templates.get(param(request, 'id'))
    if (template === undefined) throw new ControlError(404, 'not_found')
    setTemplateStatus(platform, template, read(schemas.templateChange, request.body).status)
    response.json(template)
  })
}

function answerError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error)
    return
  }
  const { status, code } = describeError(error)
  response.status(status).json({ code })
}

function describeError(error: unknown): { status: number; code: string } {
  if (error instanceof ControlError) return error
  if (error instanceof phone.PhoneRefusal) return { status: 409, code: error.code }
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined
  if (typeof status === 'number' && status < 500) return { status, code: 'invalid_input' }
  simulatorLog.error({ err: error }, 'simulator control failed')
  return { status: 500, code: 'internal_error' }
}
