import { Button } from '@fluentui/react-components'
import { CloudOff48Regular, ErrorCircle48Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '../../../server/contract/errors.ts'
import { EmptyState } from './EmptyState.tsx'

export interface ErrorStateProps {
  code: ErrorCode | 'offline'
  onRetry?: () => void
}

/** Something could not be loaded: what, in plain words, and the way on. */
export function ErrorState({ code, onRetry }: ErrorStateProps) {
  const { t } = useTranslation()
  return (
    <div role="alert" style={{ height: '100%' }}>
      <EmptyState
        icon={code === 'offline' ? <CloudOff48Regular /> : <ErrorCircle48Regular />}
        title={t('error.title')}
        hint={t(`error.${code}`)}
        actions={onRetry && <Button onClick={onRetry}>{t('action.retry')}</Button>}
      />
    </div>
  )
}
