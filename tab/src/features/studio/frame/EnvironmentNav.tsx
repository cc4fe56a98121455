import { mergeClasses } from '@fluentui/react-components'
import {
  AppsListFilled,
  AppsListRegular,
  bundleIcon,
  HistoryFilled,
  HistoryRegular,
  PeopleFilled,
  PeopleRegular,
  PeopleTeamFilled,
  PeopleTeamRegular,
  PersonAddFilled,
  PersonAddRegular,
  PlugConnectedFilled,
  PlugConnectedRegular,
  ReceiptFilled,
  ReceiptRegular,
  SettingsFilled,
  SettingsRegular,
  ShieldPersonRegular,
  type FluentIcon,
} from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { followLink } from '../../areas/follow-link.ts'
import { useAddress } from '../../areas/use-address.ts'
import { AccessCount } from '../access/AccessLink.tsx'
import { useStyles } from '../SectionNav.styles.ts'
import { pageAddress, pagesOf, type EnvironmentPage } from './environment-pages.ts'
import { useEnvironment } from './use-environment.ts'

const ICONS: Readonly<Record<EnvironmentPage, FluentIcon>> = {
  services: bundleIcon(AppsListFilled, AppsListRegular),
  orders: bundleIcon(ReceiptFilled, ReceiptRegular),
  members: bundleIcon(PeopleFilled, PeopleRegular),
  access: bundleIcon(PersonAddFilled, PersonAddRegular),
  settings: bundleIcon(SettingsFilled, SettingsRegular),
  audit: bundleIcon(HistoryFilled, HistoryRegular),
  integrations: bundleIcon(PlugConnectedFilled, PlugConnectedRegular),
  privacy: ShieldPersonRegular,
  teams: bundleIcon(PeopleTeamFilled, PeopleTeamRegular),
}

/** The ways through an environment; whoever has only one of them needs no menu (DX-NAV-04, DX-ROLE-09). */
export function EnvironmentNav({ current }: { current: EnvironmentPage }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { visit } = useAddress()
  const environment = useEnvironment()
  const list = useRef<HTMLUListElement>(null)
  const pages = pagesOf(environment)

  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])

  if (pages.length < 2) return null
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <span className={styles.headWords}>
          <span className={styles.serviceName}>{environment.name}</span>
          <span className={styles.template}>{t(`environment.kind.${environment.kind}`)}</span>
        </span>
      </div>
      <nav aria-label={t('environment.nav')}>
        <ul className={styles.list} ref={list}>
          {pages.map((page) => {
            const Icon = ICONS[page]
            const isCurrent = page === current
            const address = pageAddress(page)
            return (
              <li key={page}>
                <a
                  href={address}
                  className={mergeClasses(styles.link, isCurrent && styles.current)}
                  aria-current={isCurrent ? 'page' : undefined}
                  onClick={(event) => followLink(event, () => visit(address))}
                >
                  <span className={mergeClasses(styles.icon, isCurrent && styles.currentIcon)}>
                    <Icon filled={isCurrent} />
                  </span>
                  <span className={styles.name}>{t(`environment.page.${page}`)}</span>
                  {page === 'access' && <AccessCount />}
                </a>
              </li>
            )
          })}
        </ul>
      </nav>
    </div>
  )
}
