import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  Spinner,
} from '@fluentui/react-components'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsVersionView } from '../../../../../server/contract/setup-routes.ts'
import type { FailureCode } from '../../../api/api-error.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { useStyles } from '../../../components/changes/changes.styles.ts'
import { DifferenceList } from '../changes/DifferenceList.tsx'
import { useLoaded } from '../frame/use-loaded.ts'
import { isUnsaved } from '../state/editor.ts'
import { changedFields } from '../state/fields.ts'
import { useEditing } from '../use-editing.ts'
import { useStudio } from '../use-studio.ts'

export interface VersionDialogProps {
  version: SettingsVersionView
  onClose: () => void
}

/** What would change if an earlier state were the draft again, and the way to make it that. Nothing goes live by it. */
export function VersionDialog({ version, onClose }: VersionDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation(['setup', 'common'])
  const format = useFormat()
  const now = useNow()
  const notify = useNotify()
  const editing = useEditing()
  const { editor, rights, busy } = editing
  const [fault, setFault] = useState<FailureCode | null>(null)
  const { state, reload } = useVersion(version.version)
  const moment = format.moment(new Date(version.at), now)
  const title = t('setup:history.title', { moment })
  const unsaved = isUnsaved(editing)

  async function restore(): Promise<void> {
    setFault(null)
    const outcome = await editor.restore(version.version)
    if (outcome === 'done') {
      notify.done(t('setup:history.restored', { moment }))
      onClose()
    } else if (outcome === 'conflict') setFault('conflict')
    else if (typeof outcome === 'object') setFault(outcome.failed)
  }

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {/* Without anything to press in it, only a stop of its own lets the keyboard scroll it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <section className={styles.content} aria-label={title} tabIndex={0}>
              {state.step === 'loading' && <Spinner />}
              {state.step === 'failed' && (
                <MessageBar intent="error" layout="multiline">
                  <MessageBarBody>
                    {t(`common:error.${state.code}`)}{' '}
                    <Button onClick={reload}>{t('common:action.retry')}</Button>
                  </MessageBarBody>
                </MessageBar>
              )}
              {state.step === 'ready' && <Comparison settings={state.value} />}
              {unsaved && rights.editAll && <p className={styles.intro}>{t('setup:history.unsaved')}</p>}
              {fault !== null && (
                <MessageBar intent="error" layout="multiline" role="alert">
                  <MessageBarBody>{t(`common:error.${fault}`)}</MessageBarBody>
                </MessageBar>
              )}
            </section>
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={onClose}>{t('common:action.close')}</Button>
            {rights.editAll && (
              <Button
                appearance="primary"
                disabledFocusable={unsaved || busy !== null || state.step !== 'ready'}
                onClick={() => !unsaved && busy === null && state.step === 'ready' && void restore()}
              >
                {t('setup:history.restore')}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function useVersion(version: number) {
  const { api, environmentId } = useStudio()
  const { view } = useEditing()
  const serviceId = view.service.id
  return useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const answer = await api.call(
          'GET /environments/:id/services/:serviceId/settings/versions/:version',
          {
            params: { id: environmentId, serviceId, version },
            signal,
          },
        )
        return answer.settings
      },
      [api, environmentId, serviceId, version],
    ),
  )
}

function Comparison({ settings }: { settings: ReturnType<typeof useEditing>['mine'] }) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const { view } = useEditing()
  if (changedFields(view.draft, settings).length === 0) {
    return <p className={styles.intro}>{t('history.same')}</p>
  }
  return (
    <>
      <p className={styles.intro}>{t('history.intro')}</p>
      <DifferenceList before={view.draft} after={settings} defaults={view.defaults} />
    </>
  )
}
