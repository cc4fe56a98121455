import type { mongo } from 'mongoose'
import { entityOrNull, nativeOf, newId } from './documents.ts'
import type { TeamsCard } from './entities.ts'
import { insertNew } from './insert-new.ts'
import type { Models } from './models/models.ts'
import type { TeamsCardDocument } from './models/teams-card.ts'
import type { NewTeamsCard, TeamsCardStore } from './store.ts'
import { finishStages, postponeStages } from './teams-card-changes.ts'
import { headIds } from './teams-card-heads.ts'

type Cards = mongo.Collection<TeamsCardDocument>
type Filter = mongo.Filter<TeamsCardDocument>

const AFTER = { returnDocument: 'after' } as const

function readCard(document: TeamsCardDocument): TeamsCard {
  const { _id, work: _work, claimed: _claimed, doneAt: _doneAt, ...rest } = document
  return { id: _id, ...rest }
}

function newDocument(card: NewTeamsCard): TeamsCardDocument {
  return {
    _id: newId(),
    ...card,
    activityId: null,
    wanted: 1,
    shown: 0,
    state: 'open',
    attempts: 0,
    fed: false,
    work: true,
    claimed: false,
    doneAt: null,
  }
}

/** Cards in Teams; those whose place has yet to see what is wanted are the work. */
export function createTeamsCardStore(models: Models): TeamsCardStore {
  const cards = nativeOf(models.teamsCards)
  return {
    async add(wanted) {
      if (wanted.length === 0) return 0
      const documents = wanted.map(newDocument)
      const repeated = await insertNew(() => cards.insertMany(documents, { ordered: false }))
      return documents.length - repeated.size
    },

    async find(cardId) {
      return entityOrNull(await cards.findOne({ _id: cardId }), readCard)
    },

    async openOfService(environmentId, serviceId, kind) {
      const found = await cards
        .find({ serviceId, kind, environmentId, state: 'open' })
        .sort({ arisenAt: 1, _id: 1 })
        .toArray()
      return found.map(readCard)
    },

    touchConversation: (environmentId, conversationId) =>
      touch(cards, { conversationId, environmentId, state: 'open' }),

    touchService: (environmentId, serviceId) =>
      touch(cards, { conversationId: null, serviceId, environmentId, state: 'open' }),

    ...workMethods(cards),
  }
}

/** What is held back stays so: only what was idle is due by it. */
async function touch(cards: Cards, filter: Filter): Promise<number[]> {
  const { matchedCount } = await cards.updateMany(filter, { $inc: { wanted: 1 }, $set: { work: true } })
  if (matchedCount === 0) return []
  const touched = await cards.find({ ...filter, work: true }, { projection: { lane: 1 } }).toArray()
  return [...new Set(touched.map(({ lane }) => lane))]
}

function workMethods(
  cards: Cards,
): Pick<TeamsCardStore, 'heads' | 'claim' | 'finish' | 'drop' | 'postpone' | 'setFed'> {
  return {
    async heads(lanes, now, limit) {
      const ids = await headIds(cards, { lanes, now, limit })
      if (ids.length === 0) return []
      const found = await cards.find({ _id: { $in: ids } }).toArray()
      const byId = new Map(found.map((document) => [document._id, document]))
      return ids.flatMap((id) => {
        const document = byId.get(id)
        return document === undefined ? [] : [readCard(document)]
      })
    },

    async claim(cardId, now, leaseUntil) {
      const document = await cards.findOneAndUpdate(
        { _id: cardId, work: true, dueAt: { $lte: now } },
        { $set: { dueAt: leaseUntil, claimed: true }, $inc: { attempts: 1 } },
        AFTER,
      )
      return entityOrNull(document, readCard)
    },

    async finish(cardId, { done, ...result }) {
      // The machine's clock: the database removes the card by its own some days later.
      await cards.updateOne({ _id: cardId, state: 'open' }, finishStages(result, done ? new Date() : null))
    },

    async drop(cardId) {
      await cards.updateOne(
        { _id: cardId, state: 'open' },
        { $set: { state: 'done', doneAt: new Date(), work: false, claimed: false } },
      )
    },

    async postpone(cardId, until, counts) {
      await cards.updateOne({ _id: cardId, work: true }, postponeStages(until, counts))
    },

    async setFed(cardId) {
      await cards.updateOne({ _id: cardId }, { $set: { fed: true } })
    },
  }
}
