import { Button } from '@fluentui/react-components'
import { SearchInfoRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/EmptyState.tsx'

/** A link may outlive the service it names, or lead into another environment. */
export function UnknownService({ onShowAll }: { onShowAll: () => void }) {
  const { t } = useTranslation('reports')
  return (
    <EmptyState
      icon={<SearchInfoRegular />}
      title={t('service.unknown')}
      hint={t('service.unknownHint')}
      actions={<Button onClick={onShowAll}>{t('service.showAll')}</Button>}
    />
  )
}
