import { entityOrNull, newId, retryDuplicate, toEntity } from './documents.ts'
import type { Models } from './models/models.ts'
import type { TemplateStore } from './store.ts'

/** The provider's message templates as we know them. */
export function createTemplateStore({ templates }: Models): TemplateStore {
  return {
    async replaceAll(environmentId, channelId, given) {
      const before = await templates.find({ environmentId, channelId }, { name: 1, language: 1 }).lean()
      if (given.length > 0) {
        // Ids stay what they are, and a template that is still there is never missing in between.
        await retryDuplicate(() =>
          templates.bulkWrite(
            given.map(({ name, language, ...rest }) => ({
              updateOne: {
                filter: { channelId, name, language, environmentId },
                update: { $set: { ...rest, channelId, environmentId }, $setOnInsert: { _id: newId() } },
                upsert: true,
              },
            })),
            { ordered: false },
          ),
        )
      }
      const kept = new Set(given.map(keyOf))
      const gone = before.filter((template) => !kept.has(keyOf(template))).map(({ _id }) => _id)
      if (gone.length > 0) await templates.deleteMany({ _id: { $in: gone }, environmentId })
    },

    async put(environmentId, channelId, { name, language, ...rest }) {
      const _id = newId()
      const before = await retryDuplicate(() =>
        templates
          .findOneAndUpdate(
            { channelId, name, language, environmentId },
            { $set: { ...rest, channelId, environmentId }, $setOnInsert: { _id } },
            { upsert: true, returnDocument: 'before' },
          )
          .lean(),
      )
      return { id: before?._id ?? _id, before: entityOrNull(before, toEntity) }
    },

    async remove(environmentId, channelId, templateId) {
      const removed = await templates.findOneAndDelete({ _id: templateId, environmentId, channelId }).lean()
      return entityOrNull(removed, toEntity)
    },

    async list(environmentId, channelId) {
      const found = await templates.find({ environmentId, channelId }).sort({ name: 1, language: 1 }).lean()
      return found.map(toEntity)
    },

    async find(environmentId, channelId, name, language) {
      const found = await templates.findOne({ environmentId, channelId, name, language }).lean()
      return entityOrNull(found, toEntity)
    },
  }
}

function keyOf({ name, language }: { name: string; language: string }): string {
  return `${language} ${name}`
}
