import { ChannelError, InvalidInputError } from '../../lib/errors.ts'
import { actIn } from '../access.ts'
import { reportChannelWorking } from '../channel-health.ts'
import type { Deps, Principal } from '../ports.ts'
import { channelIn, platformOf, type ChannelRef } from './channel-setup.ts'

/** What a platform said when it was asked. */
export interface ChannelCheck {
  ok: boolean
  /** In the platform's or our words, without secrets; `null` when there is nothing to add. */
  detail: string | null
}

/** Asks the provider whether the stored credentials work; changes nothing there. */
export async function checkChannel(
  deps: Deps,
  principal: Principal,
  { environmentId, channelId }: ChannelRef,
): Promise<ChannelCheck> {
  await actIn(deps, principal, environmentId, 'channel:edit')
  const record = await channelIn(deps, { environmentId, channelId })
  try {
    const { checkAccess } = platformOf(deps, record).open(record.settings)
    if (checkAccess === null)
      return { ok: false, detail: `${record.provider} cannot be asked: call the number to find out` }
    const detail = await checkAccess()
    const open = await deps.channels.get(channelId)
    if (open !== null) await reportChannelWorking(deps, open, 'accepted')
    return { ok: true, detail }
  } catch (error) {
    if (error instanceof ChannelError) return { ok: false, detail: wordsOf(error) }
    if (error instanceof InvalidInputError) return { ok: false, detail: error.message }
    throw error
  }
}

function wordsOf({ failure }: ChannelError): string {
  const { reason, platformCode, detail } = failure
  return [platformCode, detail ?? reason].filter((part) => part !== undefined).join(': ')
}
