import { useTranslation } from 'react-i18next'
import type { ViewName } from '../../state/state.ts'
import { RailLink } from '../areas/RailLink.tsx'
import { useViewCount } from './use-view-count.ts'
import { viewIcons } from './view-icons.tsx'

export interface ViewLinkProps {
  view: ViewName
  href: string
  current: boolean
  wide: boolean
  onGo: () => void
}

export function ViewLink({ view, ...link }: ViewLinkProps) {
  const { t } = useTranslation('inbox')
  return <RailLink {...link} name={t(`nav.${view}`)} icon={viewIcons[view]} count={useViewCount(view)} />
}
