import { Badge, Button } from '@fluentui/react-components'
import { ArrowUndoRegular, HistoryRegular } from '@fluentui/react-icons'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsVersionView } from '../../../../../server/contract/setup-routes.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorState } from '../../../components/ErrorState.tsx'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useLoaded } from '../frame/use-loaded.ts'
import { PageSkeleton } from '../PageSkeleton.tsx'
import { Group } from '../parts/Group.tsx'
import { useStyles } from '../parts/list.styles.ts'
import { ListRow } from '../parts/ListRow.tsx'
import { useEditing } from '../use-editing.ts'
import { useStudio } from '../use-studio.ts'
import { VersionDialog } from './VersionDialog.tsx'

/** Earlier states of the settings: when and by whom, what differed, and the way back. */
export function HistorySection() {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const { api, environmentId } = useStudio()
  const { view } = useEditing()
  const serviceId = view.service.id
  const [shown, setShown] = useState<SettingsVersionView | null>(null)
  const { state, reload } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const params = { id: environmentId, serviceId }
        const answer = await api.call('GET /environments/:id/services/:serviceId/settings/versions', {
          params,
          signal,
        })
        return answer.items
      },
      [api, environmentId, serviceId],
    ),
  )
  // Saving and publishing make another state, which the list is to show.
  useReloadOn(view.version, reload)
  if (state.step === 'loading') return <PageSkeleton />
  if (state.step === 'failed') return <ErrorState code={state.code} onRetry={reload} />
  if (state.value.length === 0) {
    return <EmptyState icon={<HistoryRegular />} title={t('history.empty')} hint={t('history.emptyHint')} />
  }
  return (
    <Group title={t('history.list')} hint={t('history.hint')}>
      <ul className={styles.list}>
        {state.value.map((version) => (
          <VersionRow
            key={version.version}
            version={version}
            isCurrent={version.version === view.version}
            onShow={() => setShown(version)}
          />
        ))}
      </ul>
      {shown !== null && <VersionDialog version={shown} onClose={() => setShown(null)} />}
    </Group>
  )
}

function useReloadOn(version: number, reload: () => void): void {
  const [known, setKnown] = useState(version)
  if (known !== version) {
    setKnown(version)
    reload()
  }
}

interface VersionRowProps {
  version: SettingsVersionView
  /** It is the draft as it stands. */
  isCurrent: boolean
  onShow: () => void
}

function VersionRow({ version, isCurrent, onShow }: VersionRowProps) {
  const { t } = useTranslation(['setup', 'studio'])
  const format = useFormat()
  const now = useNow()
  const at = new Date(version.at)
  const moment = format.moment(at, now)
  return (
    <ListRow
      media={
        version.kind === 'restored' ? <ArrowUndoRegular fontSize={20} /> : <HistoryRegular fontSize={20} />
      }
      name={t(`setup:history.kind.${version.kind}`)}
      marks={
        <>
          {version.live && (
            <Badge appearance="tint" color="success">
              {t('setup:history.live')}
            </Badge>
          )}
          {isCurrent && (
            <Badge appearance="tint" color="informative">
              {t('setup:history.current')}
            </Badge>
          )}
        </>
      }
      detail={
        <>
          <time dateTime={version.at} title={format.full(at)}>
            {version.by === null ? moment : t('setup:history.by', { moment, name: version.by })}
          </time>
          <span>{t('setup:history.number', { version: version.version })}</span>
        </>
      }
      actions={
        !isCurrent && (
          <Button size="small" aria-label={t('setup:history.compareWhat', { moment })} onClick={onShow}>
            {t('setup:history.compare')}
          </Button>
        )
      }
    />
  )
}
