import { Button, Spinner } from '@fluentui/react-components'
import { ArrowDownloadRegular, DeleteRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useNotify } from '../../inbox/use-notify.tsx'
import { useMay } from '../frame/use-environment.ts'
import { useDownload } from '../parts/use-download.ts'
import { useTask } from '../parts/use-task.ts'

export interface PersonActionsProps {
  /** Where everything that is known of them can be fetched. */
  path: string
  query?: Record<string, string>
  /** Without its ending. */
  fileName: string
  /** Whose export and whose erasure it is, for screen readers. */
  exportLabel: string
  eraseLabel: string
  onErase: () => void
}

/** What can be done for somebody who asks for their data, as far as the reader may. */
export function PersonActions({
  path,
  query,
  fileName,
  exportLabel,
  eraseLabel,
  onErase,
}: PersonActionsProps) {
  const { t } = useTranslation(['integrations', 'common'])
  const notify = useNotify()
  const download = useDownload()
  const task = useTask()
  const mayExport = useMay('contact:export')
  const mayErase = useMay('contact:erase')

  function exportAll(): void {
    void task.run(async () => {
      const failure = await download(path, {
        ...(query === undefined ? {} : { query }),
        fileName: `${fileName}.zip`,
      })
      if (failure !== null)
        notify.failed(t('integrations:privacy.exportFailed'), t(`common:error.${failure}`))
    })
  }

  return (
    <>
      {mayExport && (
        <Button
          size="small"
          icon={task.busy ? <Spinner size="tiny" /> : <ArrowDownloadRegular />}
          disabledFocusable={task.busy}
          aria-label={exportLabel}
          onClick={exportAll}
        >
          {t('integrations:privacy.export')}
        </Button>
      )}
      {mayErase && (
        <Button size="small" icon={<DeleteRegular />} aria-label={eraseLabel} onClick={onErase}>
          {t('integrations:privacy.erase')}
        </Button>
      )}
    </>
  )
}
