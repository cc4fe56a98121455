import { Link } from '@fluentui/react-components'
import { bundleIcon, PersonAddFilled, PersonAddRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { followLink } from '../../areas/follow-link.ts'
import { useAddress } from '../../areas/use-address.ts'
import { pageAddress } from '../frame/environment-pages.ts'
import { useStyles as useNavStyles } from '../SectionNav.styles.ts'
import { useStyles } from './access.styles.ts'
import type { AccessDesk } from './access-desk.ts'
import { useAccessDesk, useAccessState } from './use-access-desk.ts'

const AccessIcon = bundleIcon(PersonAddFilled, PersonAddRegular)

function useCount(desk: AccessDesk): number {
  const state = useAccessState(desk)
  return state.step === 'ready' ? state.items.length : 0
}

/** How many ask, behind the name of their page in a menu; nothing while nobody does. */
export function AccessCount() {
  const desk = useAccessDesk()
  return desk === null ? null : <Count desk={desk} />
}

function Count({ desk }: { desk: AccessDesk }) {
  const nav = useNavStyles()
  const styles = useStyles()
  const { t } = useTranslation('access')
  const count = useCount(desk)
  if (count === 0) return null
  return (
    <>
      <span className={styles.count} aria-hidden="true">
        {count}
      </span>
      <span className={nav.hidden}>, {t('count', { count })}</span>
    </>
  )
}

/** The way to the requests in a service's menu, while somebody asks; nothing for those who do not decide. */
export function AccessNavItem() {
  const desk = useAccessDesk()
  return desk === null ? null : <NavItem desk={desk} />
}

function NavItem({ desk }: { desk: AccessDesk }) {
  const nav = useNavStyles()
  const { t } = useTranslation('access')
  const { visit } = useAddress()
  const address = pageAddress('access')
  if (useCount(desk) === 0) return null
  return (
    <li>
      <a href={address} className={nav.link} onClick={(event) => followLink(event, () => visit(address))}>
        <span className={nav.icon}>
          <AccessIcon />
        </span>
        <span className={nav.name}>{t('title')}</span>
        <Count desk={desk} />
      </a>
    </li>
  )
}

/** Above the list of services: that somebody is asking. */
export function AccessNews() {
  const desk = useAccessDesk()
  return desk === null ? null : <News desk={desk} />
}

function News({ desk }: { desk: AccessDesk }) {
  const styles = useStyles()
  const { t } = useTranslation('access')
  const { visit } = useAddress()
  const count = useCount(desk)
  const address = pageAddress('access')
  if (count === 0) return null
  return (
    <p className={styles.news}>
      <span className={styles.newsIcon} aria-hidden="true">
        <AccessIcon filled />
      </span>
      <span>
        {t('waiting', { count })}{' '}
        <Link inline href={address} onClick={(event) => followLink(event, () => visit(address))}>
          {t('title')}
        </Link>
      </span>
    </p>
  )
}
