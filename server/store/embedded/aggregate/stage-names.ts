/** Stages that MongoDB knows and this store does not. */
export const REFUSED_STAGES: ReadonlySet<string> = new Set([
  '$bucketAuto',
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$collStats',
  '$currentOp',
  '$densify',
  '$documents',
  '$fill',
  '$geoNear',
  '$indexStats',
  '$listLocalSessions',
  '$listSampledQueries',
  '$listSearchIndexes',
  '$listSessions',
  '$planCacheStats',
  '$querySettings',
  '$queryStats',
  '$redact',
  '$search',
  '$searchMeta',
  '$setWindowFields',
  '$shardedDataDistribution',
  '$vectorSearch',
])

/** Stages that this store knows and that an update may not have. */
const NOT_IN_UPDATES: ReadonlySet<string> = new Set([
  '$bucket',
  '$count',
  '$facet',
  '$graphLookup',
  '$group',
  '$limit',
  '$lookup',
  '$match',
  '$merge',
  '$out',
  '$sample',
  '$skip',
  '$sort',
  '$sortByCount',
  '$unionWith',
  '$unwind',
])

/** Whether MongoDB knows the stage, if not for updates. */
export function isStageName(name: string): boolean {
  return NOT_IN_UPDATES.has(name) || REFUSED_STAGES.has(name)
}
