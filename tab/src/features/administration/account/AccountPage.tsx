import { Button } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountDetail } from '../../../../../server/contract/administration.ts'
import { ErrorState } from '../../../components/ErrorState.tsx'
import { formatAddress, parseAddress } from '../../areas/area-address.ts'
import { followLink } from '../../areas/follow-link.ts'
import { useAddress } from '../../areas/use-address.ts'
import { useLeaveGuard, type LeaveGuard } from '../../areas/use-leave-guard.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { LeaveDialog } from '../../../components/changes/LeaveDialog.tsx'
import { PageSkeleton } from '../../studio/PageSkeleton.tsx'
import { administrationAddress, parseAdministrationPlace } from '../administration-address.ts'
import { useStyles as usePageStyles } from '../administration.styles.ts'
import { ConflictDialog } from '../../../components/changes/ConflictDialog.tsx'
import { SaveBar, showFirstFault } from '../../../components/changes/SaveBar.tsx'
import { useVersioned, type Source, type Versioned } from '../../../components/changes/use-versioned.ts'
import { StateBadge } from '../list/StateBadge.tsx'
import { useAdministration, useOpenEnvironment } from '../use-administration.ts'
import { lacksRecordingPeriod } from '../../policy/policy-choices.ts'
import { policyOf } from '../../policy/policy-fields.ts'
import { accountBodyOf, accountFormOf, faultsOf, type AccountForm } from './account-form.ts'
import { useStyles } from './account.styles.ts'
import { AccountEnvironments } from './AccountEnvironments.tsx'
import { AccountFields } from './AccountFields.tsx'
import { Deactivation, InactiveBar } from './LifeCycle.tsx'
import { useAccountWords } from './use-account-words.ts'

export type EditedAccount = Versioned<AccountDetail, AccountForm>

/** One customer: what applies to it, its environments and what is booked for them (DX-RET-04, DX-SEC-02, CVG-CUST-05). */
export function AccountPage({ accountId }: { accountId: string }) {
  const styles = usePageStyles()
  const { api } = useAdministration()
  const source = useMemo((): Source<AccountDetail, AccountForm> => {
    const params = { id: accountId }
    return {
      load: (signal) =>
        api.call('GET /accounts/:id', { params, ...(signal === undefined ? {} : { signal }) }),
      save: (version, form) => api.call('PUT /accounts/:id', { params, body: accountBodyOf(version, form) }),
      formOf: accountFormOf,
    }
  }, [api, accountId])
  const editing = useVersioned(source)
  if (editing.step === 'ready') return <Ready accountId={accountId} editing={editing} />
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

function Ready({ accountId, editing }: { accountId: string; editing: EditedAccount }) {
  const styles = usePageStyles()
  const words = useAccountWords()
  const isWithin = useCallback(
    (address: string): boolean => {
      const parsed = parseAddress(address)
      return parsed.area === 'administration' && parseAdministrationPlace(parsed).accountId === accountId
    },
    [accountId],
  )
  const guard = useLeaveGuard(editing.changed.length > 0, isWithin)
  const saving = useSaving(editing)
  const { view, changed } = editing
  const readOnly = view.state === 'inactive'
  return (
    <main id="main" tabIndex={-1} className={styles.main}>
      <div className={styles.scroll}>
        <div className={styles.page}>
          <Head account={view} />
          {readOnly && <InactiveBar account={view} onChanged={editing.replace} />}
          <AccountFields editing={editing} readOnly={readOnly} />
          <Environments account={view} guard={guard} />
          {!readOnly && (
            <Deactivation account={view} blocked={changed.length > 0} onChanged={editing.replace} />
          )}
        </div>
      </div>
      <SaveBar
        changes={changed.length}
        faults={countFaults(editing)}
        busy={editing.busy}
        failed={editing.fault}
        onSave={() => void saving.save()}
        onDiscard={editing.discard}
      />
      <LeaveDialog guard={guard} onSave={() => saving.save()} />
      <ConflictDialog
        dispute={editing.dispute}
        words={words}
        busy={editing.busy}
        onSettle={(keepsMine) => void saving.settle(keepsMine)}
        onTakeTheirs={editing.takeTheirs}
        onPostpone={editing.postpone}
      />
    </main>
  )
}

/** How many entries have to be put right first. */
function countFaults({ view, form }: EditedAccount): number {
  return faultsOf(form).size + (lacksRecordingPeriod(view.policy, policyOf(form)) ? 1 : 0)
}

function useSaving(editing: EditedAccount) {
  const { t } = useTranslation('administration')
  const { session } = useAdministration()
  const notify = useNotify()

  async function tell(attempt: Promise<boolean>): Promise<boolean> {
    const saved = await attempt
    if (saved) {
      notify.done(t('save.saved'))
      // Its name is in the switch of environments.
      if (editing.changed.includes('name')) void session.load()
    } else showFirstFault()
    return saved
  }
  return {
    async save(): Promise<boolean> {
      if (countFaults(editing) === 0) return tell(editing.save())
      showFirstFault()
      return false
    },
    settle: (keepsMine: (field: string) => boolean) => tell(editing.settle(keepsMine)),
  }
}

function Head({ account }: { account: AccountDetail }) {
  const styles = usePageStyles()
  const own = useStyles()
  const { t } = useTranslation('administration')
  const { visit } = useAddress()
  const accounts = administrationAddress({ page: 'accounts' })
  return (
    <header className={styles.head}>
      <Button
        as="a"
        appearance="subtle"
        className={styles.back}
        icon={<ArrowLeftRegular />}
        href={accounts}
        onClick={(event) => followLink(event, () => visit(accounts))}
      >
        {t('account.back')}
      </Button>
      <div className={own.titleLine}>
        <h1 className={styles.title} dir="auto">
          {account.name}
        </h1>
        {account.state === 'inactive' && <StateBadge tone="warning">{t('state.inactive')}</StateBadge>}
      </div>
      {account.reference !== null && <p className={styles.lead}>{account.reference}</p>}
    </header>
  )
}

function Environments({ account, guard }: { account: AccountDetail; guard: LeaveGuard }) {
  const open = useOpenEnvironment()
  return (
    <AccountEnvironments
      account={account}
      onOpen={(id) => guard.before(() => void open(id, formatAddress('studio')))}
    />
  )
}
