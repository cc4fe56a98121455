import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKeyView, WebhookView } from '../../../../../server/contract/integration-routes.ts'
import { SidePage } from '../frame/SidePage.tsx'
import { useEnvironment } from '../frame/use-environment.ts'
import { useLoaded } from '../frame/use-loaded.ts'
import { useStudio } from '../use-studio.ts'
import { ApiKeys } from './ApiKeys.tsx'
import { Webhooks } from './Webhooks.tsx'

interface Integrations {
  apiKeys: readonly ApiKeyView[]
  webhooks: readonly WebhookView[]
}

/** How other systems reach the environment, and how they are told of what happens in it. */
export function IntegrationsPage() {
  const { t } = useTranslation('integrations')
  const { api, environmentId } = useStudio()
  const environment = useEnvironment()
  const { state, reload } = useLoaded(
    useCallback(
      async (signal: AbortSignal): Promise<Integrations> => {
        const params = { id: environmentId }
        const [keys, webhooks] = await Promise.all([
          api.call('GET /environments/:id/api-keys', { params, signal }),
          api.call('GET /environments/:id/webhooks', { params, signal }),
        ])
        return { apiKeys: keys.items, webhooks: webhooks.items }
      },
      [api, environmentId],
    ),
  )
  return (
    <SidePage
      page="integrations"
      title={t('title')}
      lead={t('lead', { environment: environment.name })}
      state={state}
      onRetry={reload}
    >
      {({ apiKeys, webhooks }) => (
        <>
          <ApiKeys apiKeys={apiKeys} onChanged={reload} />
          <Webhooks webhooks={webhooks} onChanged={reload} />
        </>
      )}
    </SidePage>
  )
}
