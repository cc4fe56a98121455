import type { Value } from '../bson/values.ts'
import { CommandError } from '../errors.ts'
import { compileDocumentStage, stageEntry } from './document-stages.ts'
import type { Environment, Stage } from './environment.ts'
import { facetStage, graphLookupStage, lookupStage, unionWithStage } from './join-stages.ts'
import { bucketStage } from './bucket-stage.ts'
import { REFUSED_STAGES } from './stage-names.ts'
import {
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
  if (name === '$out' || name === '$merge')
    throw new CommandError(40601, `${name} can only be the final stage in the pipeline`)
  if (REFUSED_STAGES.has(name))
    throw new CommandError('CommandNotSupported', `${name} is not supported by this store`)
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`)
}

/** Compiles a pipeline into one function over the documents. */
export function compilePipeline(stages: readonly Value[], environment: Environment): Stage {
  const compiled = stages.map((stage) => compileStage(stage, environment))
  return (source) => compiled.reduce((documents, stage) => stage(documents), source)
}
