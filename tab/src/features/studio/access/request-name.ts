import type { AccessRequestView } from '../../../../../server/contract/teams.ts'
import { safeName } from '../../conversation/messages/text-format.ts'

/** Names come from a directory that anybody may run: one harmless line, or else the e-mail address. */
export function nameOf({ name, email }: Pick<AccessRequestView, 'name' | 'email'>): string {
  return safeName(name) || safeName(email)
}
