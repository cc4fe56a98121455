import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { EnvironmentSettingsView } from '../../../../../server/contract/people-routes.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { ConflictDialog, type FieldWords } from '../../../components/changes/ConflictDialog.tsx'
import { SaveBar, showFirstFault } from '../../../components/changes/SaveBar.tsx'
import type { Fields } from '../../../components/changes/three-way.ts'
import { useVersioned, type Source, type Versioned } from '../../../components/changes/use-versioned.ts'
import { lacksRecordingPeriod } from '../../policy/policy-choices.ts'
import { policyFields, policyOf } from '../../policy/policy-fields.ts'
import { PolicyEditor } from '../../policy/PolicyEditor.tsx'
import { usePolicyWords } from '../../policy/use-policy-words.ts'
import { parseAddress } from '../../areas/area-address.ts'
import { useLeaveGuard } from '../../areas/use-leave-guard.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { LeaveDialog } from '../../../components/changes/LeaveDialog.tsx'
import { pageIn } from '../frame/environment-pages.ts'
import { SidePage } from '../frame/SidePage.tsx'
import { useEnvironment } from '../frame/use-environment.ts'
import { useStudio } from '../use-studio.ts'
import { Decided } from './Decided.tsx'
import { General } from './General.tsx'
import { useStyles } from './settings.styles.ts'

/** What is edited; each part of the policy is a field of its own, so that two people can change different parts. */
export interface SettingsForm extends Fields {
  name: string
  timeZone: string
  country: string
}
type Editing = Versioned<EnvironmentSettingsView, SettingsForm>

/** General settings of the environment (DX-NAV-07). */
export function SettingsPage({ onRenamed }: { onRenamed: () => void }) {
  const { t } = useTranslation('people')
  const environment = useEnvironment()
  const editing = useSettings()
  const state =
    editing.step === 'ready'
      ? ({ step: 'ready', value: editing } as const)
      : editing.step === 'failed'
        ? ({ step: 'failed', code: editing.code } as const)
        : ({ step: 'loading' } as const)
  return (
    <SidePage
      page="settings"
      title={t('settings.title')}
      lead={t('settings.lead', { environment: environment.name })}
      state={state}
      onRetry={editing.step === 'ready' ? () => undefined : editing.retry}
      bar={editing.step === 'ready' && <Bar editing={editing} onRenamed={onRenamed} />}
    >
      {(value) => <Content editing={value} />}
    </SidePage>
  )
}

function useSettings() {
  const { api, environmentId } = useStudio()
  const source = useMemo((): Source<EnvironmentSettingsView, SettingsForm> => {
    const params = { id: environmentId }
    return {
      load: (signal) =>
        api.call('GET /environments/:id/settings', { params, ...(signal === undefined ? {} : { signal }) }),
      save: (version, form) =>
        api.call('PUT /environments/:id/settings', {
          params,
          body: {
            version,
            name: form.name.trim(),
            timeZone: form.timeZone,
            country: form.country,
            policy: policyOf(form),
          },
        }),
      formOf: ({ name, timeZone, country, policy }) => ({
        name,
        timeZone,
        country,
        ...policyFields(policy.own),
      }),
    }
  }, [api, environmentId])
  return useVersioned(source)
}

function Content({ editing }: { editing: Editing }) {
  const styles = useStyles()
  const { t } = useTranslation('people')
  const { view, form, change } = editing
  return (
    <>
      <General form={form} onChange={change} />
      <section className={styles.policy} aria-label={t('settings.policy')}>
        <p className={styles.policyHint}>{t('settings.policyHint')}</p>
        <PolicyEditor
          view={view.policy}
          value={policyOf(form)}
          onChange={(policy) => change(policyFields(policy))}
        />
      </section>
      {view.account !== null && <Decided account={view.account} />}
    </>
  )
}

const isSettingsPage = (address: string): boolean => {
  const parsed = parseAddress(address)
  return parsed.area === 'studio' && pageIn(parsed.path) === 'settings'
}

/** That something is not saved, and everything that is asked before it is lost. */
function Bar({ editing, onRenamed }: { editing: Editing; onRenamed: () => void }) {
  const { t } = useTranslation('people')
  const notify = useNotify()
  const guard = useLeaveGuard(editing.changed.length > 0, isSettingsPage)
  const words = useSettingsWords()
  const nameless = editing.form.name.trim() === ''
  const endless = lacksRecordingPeriod(editing.view.policy, policyOf(editing.form))
  const faults = (nameless ? 1 : 0) + (endless ? 1 : 0)

  async function tell(saving: Promise<boolean>): Promise<boolean> {
    const isRenamed = editing.changed.includes('name')
    const isSaved = await saving
    if (!isSaved) return false
    notify.done(t('settings.saved'))
    // Menus name the environment as well.
    if (isRenamed) onRenamed()
    return true
  }
  const save = async (): Promise<boolean> => {
    if (faults === 0) return tell(editing.save())
    showFirstFault()
    return false
  }

  return (
    <>
      <SaveBar
        changes={editing.changed.length}
        faults={faults}
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
    </>
  )
}

const GENERAL = ['name', 'timeZone', 'country'] as const

function useSettingsWords(): FieldWords {
  const { t } = useTranslation('people')
  const format = useFormat()
  const policy = usePolicyWords()
  const general = (field: string) => GENERAL.find((name) => name === field)
  return {
    nameOf(field) {
      const known = general(field)
      return known === undefined ? policy.nameOf(field) : t(`settings.${known}`)
    },
    valueOf(field, value) {
      if (general(field) === undefined) return policy.valueOf(field, value)
      return field === 'country' ? format.country(String(value)) : String(value).replaceAll('_', ' ')
    },
  }
}
