import type { Connection } from 'mongoose'
import { channelContext } from './channel-repository.ts'
import { UndecryptableError, type Cipher } from './cipher.ts'
import type { SecretStore } from './secret-store.ts'

/** Where encrypted texts are. */
interface EncryptedField {
  collection: string
  path: string
  /** What the text is bound to, by the id of its document. */
  contextOf: (id: string) => string
}

const totpContext = (userId: string): string => `user ${userId} totp`

/** Every encrypted field there is: one that is missing here could not be read any more once its key is gone. */
const ENCRYPTED_FIELDS: readonly EncryptedField[] = [
  { collection: 'channels', path: 'settings', contextOf: channelContext },
  { collection: 'users', path: 'totp.secret', contextOf: totpContext },
  { collection: 'users', path: 'totpProposal', contextOf: totpContext },
  { collection: 'webhooks', path: 'secret', contextOf: (id) => `webhook ${id}` },
]

/** Renews stored secrets, field by field, each by one conditional write. */
export function createSecretStore(connection: Connection, cipher: Cipher): SecretStore {
  return {
    async renew() {
      const total = { renewed: 0, unreadable: 0 }
      for (const field of ENCRYPTED_FIELDS) {
        const { renewed, unreadable } = await renewField(connection, cipher, field)
        total.renewed += renewed
        total.unreadable += unreadable
      }
      return total
    },
  }
}

async function renewField(
  connection: Connection,
  cipher: Cipher,
  { collection, path, contextOf }: EncryptedField,
): Promise<{ renewed: number; unreadable: number }> {
  const documents = connection.collection<{ _id: string }>(collection)
  const count = { renewed: 0, unreadable: 0 }
  for await (const document of documents.find({ [path]: { $type: 'string' } }).project({ [path]: 1 })) {
    const id = String(document['_id'])
    const text = valueAt(document, path)
    if (text === null || cipher.isCurrent(text)) continue
    const renewed = renewedText(cipher, text, contextOf(id))
    if (renewed === null) {
      count.unreadable += 1
      continue
    }
    // Whoever has changed it meanwhile has used the present key, or will find it again at the next start.
    const { modifiedCount } = await documents.updateOne(
      { _id: id, [path]: text },
      { $set: { [path]: renewed } },
    )
    count.renewed += modifiedCount
  }
  return count
}

function renewedText(cipher: Cipher, text: string, context: string): string | null {
  try {
    return cipher.encrypt(cipher.decrypt(text, context), context)
  } catch (error) {
    if (error instanceof UndecryptableError) return null
    throw error
  }
}

function valueAt(document: unknown, path: string): string | null {
  const value = path
    .split('.')
    .reduce<unknown>(
      (part, name) =>
        typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined,
      document,
    )
  return typeof value === 'string' ? value : null
}
