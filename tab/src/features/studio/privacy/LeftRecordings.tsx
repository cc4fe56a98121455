import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { ArrowClockwiseRegular, CheckmarkRegular } from '@fluentui/react-icons'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeftRecordingView } from '../../../../../server/contract/privacy-routes.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { useLoaded } from '../frame/use-loaded.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Group } from '../parts/Group.tsx'
import { useStyles } from '../parts/list.styles.ts'
import { ListRow } from '../parts/ListRow.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'

/** How the platforms call themselves. */
const PLATFORMS: Readonly<Record<string, string>> = { twilio: 'Twilio', vier: 'VIER', jambonz: 'jambonz' }

/** Recordings that should be gone and that a platform has not deleted. Nothing at all while there are none. */
export function LeftRecordings() {
  const styles = useStyles()
  const { t } = useTranslation(['integrations', 'common'])
  const { api, environmentId } = useStudio()
  const { state, reload } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const params = { id: environmentId }
        return (await api.call('GET /environments/:id/left-recordings', { params, signal })).items
      },
      [api, environmentId],
    ),
  )
  if (state.step === 'failed')
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{t('integrations:left.failed')}</MessageBarBody>
        <MessageBarActions>
          <Button onClick={reload}>{t('common:action.retry')}</Button>
        </MessageBarActions>
      </MessageBar>
    )
  if (state.step !== 'ready' || state.value.length === 0) return null
  return (
    <Group
      title={t('integrations:left.title', { count: state.value.length })}
      hint={t('integrations:left.hint')}
    >
      <ul className={styles.list}>
        {state.value.map((recording) => (
          <LeftRecording key={recording.id} recording={recording} onChanged={reload} />
        ))}
      </ul>
    </Group>
  )
}

function LeftRecording({ recording, onChanged }: { recording: LeftRecordingView; onChanged: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation(['integrations', 'common'])
  const { api, environmentId } = useStudio()
  const notify = useNotify()
  const task = useTask()
  const [settling, setSettling] = useState(false)
  const { callAtPlatform: call, provider, channel, state } = recording
  const params = { id: environmentId, recordingId: recording.id }

  async function retry(): Promise<void> {
    const answered = await task.run(async () => {
      const { gone } = await api.call('POST /environments/:id/left-recordings/:recordingId/retry', { params })
      if (gone) notify.done(t('integrations:left.gone'))
      else notify.failed(t('integrations:left.stillThere'))
    })
    if (!answered) notify.failed(t('integrations:left.notTried'))
    onChanged()
  }

  return (
    <ListRow
      name={t('integrations:left.name', { platform: PLATFORMS[provider] ?? provider, channel: channel.name })}
      marks={
        <span className={`${styles.mark} ${state === 'given_up' ? styles.bad : styles.warn}`}>
          {t(`integrations:left.state.${state}`)}
        </span>
      }
      detail={<Facts recording={recording} />}
      aside={
        <>
          <Button
            size="small"
            icon={<ArrowClockwiseRegular />}
            disabledFocusable={task.busy}
            aria-label={t('integrations:left.retryWhat', { call })}
            onClick={() => void retry()}
          >
            {t('integrations:left.retry')}
          </Button>
          <Button
            size="small"
            icon={<CheckmarkRegular />}
            aria-label={t('integrations:left.settleWhat', { call })}
            onClick={() => setSettling(true)}
          >
            {t('integrations:left.settle')}
          </Button>
          {settling && (
            <SettleDialog recording={recording} onClose={() => setSettling(false)} onChanged={onChanged} />
          )}
        </>
      }
    />
  )
}

function Facts({ recording }: { recording: LeftRecordingView }) {
  const styles = useStyles()
  const { t } = useTranslation('integrations')
  const format = useFormat()
  const now = useNow()
  const moment = (at: string): string => format.moment(new Date(at), now)
  const { startedAt, since, callAtPlatform, attempts, reason } = recording
  return (
    <>
      {startedAt !== null && <span>{t('left.call', { moment: moment(startedAt) })}</span>}
      <span className={styles.code}>{callAtPlatform}</span>
      <span>{t('left.since', { moment: moment(since) })}</span>
      <span>{t('left.attempts', { count: attempts })}</span>
      <span>{t(reason === 'channel_gone' ? 'left.channelGone' : 'left.refused')}</span>
    </>
  )
}

function SettleDialog({
  recording,
  onClose,
  onChanged,
}: {
  recording: LeftRecordingView
  onClose: () => void
  onChanged: () => void
}) {
  const { t } = useTranslation('integrations')
  const { api, environmentId } = useStudio()
  const notify = useNotify()
  const task = useTask()

  async function settle(): Promise<void> {
    await task.run(async () => {
      const params = { id: environmentId, recordingId: recording.id }
      await api.call('POST /environments/:id/left-recordings/:recordingId/settle', { params })
      notify.done(t('left.settled'))
      onChanged()
    })
  }

  return (
    <ConfirmDialog
      title={t('left.settleTitle')}
      text={t('left.settleText', { call: recording.callAtPlatform })}
      yes={t('left.settleYes')}
      task={task}
      faults={{ not_found: t('left.gone') }}
      onClose={onClose}
      onConfirm={() => void settle()}
    />
  )
}
