import { mergeClasses } from '@fluentui/react-components'
import {
  bundleIcon,
  CallFilled,
  CallRegular,
  ChevronLeft16Regular,
  ClipboardTaskFilled,
  ClipboardTaskRegular,
  ClockFilled,
  ClockRegular,
  DataTrendingFilled,
  DataTrendingRegular,
  HistoryFilled,
  HistoryRegular,
  MailTemplateFilled,
  MailTemplateRegular,
  PlugConnectedFilled,
  PlugConnectedRegular,
  SettingsFilled,
  SettingsRegular,
  TextQuoteFilled,
  TextQuoteRegular,
  type FluentIcon,
} from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceView } from '../../../../server/contract/service-settings.ts'
import { followLink } from '../areas/follow-link.ts'
import { useStyles } from './SectionNav.styles.ts'
import { AccessNavItem } from './access/AccessLink.tsx'
import { useEnvironment } from './frame/use-environment.ts'
import { ServiceSwitch } from './ServiceSwitch.tsx'
import { changedFields, sectionOf } from './state/fields.ts'
import { sectionOfPath } from './state/issues.ts'
import { sectionsOf, type Section } from './studio-place.ts'
import type { Editing } from './use-editing.ts'
import { useStudioPlace } from './use-studio-place.ts'

const ICONS: Readonly<Record<Section, FluentIcon>> = {
  overview: bundleIcon(ClipboardTaskFilled, ClipboardTaskRegular),
  content: bundleIcon(TextQuoteFilled, TextQuoteRegular),
  invitation: bundleIcon(MailTemplateFilled, MailTemplateRegular),
  hours: bundleIcon(ClockFilled, ClockRegular),
  telephony: bundleIcon(CallFilled, CallRegular),
  channels: bundleIcon(PlugConnectedFilled, PlugConnectedRegular),
  profile: bundleIcon(SettingsFilled, SettingsRegular),
  statistics: bundleIcon(DataTrendingFilled, DataTrendingRegular),
  history: bundleIcon(HistoryFilled, HistoryRegular),
}

export interface SectionNavProps {
  service: ServiceView
  services: readonly ServiceView[]
  current: Section
  /** `null` while the settings are loaded. */
  editing: Editing | null
}

/** The ways through a service's settings; a mark tells where something is unsaved, faulty or missing. */
export function SectionNav({ service, services, current, editing }: SectionNavProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { go, link } = useStudioPlace()
  const list = useRef<HTMLUListElement>(null)
  const { rights } = useEnvironment()
  const marks = marksOf(service, editing)

  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])

  return (
    <div className={styles.root}>
      <BackToServices />
      <ServiceSwitch service={service} services={services} />
      <nav aria-label={t('nav.label', { name: service.name })}>
        <ul className={styles.list} ref={list}>
          {sectionsOf(service, rights).map((section) => {
            const Icon = ICONS[section]
            const mark = marks.get(section)
            const isCurrent = section === current
            return (
              <li key={section}>
                <a
                  href={link({ section })}
                  className={mergeClasses(styles.link, isCurrent && styles.current)}
                  aria-current={isCurrent ? 'page' : undefined}
                  onClick={(event) => followLink(event, () => go({ section }))}
                >
                  <span className={mergeClasses(styles.icon, isCurrent && styles.currentIcon)}>
                    <Icon filled={isCurrent} />
                  </span>
                  <span className={styles.name}>{t(`section.${section}`)}</span>
                  {mark !== undefined && (
                    <>
                      <span
                        className={mergeClasses(styles.mark, styles[mark])}
                        title={t(`nav.mark.${mark}`)}
                        aria-hidden="true"
                      />
                      <span className={styles.hidden}>, {t(`nav.mark.${mark}`)}</span>
                    </>
                  )}
                </a>
              </li>
            )
          })}
          <AccessNavItem />
        </ul>
      </nav>
    </div>
  )
}

/** Up to the environment, whose other pages are beside its services (DX-BOT-13). */
function BackToServices() {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { go, link } = useStudioPlace()
  const target = { serviceId: null, section: 'overview' } as const
  return (
    <a href={link(target)} className={styles.up} onClick={(event) => followLink(event, () => go(target))}>
      <ChevronLeft16Regular aria-hidden />
      {t('nav.all')}
    </a>
  )
}

type Mark = 'faulty' | 'unsaved' | 'blocking'

/** The one thing about each section that is most worth knowing. */
function marksOf({ problems }: ServiceView, editing: Editing | null): Map<Section, Mark> {
  const marks = new Map<Section, Mark>()
  if (problems.some(({ blocking }) => blocking)) marks.set('overview', 'blocking')
  if (editing === null) return marks
  for (const field of changedFields(editing.view.draft, editing.mine)) marks.set(sectionOf(field), 'unsaved')
  if (!editing.attempted) return marks
  for (const path of editing.issues.keys()) {
    const section = sectionOfPath(path)
    if (section !== null) marks.set(section, 'faulty')
  }
  return marks
}
