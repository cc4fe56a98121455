import { OptionsRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/EmptyState.tsx'
import type { AreaProps } from '../areas/area-props.ts'

/** The studio, where services are set up. */
export function StudioApp(_props: AreaProps) {
  const { t } = useTranslation('areas')
  return (
    <main id="main" tabIndex={-1} style={{ flexGrow: 1, outlineStyle: 'none' }}>
      <EmptyState icon={<OptionsRegular />} title={t('name.studio')} />
    </main>
  )
}
