import type { VoiceCaller } from './voice/caller.ts'
import { createJambonzCaller } from './voice/jambonz.ts'
import { createTwilioCaller } from './voice/twilio.ts'
import { startVierPlatform } from './voice/vier.ts'
import {
  JAMBONZ_LINE,
  LINE,
  startWorld,
  twilioLine,
  VIER_LINE,
  type ProvisioningOptions,
  type World,
} from './world.ts'

export type VoicePlatform = 'twilio' | 'vier' | 'jambonz'
export const VOICE_PLATFORMS: readonly VoicePlatform[] = ['twilio', 'vier', 'jambonz']

/** The whole product with a line at each voice platform. */
export interface VoiceWorld extends World {
  /** Somebody about to ring. */
  caller(platform: VoicePlatform): VoiceCaller
  numberOf(platform: VoicePlatform): string
}

/** Starts it with a service in four languages. `settings` are the service's. */
export async function startVoiceWorld(settings?: ProvisioningOptions['settings']): Promise<VoiceWorld> {
  const vier = await startVierPlatform({ botToken: VIER_LINE.botToken })
  const { name: vierName, ...vierSettings } = VIER_LINE
  const { name: jambonzName, ...jambonzSettings } = JAMBONZ_LINE
  const world = await startWorld({}, (platform) => ({
    languages: ['de', 'en', 'nl', 'es'],
    lines: [
      twilioLine(platform.voiceApiBaseUrl),
      {
        name: vierName,
        kind: 'telephony',
        provider: 'vier',
        settings: { ...vierSettings, apiBaseUrl: vier.url },
      },
      { name: jambonzName, kind: 'telephony', provider: 'jambonz', settings: jambonzSettings },
    ],
    ...(settings === undefined ? {} : { settings }),
  }))
  const webhooks = `${world.server.url}/webhooks/voice`
  const callers: Record<VoicePlatform, () => VoiceCaller> = {
    twilio: () => createTwilioCaller(world.simulator),
    vier: () => vier.caller(`${webhooks}/vier/${vierName}`),
    jambonz: () =>
      createJambonzCaller({
        address: `${webhooks}/jambonz/${jambonzName}`,
        webhookSecret: JAMBONZ_LINE.webhookSecret,
        now: () => world.clock.now(),
      }),
  }
  const numbers: Record<VoicePlatform, string> = {
    twilio: LINE.phoneNumber,
    vier: VIER_LINE.phoneNumber,
    jambonz: JAMBONZ_LINE.phoneNumber,
  }
  return {
    ...world,
    caller: (platform) => callers[platform](),
    numberOf: (platform) => numbers[platform],
    async close() {
      await world.close()
      await vier.close()
    },
  }
}
