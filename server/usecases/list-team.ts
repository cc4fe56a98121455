import type { ChannelView } from '../contract/http.ts'
import type { MemberView } from '../contract/member.ts'
import { can } from '../domain/roles.ts'
import type { Member } from '../store/entities.ts'
import { actIn } from './access.ts'
import type { Deps, Principal } from './ports.ts'

/** Who can be assigned, by name. */
export async function listMembers(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: MemberView[] }> {
  await actIn(deps, principal, environmentId, 'member:see')
  const members = await deps.directory.members(environmentId)
  const items = [...members.values()].map((member) => viewMember(member))
  return { items: items.toSorted((a, b) => a.name.localeCompare(b.name)) }
}

/** A member as colleagues see them. */
export function viewMember({ id, name, roles }: Pick<Member, 'id' | 'name' | 'roles'>): MemberView {
  return { id, name, roles, answers: can({ roles }, 'conversation:see') }
}

/** The environment's channels and whether they work. */
export async function listChannels(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: ChannelView[] }> {
  await actIn(deps, principal, environmentId, 'channel:see')
  const [records, services] = await Promise.all([
    deps.store.channels.list(environmentId),
    deps.directory.services(environmentId),
  ])
  return {
    items: records.map((record) => ({
      id: record.id,
      name: record.name,
      kind: record.kind,
      address: record.address,
      service: { id: record.serviceId, name: services.get(record.serviceId)?.name ?? '' },
      health: {
        state: record.health.state,
        since: record.health.since?.toISOString() ?? null,
        platformCode: record.health.platformCode,
        lastInboundAt: record.health.lastInboundAt?.toISOString() ?? null,
      },
    })),
  }
}
