const OBJECT_ID = /^[0-9a-f]{24}$/

/** What the tab of a channel was set up to show; it stands in the query of its address. */
export interface TabChoice {
  environmentId: string
  /** `null`: every service. */
  serviceId: string | null
  view: string
}

/** One of our ids, if it is one: addresses are written by anybody. */
export function readId(value: string | null | undefined): string | null {
  return value !== null && value !== undefined && OBJECT_ID.test(value) ? value : null
}

/** What the query says that the page is to show; `null` when it says nothing. Anybody can write addresses. */
export function parseChoice(search: string): TabChoice | null {
  const params = new URLSearchParams(search)
  const environmentId = readId(params.get('environment'))
  if (environmentId === null) return null
  return { environmentId, serviceId: readId(params.get('service')), view: params.get('view') ?? '' }
}

/** The query for a choice, with its question mark. */
export function formatChoice({ environmentId, serviceId, view }: TabChoice): string {
  const pairs = [
    ['environment', environmentId],
    ...(serviceId === null ? [] : [['service', serviceId]]),
    ...(view === '' ? [] : [['view', view]]),
  ]
  return `?${new URLSearchParams(pairs).toString()}`
}
