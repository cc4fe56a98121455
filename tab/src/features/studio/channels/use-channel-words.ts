import { useTranslation } from 'react-i18next'
import type { ChannelSetup } from '../../../../../server/contract/setup-routes.ts'

const FIELDS = [
  'phoneNumber',
  'phoneNumberId',
  'wabaId',
  'accessToken',
  'appSecret',
  'verifyToken',
  'apiBaseUrl',
  'accountSid',
  'authToken',
  'botToken',
  'callbackOrigins',
  'webhookSecret',
  'speechVendor',
  'recognizerVendor',
] as const

type Field = (typeof FIELDS)[number]

export interface FieldWords {
  name: string
  hint: string | null
}

/** What a provider's field is called, and where its value is found; one nobody has words for keeps its own name. */
export function useChannelFieldWords(): (field: string) => FieldWords {
  const { t } = useTranslation('setup')
  return (field) => {
    const known = FIELDS.find((name): name is Field => name === field)
    if (known === undefined) return { name: inWords(field), hint: null }
    return { name: t(`channelField.${known}.name`), hint: t(`channelField.${known}.hint`) }
  }
}

function inWords(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** An address to enter at the provider, under the name that it has there. */
export interface ProviderAddress {
  name: string
  url: string
}

export interface ProviderSteps {
  text: string
  addresses: readonly ProviderAddress[]
}

/** What is left to do at the provider for its news to come here; `null` while the server has no public address. */
export function useProviderSteps(): (
  channel: Pick<ChannelSetup, 'provider' | 'webhookUrl'>,
) => ProviderSteps | null {
  const { t } = useTranslation('setup')
  return ({ provider, webhookUrl }) => {
    if (webhookUrl === null) return null
    const main = (name: string): ProviderAddress => ({ name, url: webhookUrl })
    const status = (name: string): ProviderAddress => ({ name, url: `${webhookUrl}/status` })
    switch (provider) {
      case 'cloud':
        return { text: t('steps.whatsappCloud'), addresses: [main(t('steps.callbackUrl'))] }
      case 'twilio':
        return {
          text: t('steps.twilio'),
          addresses: [main(t('steps.twilioCall')), status(t('steps.twilioStatus'))],
        }
      case 'vier':
        return { text: t('steps.vier'), addresses: [main(t('steps.vierUrl'))] }
      case 'jambonz':
        return {
          text: t('steps.jambonz'),
          addresses: [main(t('steps.jambonzCall')), status(t('steps.jambonzStatus'))],
        }
      default:
        return { text: t('steps.other'), addresses: [main(t('steps.webhookUrl'))] }
    }
  }
}
