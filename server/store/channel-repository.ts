import type { Cipher } from './cipher.ts'
import { newId, present, retryDuplicate } from './documents.ts'
import type { ChannelHealth, ChannelRecord } from './entities.ts'
import type { ChannelDocument } from './models/channel.ts'
import type { Models } from './models/models.ts'
import type { ChannelStore } from './store.ts'

const NEW_CHANNEL_HEALTH: ChannelHealth = {
  state: 'working',
  since: null,
  platformCode: null,
  lastInboundAt: null,
}

/** Linked numbers and accounts; their settings hold credentials and are encrypted. */
export function createChannelStore({ channels }: Models, cipher: Cipher): ChannelStore {
  const read = (document: ChannelDocument): ChannelRecord => {
    const { _id, settings, ...rest } = document
    return { ...rest, id: _id, settings: decryptSettings(cipher, _id, settings) }
  }

  return {
    async upsert({ serviceId, name, settings, ...rest }) {
      const document = await retryDuplicate(async () => {
        const known = await channels.findOne({ serviceId, name }, { _id: 1 }).lean()
        const _id = known?._id ?? newId()
        // The ciphertext is bound to the id, so the id is part of the filter: another process that has just
        // inserted the same channel makes this fail on the unique index instead of getting a foreign ciphertext.
        return channels
          .findOneAndUpdate(
            { _id, serviceId, name },
            {
              $set: { ...rest, settings: cipher.encrypt(settings, contextOf(_id)) },
              $setOnInsert: { health: NEW_CHANNEL_HEALTH },
            },
            { upsert: true, returnDocument: 'after' },
          )
          .lean()
      })
      return read(present(document))
    },

    async list(environmentId) {
      const found = await channels.find({ environmentId }).sort({ name: 1, _id: 1 }).lean()
      return found.map(read)
    },

    async listAll() {
      const found = await channels.find({}).sort({ _id: 1 }).lean()
      return found.map(read)
    },

    async setHealth(environmentId, channelId, health) {
      const { lastInboundAt, ...rest } = health
      const fields = Object.entries(rest).map(([field, value]) => [`health.${field}`, value] as const)
      const changes = {
        ...(fields.length === 0 ? {} : { $set: Object.fromEntries(fields) }),
        // Several processes report; the newest report stands.
        ...(lastInboundAt === undefined ? {} : { $max: { 'health.lastInboundAt': lastInboundAt } }),
      }
      if (Object.keys(changes).length > 0)
        await channels.updateOne({ _id: channelId, environmentId }, changes)
    },
  }
}

function contextOf(channelId: string): string {
  return `channel ${channelId}`
}

function decryptSettings(cipher: Cipher, channelId: string, settings: string): Record<string, unknown> {
  return cipher.decrypt(settings, contextOf(channelId)) as Record<string, unknown>
}
