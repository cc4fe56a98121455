import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelProvider, ChannelSetup } from '../../../../../server/contract/setup-routes.ts'
import { ErrorState } from '../../../components/ErrorState.tsx'
import { useNotify } from '../../inbox/use-notify.tsx'
import { PageSkeleton } from '../PageSkeleton.tsx'
import { Group } from '../parts/Group.tsx'
import { useStyles } from '../parts/list.styles.ts'
import { useEditing } from '../use-editing.ts'
import { useServiceNews } from '../use-service-news.ts'
import { ChannelCard } from './ChannelCard.tsx'
import { ChannelDialog } from './ChannelDialog.tsx'
import { useChannels } from './use-channels.ts'

type Kind = ChannelProvider['kind']

/** What the dialog is open for. */
type Open = { kind: Kind } | { channelId: string } | null

/** The numbers by which a service is reached, and how they are connected; they count at once (DX-BOT-11). */
export function ChannelsSection() {
  const { view } = useEditing()
  const { state, reload } = useChannels(view.service.id)
  const tellNews = useServiceNews()
  const { t } = useTranslation('setup')
  const notify = useNotify()
  const [open, setOpen] = useState<Open>(null)
  if (state.step === 'loading') return <PageSkeleton />
  if (state.step === 'failed') return <ErrorState code={state.code} onRetry={reload} />
  const { channels, providers } = state.value
  const kinds: Kind[] = view.service.ready === null ? ['whatsapp'] : ['whatsapp', 'telephony']
  const edited =
    open !== null && 'channelId' in open ? channels.find(({ id }) => id === open.channelId) : undefined
  const changed = (): void => {
    reload()
    void tellNews()
  }
  return (
    <>
      {kinds.map((kind) => (
        <KindGroup
          key={kind}
          kind={kind}
          channels={channels.filter((channel) => channel.kind === kind)}
          providers={providers}
          onConnect={() => setOpen({ kind })}
          onEdit={(channelId) => setOpen({ channelId })}
          onChanged={changed}
        />
      ))}
      {open !== null && (
        <ChannelDialog
          kind={'kind' in open ? open.kind : (edited?.kind ?? 'whatsapp')}
          {...(edited === undefined ? {} : { channel: edited })}
          providers={providers}
          onClose={() => setOpen(null)}
          onOvertaken={reload}
          onSaved={() => {
            notify.done(t(edited === undefined ? 'channels.connected' : 'channels.saved'))
            setOpen(null)
            changed()
          }}
        />
      )}
    </>
  )
}

interface KindGroupProps {
  kind: Kind
  channels: readonly ChannelSetup[]
  providers: readonly ChannelProvider[]
  onConnect: () => void
  onEdit: (channelId: string) => void
  onChanged: () => void
}

function KindGroup({ kind, channels, providers, onConnect, onEdit, onChanged }: KindGroupProps) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const isPossible = providers.some((provider) => provider.kind === kind)
  return (
    <Group
      title={t(`channels.kind.${kind}`)}
      hint={t(`channels.kindHint.${kind}`)}
      aside={
        isPossible && (
          <Button
            size="small"
            appearance={channels.length === 0 ? 'primary' : 'secondary'}
            icon={<AddRegular />}
            onClick={onConnect}
          >
            {t(`channels.connect.${kind}`)}
          </Button>
        )
      }
    >
      {channels.length === 0 ? (
        <p className={styles.empty}>{t(`channels.none.${kind}`)}</p>
      ) : (
        channels.map((channel) => (
          <ChannelCard
            key={channel.id}
            channel={channel}
            provider={providers.find((one) => one.kind === kind && one.provider === channel.provider)}
            onEdit={() => onEdit(channel.id)}
            onChanged={onChanged}
          />
        ))
      )}
    </Group>
  )
}
