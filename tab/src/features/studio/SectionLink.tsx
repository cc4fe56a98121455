import { Link } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { SpokenLanguage } from '../../../../server/contract/service-settings.ts'
import { followLink } from '../areas/follow-link.ts'
import type { Section } from './studio-place.ts'
import { useStudioPlace } from './use-studio-place.ts'

export interface SectionLinkProps {
  /** Another service than the one that is open. */
  serviceId?: string
  section: Section
  language?: SpokenLanguage | null
  children: ReactNode
}

/** Leads to where something is set. */
export function SectionLink({ serviceId, section, language = null, children }: SectionLinkProps) {
  const { link, go } = useStudioPlace()
  const target = { section, language, ...(serviceId === undefined ? {} : { serviceId }) }
  return (
    <Link href={link(target)} onClick={(event) => followLink(event, () => go(target))}>
      {children}
    </Link>
  )
}
