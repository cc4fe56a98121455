import { Button, Spinner } from '@fluentui/react-components'
import {
  CheckmarkCircle16Filled,
  EditRegular,
  ErrorCircle16Filled,
  PlugConnectedCheckmarkRegular,
  PlugDisconnectedRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelProvider, ChannelSetup } from '../../../../../server/contract/setup-routes.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { CopyLine } from '../parts/CopyLine.tsx'
import { useTask } from '../parts/use-task.ts'
import { showNumber } from '../telephony/phone-input.ts'
import { useEditing } from '../use-editing.ts'
import { useStudio } from '../use-studio.ts'
import { useStyles } from './channels.styles.ts'
import { useChannelFieldWords, useProviderSteps } from './use-channel-words.ts'

export interface ChannelCardProps {
  channel: ChannelSetup
  provider: ChannelProvider | undefined
  onEdit: () => void
  onChanged: () => void
}

/** One connected number: whether it works, what is set, and what is left to do at its provider. */
export function ChannelCard({ channel, provider, onEdit, onChanged }: ChannelCardProps) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const [disconnecting, setDisconnecting] = useState(false)
  const number = showNumber(channel.address)
  return (
    <article className={styles.card} aria-label={number}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h3 className={styles.number}>{number}</h3>
          <span className={styles.detail}>
            {provider?.name ?? channel.provider} · {channel.name}
          </span>
        </div>
        <Health channel={channel} />
      </div>
      <Values channel={channel} provider={provider} />
      <Steps channel={channel} />
      <div className={styles.actions}>
        <TestButton channel={channel} number={number} />
        <Button
          size="small"
          icon={<EditRegular />}
          aria-label={t('channels.editWhat', { number })}
          onClick={onEdit}
        >
          {t('channels.edit')}
        </Button>
        <Button
          size="small"
          appearance="subtle"
          icon={<PlugDisconnectedRegular />}
          aria-label={t('channels.disconnectWhat', { number })}
          onClick={() => setDisconnecting(true)}
        >
          {t('channels.disconnect')}
        </Button>
      </div>
      {disconnecting && (
        <Disconnect
          channel={channel}
          number={number}
          onClose={() => setDisconnecting(false)}
          onDone={onChanged}
        />
      )}
    </article>
  )
}

function Health({ channel }: { channel: ChannelSetup }) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const format = useFormat()
  const now = useNow()
  const { state, platformCode, lastInboundAt } = channel.health
  const works = state === 'working'
  const Icon = works ? CheckmarkCircle16Filled : ErrorCircle16Filled
  return (
    <div className={styles.health}>
      <span className={works ? styles.good : styles.bad}>
        <Icon aria-hidden />
        {t(works ? 'channels.working' : 'channels.failing')}
      </span>
      <span className={styles.detail}>
        {!works && platformCode !== null
          ? t('channels.code', { code: platformCode })
          : lastInboundAt === null
            ? t('channels.neverHeard')
            : t('channels.lastHeard', { moment: format.moment(new Date(lastInboundAt), now) })}
      </span>
    </div>
  )
}

function Values({ channel, provider }: Pick<ChannelCardProps, 'channel' | 'provider'>) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const words = useChannelFieldWords()
  const names = provider?.fields.map(({ name }) => name) ?? [
    ...Object.keys(channel.values),
    ...channel.secretsSet,
  ]
  // The number itself is the title.
  const isTold = (name: string): boolean => !['', channel.address].includes(channel.values[name] ?? '')
  const shown = names.filter((name) => channel.secretsSet.includes(name) || isTold(name))
  if (shown.length === 0) return null
  return (
    <dl className={styles.values}>
      {shown.map((name) => (
        <div key={name} className={styles.pair}>
          <dt className={styles.term}>{words(name).name}</dt>
          <dd className={styles.value}>
            {channel.secretsSet.includes(name) ? (
              <span className={styles.secret}>
                <span aria-hidden="true">••••••••</span> {t('channels.secretSet')}
              </span>
            ) : (
              channel.values[name]
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Steps({ channel }: { channel: ChannelSetup }) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const steps = useProviderSteps()(channel)
  if (steps === null) return <p className={styles.steps}>{t('steps.noAddress')}</p>
  return (
    <div className={styles.steps}>
      <h4 className={styles.stepsTitle}>{t('steps.title')}</h4>
      <p className={styles.stepsText}>{steps.text}</p>
      {steps.addresses.map(({ name, url }) => (
        <div key={name} className={styles.address}>
          <span className={styles.term}>{name}</span>
          <CopyLine value={url} what={name} />
        </div>
      ))}
    </div>
  )
}

function TestButton({ channel, number }: { channel: ChannelSetup; number: string }) {
  const styles = useStyles()
  const { t } = useTranslation(['setup', 'common'])
  const { api, environmentId } = useStudio()
  const task = useTask()
  const [answer, setAnswer] = useState<{ ok: boolean; detail: string | null } | null>(null)
  const result =
    task.fault !== null
      ? { ok: false, text: t(`common:error.${task.fault}`) }
      : answer === null
        ? null
        : {
            ok: answer.ok,
            text: answer.ok
              ? t('setup:channels.testGood')
              : t('setup:channels.testBad', { detail: answer.detail ?? t('setup:channels.noReason') }),
          }

  function test(): void {
    setAnswer(null)
    const params = { id: environmentId, channelId: channel.id }
    void task.run(async () => {
      setAnswer(await api.call('POST /environments/:id/channels/:channelId/test', { params }))
    })
  }

  return (
    <>
      <Button
        size="small"
        icon={task.busy ? <Spinner size="tiny" /> : <PlugConnectedCheckmarkRegular />}
        disabledFocusable={task.busy}
        aria-label={t('setup:channels.testWhat', { number })}
        onClick={test}
      >
        {t('setup:channels.test')}
      </Button>
      <output className={styles.result}>
        {result !== null && <span className={result.ok ? styles.good : styles.bad}>{result.text}</span>}
      </output>
    </>
  )
}

interface DisconnectProps {
  channel: ChannelSetup
  number: string
  onClose: () => void
  onDone: () => void
}

function Disconnect({ channel, number, onClose, onDone }: DisconnectProps) {
  const { t } = useTranslation('setup')
  const { api, environmentId } = useStudio()
  const { editor } = useEditing()
  const notify = useNotify()
  const task = useTask()
  async function disconnect(): Promise<void> {
    await task.run(async () => {
      const params = { id: environmentId, channelId: channel.id }
      const { service } = await api.call('DELETE /environments/:id/channels/:channelId', { params })
      editor.know(service)
      notify.done(t('channels.disconnected', { number }))
      onClose()
      onDone()
    })
  }
  return (
    <ConfirmDialog
      title={t('disconnect.title', { number })}
      text={t(`disconnect.text.${channel.kind}`)}
      yes={t('disconnect.yes')}
      task={task}
      onClose={onClose}
      onConfirm={() => void disconnect()}
    />
  )
}
