import { Button, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components'
import { ArrowDownloadRegular, HistoryRegular } from '@fluentui/react-icons'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntryView, AuditFilter } from '../../../../../server/contract/audit.ts'
import type { FailureCode } from '../../../api/api-error.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useAddress } from '../../areas/use-address.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { SidePage } from '../frame/SidePage.tsx'
import { useEnvironment } from '../frame/use-environment.ts'
import { useDownload } from '../parts/use-download.ts'
import { useTask } from '../parts/use-task.ts'
import { useStyles } from './audit.styles.ts'
import { auditAddress, parseAuditFilter } from './audit-place.ts'
import { AuditEntry } from './AuditEntry.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { useAuditLog } from './use-audit-log.ts'

/** What was changed here, when, by whom and from where, in words (DX-AUDIT-01, DX-AUDIT-02). */
export function AuditPage() {
  const styles = useStyles()
  const { t } = useTranslation('people')
  const environment = useEnvironment()
  const { path, query, visit } = useAddress()
  const filter = useMemo(() => parseAuditFilter(query), [query])
  const { state, reload, more, loadMore } = useAuditLog(filter)
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const choose = (change: Partial<AuditFilter>): void =>
    visit(auditAddress(path, { ...filter, ...change }), true)
  const forget = (): void => visit(auditAddress(path, {}), true)
  return (
    <SidePage
      page="audit"
      title={t('audit.title')}
      lead={t('audit.lead', { environment: environment.name })}
      state={{ step: 'ready', value: null }}
      onRetry={reload}
      actions={<ExportButton filter={filter} environmentName={environment.name} />}
    >
      {() => (
        <>
          <AuditFilters filter={filter} isFiltered={isFiltered} onChange={choose} onForget={forget} />
          {state.step === 'loading' && <Spinner label={t('audit.loading')} />}
          {state.step === 'failed' && <Failed code={state.code} onRetry={reload} />}
          {state.step === 'ready' && state.value.items.length === 0 && (
            <EmptyState
              icon={<HistoryRegular />}
              title={t(isFiltered ? 'audit.nothing' : 'audit.empty')}
              hint={t(isFiltered ? 'audit.nothingHint' : 'audit.emptyHint')}
              actions={isFiltered && <Button onClick={forget}>{t('audit.forget')}</Button>}
            />
          )}
          {state.step === 'ready' && state.value.items.length > 0 && (
            <>
              <Days items={state.value.items} />
              {state.value.next !== null && (
                <div className={styles.more}>
                  <Button
                    disabledFocusable={more.busy}
                    icon={more.busy ? <Spinner size="tiny" /> : null}
                    onClick={loadMore}
                  >
                    {t('audit.more')}
                  </Button>
                  {more.fault !== null && <span className={styles.fault}>{t('audit.moreFailed')}</span>}
                </div>
              )}
            </>
          )}
        </>
      )}
    </SidePage>
  )
}

function Failed({ code, onRetry }: { code: FailureCode; onRetry: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {t('people:audit.failed')} {t(`common:error.${code}`)}{' '}
        <Button size="small" onClick={onRetry}>
          {t('common:action.retry')}
        </Button>
      </MessageBarBody>
    </MessageBar>
  )
}

/** Entries under the days on which they were made. */
function Days({ items }: { items: readonly AuditEntryView[] }) {
  const styles = useStyles()
  const format = useFormat()
  const days = new Map<string, AuditEntryView[]>()
  for (const entry of items) {
    const day = format.date(new Date(entry.at))
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return (
    <div className={styles.days}>
      {[...days].map(([day, entries]) => (
        <section key={day} className={styles.day} aria-label={day}>
          <h2 className={styles.dayName}>{day}</h2>
          <ul className={styles.list}>
            {entries.map((entry) => (
              <AuditEntry key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function ExportButton({ filter, environmentName }: { filter: AuditFilter; environmentName: string }) {
  const { t } = useTranslation(['people', 'common'])
  const notify = useNotify()
  const download = useDownload()
  const task = useTask()
  function save(): void {
    void task.run(async () => {
      const failure = await download('audit/export', {
        query: filter,
        fileName: `${t('people:audit.fileName', { environment: environmentName })}.csv`,
      })
      if (failure !== null) notify.failed(t('people:audit.exportFailed'), t(`common:error.${failure}`))
    })
  }
  return (
    <Button
      icon={task.busy ? <Spinner size="tiny" /> : <ArrowDownloadRegular />}
      disabledFocusable={task.busy}
      onClick={save}
    >
      {t('people:audit.export')}
    </Button>
  )
}
