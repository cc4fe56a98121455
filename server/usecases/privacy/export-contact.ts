import { Readable } from 'node:stream'
import { zipOf, type ZipEntry } from '../../lib/zip-stream.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { Contact, Conversation, Message } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import { note } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { viewContact, viewConversation, viewMessage } from '../views.ts'
import { maskedAddress, phonesOf } from '../contact-address.ts'
import { callFor, fileEntries, jsonEntry, type Files } from './export-parts.ts'

const MESSAGES_AT_ONCE = 100
const MOST_CONVERSATIONS = 10_000

/** Names one contact. */
export interface ContactRefs {
  environmentId: string
  contactId: string
}

/**
 * Everything that is known of a contact as a ZIP archive: `contact.json`, a file for each conversation with its messages, `calls.json`, and
 * the files themselves. Of calls that somebody else made or was invited from, their numbers are left out. It is read while it
 * is sent, so it takes no more memory the more there is.
 */
export async function exportContact(
  deps: Deps,
  principal: Principal,
  { environmentId, contactId }: ContactRefs,
): Promise<{ fileName: string; read(): Readable }> {
  const actor = await actIn(deps, principal, environmentId, 'contact:export')
  const contact = await deps.store.contacts.find(environmentId, contactId)
  if (contact === null) throw new NotFoundError('no such contact')
  // The log must not keep what the contact may have deleted one day.
  const object = { kind: 'contact' as const, id: contactId, name: maskedAddress(contact) }
  await note(deps, actor, { verb: 'exported', object })
  return {
    fileName: `contact-${contactId}.zip`,
    read: () => Readable.from(zipOf(entriesOf(deps, contact), deps.clock.now()), { objectMode: false }),
  }
}

async function* entriesOf(deps: Deps, contact: Contact): AsyncGenerator<ZipEntry> {
  const { environmentId, id } = contact
  const files: Files = { ids: new Set() }
  yield jsonEntry('contact.json', viewContact(contact))
  const conversations = await deps.store.conversations.listOfContact(environmentId, id, MOST_CONVERSATIONS)
  for (const conversation of conversations) {
    yield {
      path: `conversations/${conversation.number}.json`,
      content: conversationText(deps, conversation, files),
      compress: true,
    }
  }
  const calls = await deps.store.privacy.callsOf(environmentId, {
    phones: phonesOf(contact),
    conversationIds: conversations.map((one) => one.id),
  })
  const phones = new Set(phonesOf(contact))
  yield jsonEntry(
    'calls.json',
    await Promise.all(calls.map((call) => callFor(deps, call, { phones, files }))),
  )
  yield* fileEntries(deps, environmentId, files)
}

/** A conversation with its messages, the newest first, page by page. */
async function* conversationText(
  deps: Deps,
  conversation: Conversation,
  files: Files,
): AsyncGenerator<string> {
  const { environmentId, id } = conversation
  yield `{\n"conversation": ${JSON.stringify(await viewConversation(deps, conversation, null))},\n"messages": [`
  let before: string | null = null
  let separator = '\n'
  do {
    const page: { items: Message[]; nextCursor: string | null } = await deps.store.messages.page(
      environmentId,
      id,
      { before, limit: MESSAGES_AT_ONCE },
    )
    for (const message of page.items) {
      for (const attachment of message.attachments ?? []) files.ids.add(attachment.id)
      yield `${separator}${JSON.stringify(await viewMessage(deps, message))}`
      separator = ',\n'
    }
    before = page.nextCursor
  } while (before !== null)
  yield '\n]\n}\n'
}
