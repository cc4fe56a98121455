import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Link,
  mergeClasses,
  Spinner,
} from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Api } from '../../api/http.ts'
import { Delayed } from '../../components/Delayed.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { useStore } from '../../state/store.ts'
import { useAccount } from '../inbox/use-account.ts'
import { AvailabilityChoice } from './AvailabilityChoice.tsx'
import { concernedKinds } from './concerned-kinds.ts'
import { KindSwitches } from './KindSwitches.tsx'
import { useStyles } from './notifications.styles.ts'
import {
  createPreferencesEditor,
  type PreferencesEditor,
  type PreferencesState,
  type Saving,
} from './preferences-editor.ts'
import { QuietHours } from './QuietHours.tsx'
import { ServiceChoice } from './ServiceChoice.tsx'
import { useMyServices } from './use-my-services.ts'

export interface NotificationsDialogProps {
  api: Api
  open: boolean
  onClose: () => void
}

/** What I am told about in Teams, and when. Every change is saved as it is made. */
export function NotificationsDialog({ api, open, onClose }: NotificationsDialogProps) {
  const styles = useStyles()
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <Settings api={api} onClose={onClose} />
      </DialogSurface>
    </Dialog>
  )
}

/** Asked for anew whenever the dialogue opens: the bot changes them as well. */
function Settings({ api, onClose }: Omit<NotificationsDialogProps, 'open'>) {
  const styles = useStyles()
  const { t } = useTranslation(['notifications', 'common'])
  const [editor] = useState(() => createPreferencesEditor(api))
  const state = useStore(editor.store, (current) => current)
  useEffect(() => void editor.load(), [editor])
  return (
    <DialogBody>
      <DialogTitle>{t('notifications:title')}</DialogTitle>
      <DialogContent className={styles.content}>
        <Content api={api} editor={editor} state={state} />
      </DialogContent>
      <div className={styles.foot}>
        <SavingState saving={state.step === 'ready' ? state.saving : 'idle'} onRetry={() => editor.retry()} />
        <Button onClick={onClose}>{t('common:action.close')}</Button>
      </div>
    </DialogBody>
  )
}

interface ContentProps {
  api: Api
  editor: PreferencesEditor
  state: PreferencesState
}

function Content({ api, editor, state }: ContentProps) {
  const styles = useStyles()
  const { t } = useTranslation('notifications')
  const account = useAccount()
  const services = useMyServices(api, account)
  if (state.step === 'failed') return <ErrorState code={state.code} onRetry={() => void editor.load()} />
  if (state.step === 'loading') {
    return (
      <Delayed afterMs={400}>
        <Spinner label={t('loading')} />
      </Delayed>
    )
  }
  const { availability, kinds, serviceIds, quietHours } = state.shown
  return (
    <>
      <p className={styles.lead}>{t('lead')}</p>
      <AvailabilityChoice value={availability} onChange={(value) => editor.change({ availability: value })} />
      <KindSwitches
        offered={concernedKinds(account)}
        chosen={kinds}
        onChange={(value) => editor.change({ kinds: value })}
      />
      <ServiceChoice
        known={services}
        chosen={serviceIds}
        onChange={(value) => editor.change({ serviceIds: value })}
      />
      <QuietHours value={quietHours} onChange={(value) => editor.change({ quietHours: value })} />
    </>
  )
}

/** How the last change fares: what failed stays until it is settled, what went well is said quietly. */
function SavingState({ saving, onRetry }: { saving: Saving; onRetry: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation(['notifications', 'common'])
  if (typeof saving === 'object') {
    return (
      <span role="alert" className={mergeClasses(styles.state, styles.failed)}>
        <span>
          {t('notifications:notSaved')} {t(`common:error.${saving.failed}`)}{' '}
          <Link inline as="button" onClick={onRetry}>
            {t('common:action.retry')}
          </Link>
        </span>
      </span>
    )
  }
  return (
    <output className={styles.state}>
      {saving === 'saving' && <Delayed afterMs={300}>{t('notifications:saving')}</Delayed>}
      {saving === 'saved' && (
        <>
          <span className={styles.saved} aria-hidden="true">
            <CheckmarkRegular />
          </span>
          {t('notifications:saved')}
        </>
      )}
    </output>
  )
}
