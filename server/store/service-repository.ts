import { createHash } from 'node:crypto'
import { ConflictError } from '../lib/errors.ts'
import { entityOrNull, isDuplicateKey, newId, present, retryDuplicate } from './documents.ts'
import type { Service } from './entities.ts'
import { expectRelisting, relist } from './listing.ts'
import type { Models } from './models/models.ts'
import type { ServiceDocument } from './models/service.ts'
import type { ServiceStore } from './service-store.ts'

const AFTER = { returnDocument: 'after' } as const

/** What services may have been stored without. */
const LATER_FIELDS = { orderId: null, endedAt: null, version: 1, pictureId: null } as const

function readService(document: ServiceDocument): Service {
  const {
    _id,
    clientId: _clientId,
    agencyId: _agencyId,
    nameKey: _nameKey,
    found: _found,
    ...rest
  } = document
  return { id: _id, ...LATER_FIELDS, ...rest }
}

/** Configured services. */
export function createServiceStore(models: Models): ServiceStore {
  return {
    ...makingMethods(models),
    ...lookUpMethods(models),
    ...changingMethods(models),
    ...pictureMethods(models),
  }
}

function makingMethods(models: Models): Pick<ServiceStore, 'upsert' | 'create'> {
  const { services } = models
  return {
    async upsert(service) {
      const { environmentId, name, template, languages, country, timeZone } = service
      const { invitationTemplate, readReceipts } = service
      const set = { template, languages, country, timeZone, invitationTemplate, readReceipts }
      const document = await retryDuplicate(() =>
        services
          .findOneAndUpdate(
            { environmentId, name },
            { $set: set, $setOnInsert: { _id: newId(), ...LATER_FIELDS } },
            { upsert: true, ...AFTER },
          )
          .lean(),
      )
      if (present(document).found === undefined) await relist(models, [environmentId])
      return readService(present(document))
    },

    async create({ id = newId(), ...service }) {
      const { environmentId, name, clientId } = service
      const document: ServiceDocument = { _id: id, ...LATER_FIELDS, ...service }
      try {
        await services.insertOne(document)
        await relist(models, [environmentId])
        return { service: readService(document), created: true }
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        const known = await services.findOne({ environmentId, clientId }).lean()
        if (known === null) throw nameTaken(name)
        return { service: readService(known), created: false }
      }
    },
  }
}

function lookUpMethods({ services }: Models): Pick<ServiceStore, 'list' | 'find' | 'countByEnvironments'> {
  return {
    async list(environmentId) {
      const found = await services.find({ environmentId }).sort({ name: 1, _id: 1 }).lean()
      return found.map(readService)
    },

    async find(environmentId, serviceId) {
      return entityOrNull(await services.findOne({ _id: serviceId, environmentId }).lean(), readService)
    },

    async countByEnvironments(environmentIds) {
      const counted = await services.aggregate<{ _id: string; count: number }>([
        { $match: { environmentId: { $in: [...environmentIds] }, endedAt: null } },
        { $group: { _id: '$environmentId', count: { $sum: 1 } } },
      ])
      return new Map(counted.map(({ _id, count }) => [_id, count]))
    },
  }
}

function changingMethods(models: Models): Pick<ServiceStore, 'change' | 'endOfOrder'> {
  const { services } = models
  return {
    async change(environmentId, serviceId, { version, name, languages, country, timeZone }) {
      try {
        await expectRelisting(models, { _id: environmentId })
        const document = await services
          .findOneAndUpdate(
            { _id: serviceId, environmentId, ...versionIs(version) },
            { $set: { name, languages, country, timeZone, version: version + 1 } },
            AFTER,
          )
          .lean()
        await relist(models, [environmentId])
        return entityOrNull(document, readService)
      } catch (error) {
        if (isDuplicateKey(error)) throw nameTaken(name)
        throw error
      }
    },

    async endOfOrder(orderId, now) {
      await services.updateMany({ orderId, endedAt: null }, { $set: { endedAt: now } })
      const ended = await services.find({ orderId }).sort({ name: 1, _id: 1 }).lean()
      return ended.map(readService)
    },
  }
}

/** Services that have never been changed by people may have no version. */
function versionIs(version: number): object {
  return version === 1 ? { $or: [{ version: 1 }, { version: { $exists: false } }] } : { version }
}

function nameTaken(name: string): ConflictError {
  return new ConflictError(`the environment has a service called "${name}" already`)
}

function pictureMethods({
  services,
  servicePictures,
}: Models): Pick<ServiceStore, 'setPicture' | 'findPicture' | 'readPicture'> {
  return {
    async setPicture(environmentId, serviceId, { contentType, content }) {
      const pictureId = newId()
      const sha256 = createHash('sha256').update(content).digest('base64')
      const { length: size } = content
      const facts = { environmentId, serviceId, contentType, size, sha256 }
      await servicePictures.insertOne({ _id: pictureId, ...facts, content })
      // Of two that come at once the one with the higher id stands, so that each knows which bytes to remove.
      const replaced = await services
        .findOneAndUpdate(
          { _id: serviceId, environmentId, $or: [{ pictureId: null }, { pictureId: { $lt: pictureId } }] },
          { $set: { pictureId } },
          AFTER,
        )
        .lean()
      await servicePictures.deleteMany(
        replaced === null ? { _id: pictureId } : { serviceId, _id: { $lt: pictureId } },
      )
      if (replaced !== null) return readService(replaced)
      return entityOrNull(await services.findOne({ _id: serviceId, environmentId }).lean(), readService)
    },

    async findPicture(environmentId, pictureId) {
      const found = await servicePictures.findOne({ _id: pictureId, environmentId }, { content: 0 }).lean()
      if (found === null) return null
      const { _id: id, serviceId, contentType, size, sha256 } = found
      return { id, environmentId, serviceId, contentType, size, sha256 }
    },

    async readPicture(environmentId, pictureId) {
      const found = await servicePictures.findOne({ _id: pictureId, environmentId }).lean()
      // Lean documents hold the driver's own binary.
      return found === null ? null : Buffer.from(found.content.buffer)
    },
  }
}
