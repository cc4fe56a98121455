import type { ServiceRow } from '../../../../../server/contract/administration.ts'

/** Where something is: the customer, and the environment where that is called otherwise. */
export function placeWords({ account, environment }: ServiceRow['place']): string {
  return account.name === environment.name ? account.name : `${account.name} · ${environment.name}`
}
