import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceSettingsView, ServiceView } from '../../../../server/contract/service-settings.ts'
import type { FailureCode } from '../../api/api-error.ts'
import { ErrorState } from '../../components/ErrorState.tsx'
import { useStore } from '../../state/store.ts'
import { parseAddress } from '../areas/area-address.ts'
import { useLeaveGuard } from '../areas/use-leave-guard.ts'
import { useNotify } from '../inbox/use-notify.tsx'
import { ChannelsSection } from './channels/ChannelsSection.tsx'
import { ConflictDialog } from './changes/ConflictDialog.tsx'
import { DifferenceDialog, type Difference } from './changes/DifferenceDialog.tsx'
import { LeaveDialog } from '../../components/changes/LeaveDialog.tsx'
import { PublishBar } from './changes/PublishBar.tsx'
import { ContentSection } from './content/ContentSection.tsx'
import { useEnvironment } from './frame/use-environment.ts'
import { HistorySection } from './history/HistorySection.tsx'
import { HoursSection } from './hours/HoursSection.tsx'
import { InvitationSection } from './invitation/InvitationSection.tsx'
import { Overview } from './overview/Overview.tsx'
import { PageSkeleton } from './PageSkeleton.tsx'
import { ProfileSection } from './profile/ProfileSection.tsx'
import type { StudioRights } from './rights.ts'
import { SectionNav } from './SectionNav.tsx'
import { useStyles } from './ServicePage.styles.ts'
import { createSpeaker } from './speech/speaker.ts'
import { createEditor, isUnsaved, type Outcome } from './state/editor.ts'
import type { SettingsField } from './state/fields.ts'
import { mergeChanges } from './state/merge.ts'
import { StatisticsSection } from './statistics/StatisticsSection.tsx'
import { parseStudioPlace, sectionsOf, type Section } from './studio-place.ts'
import { TelephonySection } from './telephony/TelephonySection.tsx'
import { EditingProvider, useEditing, useEditingValue } from './use-editing.ts'
import { useStudio } from './use-studio.ts'
import { useStudioPlace } from './use-studio-place.ts'

export interface ServicePageProps {
  service: ServiceView
  /** All of the environment, to change between. */
  services: readonly ServiceView[]
  rights: StudioRights
  environmentName: string
  onService: (service: ServiceView) => void
}

/** One service: its settings by section, and how far changes of them have come. */
export function ServicePage({ service, services, rights, environmentName, onService }: ServicePageProps) {
  const styles = useStyles()
  const { api, environmentId } = useStudio()
  const [editor] = useState(() =>
    createEditor({
      api,
      environmentId,
      serviceId: service.id,
      onView: (view: ServiceSettingsView) => onService(view.service),
    }),
  )
  const [speaker] = useState(createSpeaker)
  const step = useStore(editor.store, (state) => state.step)
  const failed = useStore(editor.store, (state) => (state.step === 'failed' ? state.code : null))
  const editing = useEditingValue({ editor, rights, speaker, environmentName })
  const { place } = useStudioPlace()
  const { rights: actions } = useEnvironment()
  const wanted = place.section
  const section = sectionsOf(service, actions).includes(wanted) ? wanted : 'overview'

  useEffect(() => {
    void editor.load()
    const look = (): void => {
      if (document.visibilityState === 'visible') void editor.refresh()
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      speaker.stop()
    }
  }, [editor, speaker])

  return (
    <div className={styles.root}>
      <SectionNav service={service} services={services} current={section} editing={editing} />
      <main id="main" tabIndex={-1} className={styles.main}>
        {step === 'loading' && <PageSkeleton />}
        {failed !== null && <ErrorState code={failed} onRetry={() => void editor.load()} />}
        {editing !== null && (
          <EditingProvider value={editing}>
            <Settings section={section} />
          </EditingProvider>
        )}
      </main>
    </div>
  )
}

const PARTS = {
  overview: Overview,
  content: ContentSection,
  invitation: InvitationSection,
  hours: HoursSection,
  telephony: TelephonySection,
  channels: ChannelsSection,
  profile: ProfileSection,
  statistics: StatisticsSection,
  history: HistorySection,
} as const satisfies Record<Section, unknown>

