import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { parseAddress } from '../../areas/area-address.ts'
import { useLeaveGuard } from '../../areas/use-leave-guard.ts'
import { ErrorState } from '../../../components/ErrorState.tsx'
import { useNotify } from '../../inbox/use-notify.tsx'
import { LeaveDialog } from '../../../components/changes/LeaveDialog.tsx'
import { PageSkeleton } from '../../studio/PageSkeleton.tsx'
import { parseAdministrationPlace } from '../administration-address.ts'
import { useStyles } from '../administration.styles.ts'
import { ConflictDialog } from '../../../components/changes/ConflictDialog.tsx'
import { SaveBar, showFirstFault } from '../../../components/changes/SaveBar.tsx'
import type { Fields } from '../../../components/changes/three-way.ts'
import { useVersioned, type Source, type Versioned } from '../../../components/changes/use-versioned.ts'
import { useAdministration } from '../use-administration.ts'
import { lacksRecordingPeriod } from '../../policy/policy-choices.ts'
import { policyFields, policyOf } from '../../policy/policy-fields.ts'
import { PolicyEditor } from '../../policy/PolicyEditor.tsx'
import { usePolicyWords } from '../../policy/use-policy-words.ts'
import type { RouteResponse } from '../../../../../server/contract/http.ts'

type AgencyPolicy = RouteResponse<'GET /agencies/:id/policy'>

const isPolicyPage = (address: string): boolean => {
  const parsed = parseAddress(address)
  return parsed.area === 'administration' && parseAdministrationPlace(parsed).page === 'policy'
}

/** What the agency prescribes to all its customers. */
export function PolicyPage() {
  const { api, agencyId } = useAdministration()
  const source = useMemo((): Source<AgencyPolicy, Fields> => {
    const params = { id: agencyId }
    return {
      load: (signal) =>
        api.call('GET /agencies/:id/policy', { params, ...(signal === undefined ? {} : { signal }) }),
      save: (version, form) =>
        api.call('PUT /agencies/:id/policy', { params, body: { version, policy: policyOf(form) } }),
      formOf: ({ policy }) => policyFields(policy.own),
    }
  }, [api, agencyId])
  const editing = useVersioned(source)
  const styles = useStyles()
  if (editing.step === 'ready') return <Ready editing={editing} />
  return (
    <main id="main" tabIndex={-1} className={styles.main}>
      {editing.step === 'loading' ? (
        <PageSkeleton />
      ) : (
        <ErrorState code={editing.code} onRetry={editing.retry} />
      )}
    </main>
  )
}

function Ready({ editing }: { editing: Versioned<AgencyPolicy, Fields> }) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const notify = useNotify()
  const words = usePolicyWords()
  const guard = useLeaveGuard(editing.changed.length > 0, isPolicyPage)

  const tell = useCallback(
    async (saving: Promise<boolean>): Promise<boolean> => {
      const saved = await saving
      if (saved) notify.done(t('save.saved'))
      return saved
    },
    [notify, t],
  )
  const isFaulty = lacksRecordingPeriod(editing.view.policy, policyOf(editing.form))
  const save = async (): Promise<boolean> => {
    if (!isFaulty) return tell(editing.save())
    showFirstFault()
    return false
  }
  return (
    <main id="main" tabIndex={-1} className={styles.main}>
      <div className={styles.scroll}>
        <div className={styles.page}>
          <header className={styles.head}>
            <h1 className={styles.title}>{t('policy.title')}</h1>
            <p className={styles.lead}>{t('policy.lead')}</p>
          </header>
          <PolicyEditor
            view={editing.view.policy}
            value={policyOf(editing.form)}
            onChange={(policy) => editing.change(policyFields(policy))}
          />
        </div>
      </div>
      <SaveBar
        changes={editing.changed.length}
        faults={isFaulty ? 1 : 0}
        busy={editing.busy}
        failed={editing.fault}
        onSave={() => void save()}
        onDiscard={editing.discard}
      />
      <LeaveDialog guard={guard} onSave={save} />
      <ConflictDialog
        dispute={editing.dispute}
        words={words}
        busy={editing.busy}
        onSettle={(keepsMine) => void tell(editing.settle(keepsMine))}
        onTakeTheirs={editing.takeTheirs}
        onPostpone={editing.postpone}
      />
    </main>
  )
}
