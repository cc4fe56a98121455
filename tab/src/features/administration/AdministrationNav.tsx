import { mergeClasses } from '@fluentui/react-components'
import {
  BuildingFilled,
  BuildingRegular,
  bundleIcon,
  AppsListFilled,
  AppsListRegular,
  LayerFilled,
  LayerRegular,
  PeopleFilled,
  PeopleRegular,
  PlugConnectedFilled,
  PlugConnectedRegular,
  ShieldTaskFilled,
  ShieldTaskRegular,
  type FluentIcon,
} from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { followLink } from '../areas/follow-link.ts'
import { useAddress } from '../areas/use-address.ts'
import { useAccount } from '../inbox/use-account.ts'
import { pageAddress } from '../studio/frame/environment-pages.ts'
import { useStyles } from '../studio/SectionNav.styles.ts'
import { administrationAddress, PAGES, type AdministrationPage } from './administration-address.ts'
import { useAdministration } from './use-administration.ts'

const ICONS: Readonly<Record<AdministrationPage, FluentIcon>> = {
  accounts: bundleIcon(BuildingFilled, BuildingRegular),
  environments: bundleIcon(LayerFilled, LayerRegular),
  services: bundleIcon(AppsListFilled, AppsListRegular),
  channels: bundleIcon(PlugConnectedFilled, PlugConnectedRegular),
  policy: bundleIcon(ShieldTaskFilled, ShieldTaskRegular),
}
const StaffIcon = bundleIcon(PeopleFilled, PeopleRegular)

/** The lists of the administration, what applies to all customers, and the way to the agency's own people (DX-ADMIN-01, -05). */
export function AdministrationNav({ current }: { current: AdministrationPage }) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const { agencyId } = useAdministration()
  const { environments } = useAccount()
  const { visit } = useAddress()
  const list = useRef<HTMLUListElement>(null)
  const agency = environments.find(({ id }) => id === agencyId)

  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])

  return (
    <nav className={styles.root} aria-label={t('nav')}>
      <div className={styles.head}>
        <span className={styles.headWords}>
          <span className={styles.template}>{t('navHint')}</span>
          <span className={styles.serviceName}>{agency?.name ?? ''}</span>
        </span>
      </div>
      <ul className={styles.list} ref={list}>
        {PAGES.map((page) => (
          <Item
            key={page}
            href={administrationAddress({ page })}
            name={t(`page.${page}`)}
            icon={ICONS[page]}
            current={page === current}
            onGo={visit}
          />
        ))}
        {agency?.rights.includes('member:manage') === true && (
          <Item
            href={pageAddress('members')}
            name={t('page.staff')}
            icon={StaffIcon}
            current={false}
            onGo={visit}
          />
        )}
      </ul>
    </nav>
  )
}

interface ItemProps {
  href: string
  name: string
  icon: FluentIcon
  current: boolean
  onGo: (href: string) => void
}

function Item({ href, name, icon: Icon, current, onGo }: ItemProps) {
  const styles = useStyles()
  return (
    <li>
      <a
        href={href}
        className={mergeClasses(styles.link, current && styles.current)}
        aria-current={current ? 'page' : undefined}
        onClick={(event) => followLink(event, () => onGo(href))}
      >
        <span className={mergeClasses(styles.icon, current && styles.currentIcon)}>
          <Icon filled={current} />
        </span>
        <span className={styles.name}>{name}</span>
      </a>
    </li>
  )
}