/** Nothing there is a draft: there is nothing to save or to publish. */
const DRAFTLESS: ReadonlySet<Section> = new Set(['channels', 'profile', 'statistics'])

function Settings({ section }: { section: Section }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const editing = useEditing()
  const changes = useChanges()
  const unsaved = isUnsaved(editing)
  const guard = useLeaveGuard(unsaved, useIsWithin(editing.view.service.id))
  const top = useRef<HTMLDivElement>(null)
  useSaveKey(changes.save)
  useFreshTop(top, section)
  const Part = PARTS[section]
  return (
    <>
      <div className={styles.scroll} ref={top}>
        <div className={styles.page}>
          <header className={styles.head}>
            <h1 className={styles.title}>{t(`title.${section}`)}</h1>
            <p className={styles.lead}>{t(`lead.${section}`)}</p>
          </header>
          <Part />
        </div>
      </div>
      {(!DRAFTLESS.has(section) || unsaved) && (
        <PublishBar
          fault={changes.fault}
          onSave={() => void changes.save()}
          onDiscard={changes.discard}
          onPublish={() => void changes.publish()}
          onShow={changes.show}
        />
      )}
      <DifferenceDialog
        difference={changes.difference}
        isNews={changes.isNews}
        onClose={changes.close}
        onPublish={() => void changes.publish()}
      />
      <ConflictDialog onSettle={(keepsMine) => void changes.settle(keepsMine)} />
      <LeaveDialog guard={guard} onSave={async () => (await changes.save()) === 'done'} />
    </>
  )
}

/** Whether an address leads to a section of the same service, which keeps what is edited. */
function useIsWithin(serviceId: string): (address: string) => boolean {
  return useCallback(
    (address) => {
      const parsed = parseAddress(address)
      return parsed.area === 'studio' && parseStudioPlace(parsed).serviceId === serviceId
    },
    [serviceId],
  )
}

/** Saving, publishing and taking back, and what kept the last of them from succeeding. */
function useChanges() {
  const { t } = useTranslation('studio')
  const { editor, mine, view } = useEditing()
  const notify = useNotify()
  const [fault, setFault] = useState<FailureCode | null>(null)
  const [difference, setDifference] = useState<Difference | null>(null)
  const [isNews, setNews] = useState(false)

  // What went well is told by the bar itself.
  const told = useCallback((outcome: Outcome): Outcome => {
    if (typeof outcome === 'object') setFault(outcome.failed)
    return outcome
  }, [])

  const save = useCallback(async (): Promise<Outcome> => {
    const state = editor.store.get()
    if (state.step !== 'ready' || !isUnsaved(state)) return 'idle'
    setFault(null)
    return told(await editor.save())
  }, [editor, told])

  return {
    fault,
    difference,
    isNews,
    save,
    show: (which: Difference) => {
      setNews(false)
      setDifference(which)
    },
    close: () => setDifference(null),
    publish: async () => {
      setFault(null)
      const outcome = told(await editor.publish())
      const state = editor.store.get()
      const another = outcome === 'conflict' && state.step === 'ready' && state.conflict === null
      // Nobody publishes what they have not seen.
      setNews(another)
      setDifference(another ? 'unpublished' : null)
    },
    settle: async (keepsMine: (field: SettingsField) => boolean) => {
      setFault(null)
      told(await editor.settle(keepsMine))
    },
    discard: () => {
      setFault(null)
      const base = view.draft
      editor.discard()
      // What others have saved until then stays.
      const undo = (): void => editor.change((theirs) => mergeChanges({ base, mine, theirs }, () => true))
      notify.info(t('done.discarded'), { text: t('done.undo'), run: undo })
    },
  }
}

/** Ctrl+S or ⌘S, as everywhere. */
function useSaveKey(save: () => Promise<Outcome>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      void save()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [save])
}

/** Another section begins at its top. */
function useFreshTop(top: RefObject<HTMLElement | null>, section: Section): void {
  useEffect(() => {
    top.current?.scrollTo({ top: 0 })
  }, [top, section])
}
