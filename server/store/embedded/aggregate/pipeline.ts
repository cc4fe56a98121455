import { type Doc, type Value, isDoc } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import type { Variables } from '../expression/expression.ts'
import { compileDocumentStage, stageEntry } from './document-stages.ts'
import { facetStage, graphLookupStage, lookupStage, unionWithStage } from './join-stages.ts'
import {
  bucketStage,
  countStage,
  groupStage,
  limitStage,
  matchStage,
  sampleStage,
  skipStage,
  sortByCountStage,
  sortStage,
  unwindStage,
} from './stages.ts'

/** Turns a stream of documents into another. */
export type Stage = (source: Iterable<Doc>) => Iterable<Doc>

/** What stages need besides their input. */
export interface Environment {
  variables: Variables | undefined
  /** Reads another collection of the same database; the beginning of the pipeline may be left to an index. */
  read: (collection: string, pipeline: readonly Value[], variables?: Variables) => Iterable<Doc>
}

type StageCompiler = (argument: Value, environment: Environment) => Stage

const STAGES: Record<string, StageCompiler> = {
  $bucket: bucketStage,
  $count: countStage,
  $facet: facetStage,
  $graphLookup: graphLookupStage,
  $group: groupStage,
  $limit: limitStage,
  $lookup: lookupStage,
  $match: matchStage,
  $sample: sampleStage,
  $skip: skipStage,
  $sort: sortStage,
  $sortByCount: sortByCountStage,
  $unionWith: unionWithStage,
  $unwind: unwindStage,
}

/** Stages that MongoDB knows and this store does not. */
const REFUSED = new Set(['$geoNear', '$changeStream', '$currentOp', '$listSessions', '$planCacheStats', '$search', '$searchMeta', '$vectorSearch', '$redact', '$densify', '$fill', '$setWindowFields', '$bucketAuto', '$collStats', '$indexStats', '$documents', '$shardedDataDistribution'])

/** Compiles one stage. */
export function compileStage(stage: Value, environment: Environment): Stage {
  const [name, argument] = stageEntry(stage)
  const mapping = compileDocumentStage(name, argument)
  if (mapping) {
    return function* map(source) {
      for (const document of source) yield mapping(document, environment.variables)
    }
  }
  const compile = STAGES[name]
  if (compile) return compile(argument, environment)
  if (name === '$out' || name === '$merge') throw new CommandError(40601, `${name} can only be the final stage in the pipeline`)
  if (REFUSED.has(name)) throw new CommandError('CommandNotSupported', `${name} is not supported by this store`)
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`)
}

/** Compiles a pipeline into one function over the documents. */
export function compilePipeline(stages: readonly Value[], environment: Environment): Stage {
  const compiled = stages.map((stage) => compileStage(stage, environment))
  return (source) => compiled.reduce((documents, stage) => stage(documents), source)
}

/** The pipeline of a stage or a command. */
export function pipelineOf(value: Value | undefined, where: string): Value[] {
  if (!Array.isArray(value)) throw new CommandError('TypeMismatch', `'pipeline' option of ${where} must be specified as an array`)
  for (const stage of value) if (!isDoc(stage)) throw new CommandError('TypeMismatch', `Each element of the 'pipeline' array must be an object`)
  return value
}
