import { Button, Tooltip } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { CallFiguresView } from '../../../../server/contract/call.ts'
import { saveFile } from '../conversation/messages/save-file.ts'
import { COLUMNS, csvFormat, dailyRows, writeCsv, type Column } from './csv.ts'
import { useFigureFormat } from '../figures/use-figure-format.ts'

/** Long enough for every browser to have begun reading the file. */
const KEEP_MS = 60_000

export interface DownloadButtonProps {
  view: CallFiguresView | null
  /** Whose figures they are; all of them when absent. */
  serviceName: string | null
}

/** The daily figures for a spreadsheet, made here: what is on the screen is what is in the file. */
export function DownloadButton({ view, serviceName }: DownloadButtonProps) {
  const { t } = useTranslation('reports')
  const { language } = useFigureFormat()

  function download(): void {
    if (view === null) return
    const names = Object.fromEntries(COLUMNS.map((column) => [column, t(`download.column.${column}`)]))
    const rows = dailyRows(view.days, {
      names: names as Record<Column, string>,
      service: serviceName ?? t('service.all'),
    })
    const file = new Blob([writeCsv(rows, csvFormat(language))], { type: 'text/csv;charset=utf-8' })
    const url = URL.createObjectURL(file)
    saveFile(url, t('download.fileName', { from: view.from, to: view.to }))
    setTimeout(() => URL.revokeObjectURL(url), KEEP_MS)
  }

  return (
    <Tooltip content={t('download.button')} relationship="label">
      <Button
        appearance="subtle"
        icon={<ArrowDownloadRegular />}
        disabledFocusable={view === null}
        onClick={download}
      />
    </Tooltip>
  )
}
