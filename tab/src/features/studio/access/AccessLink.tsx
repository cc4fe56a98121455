import { Link } from '@fluentui/react-components'
import { bundleIcon, PersonAddFilled, PersonAddRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { followLink } from '../../areas/follow-link.ts'
import { useAddress } from '../../areas/use-address.ts'
import { useStyles as useNavStyles } from '../SectionNav.styles.ts'
import { accessAddress } from './access-address.ts'
import { useStyles } from './access.styles.ts'
import type { AccessDesk } from './access-desk.ts'
import { useAccessDesk, useAccessState } from './use-access-desk.ts'

const AccessIcon = bundleIcon(PersonAddFilled, PersonAddRegular)

function useCount(desk: AccessDesk): number {
  const state = useAccessState(desk)
  return state.step === 'ready' ? state.items.length : 0
}

/** The way to the requests for access in a service's menu, with how many there are; nothing for those who do not decide. */
export function AccessNavItem() {
  const desk = useAccessDesk()
  return desk === null ? null : <NavItem desk={desk} />
}

function NavItem({ desk }: { desk: AccessDesk }) {
  const nav = useNavStyles()
  const styles = useStyles()
  const { t } = useTranslation('access')
  const { visit } = useAddress()
  const count = useCount(desk)
  return (
    <li>
      <a
        href={accessAddress()}
        className={nav.link}
        onClick={(event) => followLink(event, () => visit(accessAddress()))}
      >
        <span className={nav.icon}>
          <AccessIcon />
        </span>
        <span className={nav.name}>{t('title')}</span>
        {count > 0 && (
          <>
            <span className={styles.count} aria-hidden="true">
              {count}
            </span>
            <span className={nav.hidden}>, {t('count', { count })}</span>
          </>
        )}
      </a>
    </li>
  )
}

/** The same below the list of services, while nobody is asking. */
export function AccessHint() {
  const desk = useAccessDesk()
  return desk === null ? null : <Hint desk={desk} />
}

function Hint({ desk }: { desk: AccessDesk }) {
  const styles = useStyles()
  if (useCount(desk) > 0) return null
  return (
    <p className={styles.hintLine}>
      <span className={styles.hintIcon} aria-hidden="true">
        <AccessIcon />
      </span>
      <AccessLink />
    </p>
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
  const count = useCount(desk)
  if (count === 0) return null
  return (
    <p className={styles.news}>
      <span className={styles.newsIcon} aria-hidden="true">
        <AccessIcon filled />
      </span>
      <span>
        {t('waiting', { count })} <AccessLink />
      </span>
    </p>
  )
}

function AccessLink() {
  const { t } = useTranslation('access')
  const { visit } = useAddress()
  return (
    <Link inline href={accessAddress()} onClick={(event) => followLink(event, () => visit(accessAddress()))}>
      {t('title')}
    </Link>
  )
}
