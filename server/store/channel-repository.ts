import { ConflictError } from '../lib/errors.ts'
import type { Cipher } from './cipher.ts'
import type { ChannelStore, ProvisionedChannel } from './channel-store.ts'
import { entityOrNull, isDuplicateKey, newId, present, retryDuplicate } from './documents.ts'
import type { ChannelHealth, ChannelRecord } from './entities.ts'
import type { ChannelDocument } from './models/channel.ts'
import { expectRelisting, relist } from './listing.ts'
import type { Models } from './models/models.ts'

const AFTER = { returnDocument: 'after' } as const

const NEW_CHANNEL_HEALTH: ChannelHealth = {
  state: 'working',
  since: null,
  platformCode: null,
  lastInboundAt: null,
}

/** What channels may have been stored without. */
const LATER_FIELDS = { version: 1, reachedByName: true, deletedAt: null } as const

type Read = (document: ChannelDocument) => ChannelRecord

/** Linked numbers and accounts; their settings hold credentials and are encrypted. */
export function createChannelStore(models: Models, cipher: Cipher): ChannelStore {
  const read: Read = (document) => {
    const { _id, name, settings, formerName, accountKey: _accountKey, ...listed } = document
    const { agencyId: _agencyId, nameKey: _nameKey, found: _found, ...rest } = listed
    const opened = decryptSettings(cipher, _id, settings)
    return { ...LATER_FIELDS, ...rest, name: formerName ?? name, id: _id, settings: opened }
  }
  return {
    ...makingMethods(models, cipher, read),
    ...lookUpMethods(models, read),
    ...changingMethods(models, cipher, read),
  }
}

function makingMethods(models: Models, cipher: Cipher, read: Read): Pick<ChannelStore, 'upsert' | 'create'> {
  const { channels } = models
  return {
    async upsert(channel) {
      const { environmentId, serviceId, name, kind, provider, address, settings } = channel
      let isListed = false
      const document = await retryDuplicate(async () => {
        const known = await channels.findOne({ serviceId, name }, { address: 1, found: 1 }).lean()
        isListed = known?.found !== undefined && known.address === address
        const _id = known?._id ?? newId()
        const encrypted = cipher.encrypt(settings, channelContext(_id))
        // The ciphertext is bound to the id, so the id is part of the filter: another process that has just
        // inserted the same channel makes this fail on the unique index instead of getting a foreign ciphertext.
        return channels
          .findOneAndUpdate(
            { _id, serviceId, name },
            {
              $set: { environmentId, kind, provider, address, settings: encrypted },
              $setOnInsert: { health: NEW_CHANNEL_HEALTH, ...LATER_FIELDS },
            },
            { upsert: true, ...AFTER },
          )
          .lean()
      })
      if (!isListed) await relist(models, [environmentId])
      return read(present(document))
    },

    async create({ settings, ...channel }) {
      const _id = newId()
      const document: ChannelDocument = {
        _id,
        ...channel,
        ...LATER_FIELDS,
        reachedByName: false,
        health: NEW_CHANNEL_HEALTH,
        settings: cipher.encrypt(settings, channelContext(_id)),
      }
      try {
        await channels.insertOne(document)
      } catch (error) {
        if (isDuplicateKey(error)) throw await takenBy(channels, channel)
        throw error
      }
      await relist(models, [channel.environmentId])
      return read(document)
    },
  }
}

/** Which of the two unique indexes has refused a channel. */
async function takenBy(
  channels: Models['channels'],
  { serviceId, name }: Pick<ProvisionedChannel, 'serviceId' | 'name'>,
): Promise<ConflictError> {
  const namesake = await channels.findOne({ serviceId, name }, { _id: 1 }).lean()
  return namesake === null ? accountTaken() : new ConflictError(`there is a channel called "${name}" already`)
}

function accountTaken(): ConflictError {
  return new ConflictError('this number or account is connected already')
}

function lookUpMethods({ channels }: Models, read: Read): Pick<ChannelStore, 'list' | 'listAll' | 'find'> {
  return {
    async list(environmentId) {
      const found = await channels.find({ environmentId, deletedAt: null }).sort({ name: 1, _id: 1 }).lean()
      return found.map(read)
    },

    async listAll() {
      const found = await channels.find({ deletedAt: null }).sort({ _id: 1 }).lean()
      return found.map(read)
    },

    async find(environmentId, channelId) {
      return entityOrNull(await channels.findOne({ _id: channelId, environmentId }).lean(), read)
    },
  }
}

function changingMethods(
  models: Models,
  cipher: Cipher,
  read: Read,
): Pick<ChannelStore, 'change' | 'disconnect' | 'setHealth'> {
  const { channels } = models
  return {
    async change(environmentId, channelId, { version, settings, address, accountKey }) {
      const encrypted = cipher.encrypt(settings, channelContext(channelId))
      try {
        await expectRelisting(models, { _id: environmentId })
        const document = await channels
          .findOneAndUpdate(
            { _id: channelId, environmentId, deletedAt: null, ...versionIs(version) },
            { $set: { settings: encrypted, address, accountKey, version: version + 1 } },
            AFTER,
          )
          .lean()
        await relist(models, [environmentId])
        return entityOrNull(document, read)
      } catch (error) {
        if (isDuplicateKey(error)) throw accountTaken()
        throw error
      }
    },

    async disconnect(environmentId, channelId, now) {
      const known = await channels.findOne({ _id: channelId, environmentId, deletedAt: null }).lean()
      if (known === null) return null
      const { name } = known
      const document = await channels
        .findOneAndUpdate(
          { _id: channelId, environmentId, deletedAt: null },
          {
            $set: {
              name: `${name} ${channelId}`,
              formerName: name,
              deletedAt: now,
              settings: cipher.encrypt({}, channelContext(channelId)),
            },
            $unset: { accountKey: 1 },
            $inc: { version: 1 },
          },
          AFTER,
        )
        .lean()
      return entityOrNull(document, read)
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

/** Channels that people have never changed may have no version. */
function versionIs(version: number): object {
  return version === 1 ? { $or: [{ version: 1 }, { version: { $exists: false } }] } : { version }
}

/** What a channel's encrypted settings are bound to. */
export function channelContext(channelId: string): string {
  return `channel ${channelId}`
}

function decryptSettings(cipher: Cipher, channelId: string, settings: string): Record<string, unknown> {
  return cipher.decrypt(settings, channelContext(channelId)) as Record<string, unknown>
}
