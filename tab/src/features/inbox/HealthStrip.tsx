import { mergeClasses } from '@fluentui/react-components'
import { CheckmarkCircle16Regular, CloudOff16Regular, PlugDisconnected16Regular } from '@fluentui/react-icons'
import { useEffect, useState, useSyncExternalStore, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelView } from '../../../../server/contract/http.ts'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useStyles } from './HealthStrip.styles.ts'
import { useInbox, useWorkspace } from './use-workspace.ts'

/** A blink of the connection is nobody's business. */
const PATIENCE_MS = 1500
/** After this it is no blink any more. */
const LOST_MS = 8000
const CAUGHT_UP_MS = 6000

/** Which link is broken, if one is: to the server, or from a channel to the world. */
export function HealthStrip() {
  const styles = useStyles()
  const channels = useInbox((state) => state.channels)
  return (
    <output className={styles.root}>
      <ConnectionStrip />
      {channels
        .filter((channel) => channel.health.state === 'failing')
        .map((channel) => (
          <ChannelStrip key={channel.id} channel={channel} />
        ))}
    </output>
  )
}

function Strip({
  tone,
  icon,
  text,
}: {
  tone: 'warning' | 'danger' | 'good'
  icon: ReactElement
  text: string
}) {
  const styles = useStyles()
  return (
    <div className={mergeClasses(styles.strip, styles[tone])}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span>{text}</span>
    </div>
  )
}

function ConnectionStrip() {
  const { t } = useTranslation('inbox')
  const { store } = useWorkspace()
  const connection = useInbox((state) => state.connection)
  const caughtUp = useInbox((state) => state.caughtUp)
  const hasNetwork = useSyncExternalStore(onNetwork, () => navigator.onLine)
  const broken = connection !== 'online' || !hasNetwork
  const lost = useLasting(broken, PATIENCE_MS)
  const gone = useLasting(broken, LOST_MS)

  useEffect(() => {
    if (caughtUp === null) return undefined
    const timer = setTimeout(() => store.update((state) => ({ ...state, caughtUp: null })), CAUGHT_UP_MS)
    return () => clearTimeout(timer)
  }, [store, caughtUp])

  if (lost) {
    const offline = gone || connection === 'offline' || !hasNetwork
    return offline ? (
      <Strip tone="warning" icon={<CloudOff16Regular />} text={t('health.offline')} />
    ) : (
      <Strip tone="warning" icon={<PlugDisconnected16Regular />} text={t('health.reconnecting')} />
    )
  }
  return caughtUp === null ? null : (
    <Strip tone="good" icon={<CheckmarkCircle16Regular />} text={t('health.caughtUp', { count: caughtUp })} />
  )
}

/** A connection that has just lost its network takes a while to notice. */
function onNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** True once something has been so for a while. */
function useLasting(condition: boolean, forMs: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLasting(condition), condition ? forMs : 0)
    return () => clearTimeout(timer)
  }, [condition, forMs])
  return lasting && condition
}

function ChannelStrip({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation('inbox')
  const format = useFormat()
  const now = useNow()
  const { since, lastInboundAt, platformCode } = channel.health
  const facts = [
    since === null ? null : t('health.channelSince', { moment: format.moment(new Date(since), now) }),
    lastInboundAt === null
      ? null
      : t('health.channelLast', { moment: format.moment(new Date(lastInboundAt), now) }),
    platformCode === null ? null : t('health.channelCode', { code: platformCode }),
  ].filter((fact) => fact !== null)
  const what = t('health.channel', { name: channel.name })
  return (
    <Strip
      tone="danger"
      icon={<PlugDisconnected16Regular />}
      text={`${[what, ...facts].join(' · ')}. ${t('health.channelFix')}`}
    />
  )
}
