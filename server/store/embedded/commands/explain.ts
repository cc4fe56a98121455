import { plainText } from '../bson/format.ts'
import { type Doc, type Value, doc, isDoc, isTruthy, toInteger } from '../bson/values.ts'
import { decoded, documentList } from './context.ts'
import { CommandError } from '../errors.ts'
import { countMatching } from '../planner/execute.ts'
import type { Plan } from '../planner/planner.ts'
import { filterDocument } from '../query/filter.ts'
import { splitPipeline } from './aggregate-command.ts'
import { pipelineOf } from '../aggregate/environment.ts'
import { type Command, type CommandContext, ok, optionalDoc } from './context.ts'
import { type Prepared, type Search, prepare } from './query.ts'
import { parseFind } from './read-commands.ts'

function describePlan(plan: Plan): Doc {
  switch (plan.kind) {
    case 'collection':
      return doc({ stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' })
    case 'index': {
      const { index, reverse, scans, exact } = plan
      const scan = doc({
        stage: 'IXSCAN',
        keyPattern: index.spec.key,
        indexName: index.spec.name,
        isMultiKey: index.multikey.includes(true),
        isUnique: index.spec.unique,
        isSparse: index.spec.sparse,
        isPartial: index.spec.partial !== undefined,
        direction: reverse ? 'backward' : 'forward',
        scans: scans.length,
        exact,
      })
      return doc({ stage: 'FETCH', inputStage: scan })
    }
    case 'or':
      return doc({ stage: 'OR', inputStages: plan.branches.map(describePlan) })
  }
}

function explained({ query, sort, found }: Prepared, counting: boolean): Doc {
  let returned = 0
  if (counting) returned = countMatching(query)
  else for (const _ of found) returned += 1
  let winningPlan = describePlan(query.plan)
  if (!query.plan.sorted && sort.length > 0) winningPlan = doc({ stage: 'SORT', inputStage: winningPlan })
  if (counting) winningPlan = doc({ stage: 'COUNT', inputStage: winningPlan })
  const { keysExamined, documentsExamined } = query.statistics
  return ok({
    explainVersion: '1',
    queryPlanner: doc({ namespace: query.collection.namespace, winningPlan, rejectedPlans: [] }),
    executionStats: doc({
      executionSuccess: true,
      nReturned: returned,
      totalKeysExamined: keysExamined,
      totalDocsExamined: documentsExamined,
    }),
  })
}

function searchOf(name: string, command: Doc): Search {
  switch (name) {
    case 'find':
      return parseFind(command).search
    case 'count':
    case 'distinct':
      return { filter: filterDocument(command.get('query'), 'query'), hint: command.get('hint') }
    case 'findAndModify':
      return {
        filter: filterDocument(command.get('query'), 'query'),
        sort: optionalDoc(command, 'sort'),
        limit: 1,
      }
    case 'aggregate':
      return splitPipeline(pipelineOf(command.get('pipeline'), 'aggregate'), undefined).search
    case 'update':
    case 'delete': {
      const [first] = documentList(command, name === 'update' ? 'updates' : 'deletes')
      const statement = first ? decoded(first) : new Map<string, Value>()
      const many =
        name === 'update' ? isTruthy(statement.get('multi')) : toInteger(statement.get('limit')) === 0
      return {
        filter: filterDocument(statement.get('q'), 'q'),
        hint: statement.get('hint'),
        limit: many ? 0 : 1,
      }
    }
    default:
      throw new CommandError('CommandNotSupported', `Explain failed due to unknown command: ${name}`)
  }
}

/** Shows how a command would be answered, and what that costs. */
export function explainCommand(context: CommandContext, command: Doc): Doc {
  const [entry] = command
  if (!entry) throw new CommandError('FailedToParse', 'explain command requires a nested object')
  const [name, collectionName] = entry
  const collection = context.engine.catalog.find(`${context.database}.${plainText(collectionName)}`)
  const search = searchOf(name, command)
  if (!collection) {
    return ok({
      explainVersion: '1',
      queryPlanner: doc({ winningPlan: doc({ stage: 'EOF' }), rejectedPlans: [] }),
      executionStats: doc({
        executionSuccess: true,
        nReturned: 0,
        totalKeysExamined: 0,
        totalDocsExamined: 0,
      }),
    })
  }
  return explained(prepare(context.engine, collection, search), name === 'count')
}

const explain: Command = {
  fields: ['verbosity'],
  run(context) {
    const inner = context.command.get('explain')
    if (!isDoc(inner)) throw new CommandError('TypeMismatch', 'explain command requires a nested object')
    return explainCommand(context, inner)
  },
}

/** The command that explains others. */
export const explainCommands: Record<string, Command> = { explain }
