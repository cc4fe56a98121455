import type { mongo } from 'mongoose'
import { touchingContacts } from './contact-touch.ts'
import { entityOrNull, isDuplicateKey, nativeOf, newId, pathKey } from './documents.ts'
import type { Contact, ContactIdentity } from './entities.ts'
import type { ContactDocument } from './models/contact.ts'
import type { Models } from './models/models.ts'
import type { ContactStore } from './store.ts'

const OWN_KEY = 'self:'

function readContact(document: ContactDocument): Contact {
  const { _id, keys: _keys, windows, ...rest } = document
  const states = Object.entries(windows).map(([channelId, { lastInboundAt = null, refusedAt = null }]) => [
    channelId,
    { lastInboundAt, refusedAt },
  ])
  return { ...rest, id: _id, windows: Object.fromEntries(states) as Contact['windows'] }
}

function readWithKeys(document: ContactDocument): Contact & { keys: string[] } {
  const keys = document.keys.filter((key) => !key.startsWith(OWN_KEY))
  return { ...readContact(document), keys }
}

/** People and the windows they have opened. */
export function createContactStore(models: Models): ContactStore {
  const contacts = nativeOf(models.contacts)
  const touch = touchingContacts(contacts)
  return {
    async find(environmentId, contactId) {
      return entityOrNull(await contacts.findOne({ _id: contactId, environmentId }), readContact)
    },

    async findByKeys(environmentId, keys) {
      const found = await contacts.find({ environmentId, keys: { $in: [...keys] } }).toArray()
      const rank = (document: ContactDocument): number => keys.findIndex((key) => document.keys.includes(key))
      return found.sort((a, b) => rank(a) - rank(b)).map(readContact)
    },

    async touch(environmentId, key, change) {
      return entityOrNull(await touch({ environmentId, key, change }), readWithKeys)
    },

    async insert({ keys, ...contact }) {
      const _id = newId()
      const document: ContactDocument = { _id, ...contact, keys: [...new Set(keys), OWN_KEY + _id] }
      try {
        await contacts.insertOne(document)
      } catch (error) {
        if (isDuplicateKey(error)) return null
        throw error
      }
      return readContact(document)
    },

    ...changeMethods(contacts),
  }
}

function changeMethods(
  contacts: mongo.Collection<ContactDocument>,
): Pick<ContactStore, 'addKeys' | 'removeKeys' | 'refuseWindow' | 'setMarketingOptOut'> {
  return {
    async addKeys(environmentId, contactId, keys, identities) {
      try {
        const { matchedCount } = await contacts.updateOne({ _id: contactId, environmentId }, [
          {
            $set: {
              keys: { $setUnion: ['$keys', { $literal: keys }] },
              identities: { $concatArrays: ['$identities', unknownOf(identities)] },
            },
          },
        ])
        return matchedCount === 1
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },

    async removeKeys(environmentId, contactId, keys) {
      await contacts.updateOne({ _id: contactId, environmentId }, { $pull: { keys: { $in: keys } } })
    },

    async refuseWindow(environmentId, contactId, channelId, at) {
      const found = await contacts.findOneAndUpdate(
        { _id: contactId, environmentId },
        { $max: { [`windows.${pathKey(channelId)}.refusedAt`]: at } },
        { returnDocument: 'after' },
      )
      return entityOrNull(found, readContact)
    },

    async setMarketingOptOut(environmentId, contactId, at) {
      await contacts.updateOne({ _id: contactId, environmentId }, { $set: { marketingOptOutAt: at } })
    },
  }
}

/** Those of `identities` that the document does not have: the same value may have been learnt on another channel. */
function unknownOf(identities: readonly ContactIdentity[]): object {
  const sameAs = {
    $and: [
      { $eq: ['$$known.kind', '$$new.kind'] },
      { $eq: ['$$known.channelKind', '$$new.channelKind'] },
      { $eq: ['$$known.value', '$$new.value'] },
    ],
  }
  const known = { $filter: { input: '$identities', as: 'known', cond: sameAs } }
  return { $filter: { input: { $literal: identities }, as: 'new', cond: { $eq: [{ $size: known }, 0] } } }
}
