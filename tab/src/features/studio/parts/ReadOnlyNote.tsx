import { LockClosed16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ServiceSettings } from '../../../../../server/contract/service-settings.ts'
import { useEditing } from '../use-editing.ts'
import { useStyles } from './ReadOnlyNote.styles.ts'

/** For those who may look but not change: why nothing here gives way. */
export function ReadOnlyNote({ area }: { area: keyof ServiceSettings }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { may, rights } = useEditing()
  if (may(area)) return null
  return (
    <p className={styles.root}>
      <span className={styles.icon} aria-hidden="true">
        <LockClosed16Regular />
      </span>
      {t(rights.editContent ? 'readOnly.contentOnly' : 'readOnly.all')}
    </p>
  )
}
