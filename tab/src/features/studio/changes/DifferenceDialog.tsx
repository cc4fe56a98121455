import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../use-editing.ts'
import { useStyles } from '../../../components/changes/changes.styles.ts'
import { DifferenceList } from './DifferenceList.tsx'

/** Which two states are held against each other. */
export type Difference = 'unsaved' | 'unpublished'

export interface DifferenceDialogProps {
  /** `null`: not open. */
  difference: Difference | null
  /** Somebody else has saved since the page was loaded. */
  isNews: boolean
  onClose: () => void
  onPublish: () => void
}

/** What saving or publishing would change, before anybody does it. */
export function DifferenceDialog({ difference, isNews, onClose, onPublish }: DifferenceDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation(['studio', 'common'])
  const { view, mine, rights } = useEditing()
  const shown = difference ?? 'unpublished'
  const [before, after] = shown === 'unsaved' ? [view.draft, mine] : [view.published, view.draft]
  const title = t(`studio:difference.${shown}.title`)
  return (
    <Dialog open={difference !== null} onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {/* Without anything to press in it, only a stop of its own lets the keyboard scroll it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <section className={styles.content} aria-label={title} tabIndex={0}>
              <p className={styles.intro}>
                {isNews
                  ? t('studio:difference.news', { name: view.savedBy ?? t('studio:bar.somebody') })
                  : t(`studio:difference.${shown}.intro`)}
              </p>
              <DifferenceList before={before} after={after} defaults={view.defaults} />
            </section>
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{t('common:action.close')}</Button>
            </DialogTrigger>
            {shown === 'unpublished' && rights.publish && (
              <Button appearance="primary" onClick={onPublish}>
                {t('studio:bar.publish')}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
