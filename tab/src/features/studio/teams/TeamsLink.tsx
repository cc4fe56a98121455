import { Link, mergeClasses } from '@fluentui/react-components'
import { bundleIcon, PeopleTeamFilled, PeopleTeamRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { followLink } from '../../areas/follow-link.ts'
import { useAddress } from '../../areas/use-address.ts'
import { useAccount } from '../../inbox/use-account.ts'
import { useStyles as useNavStyles } from '../SectionNav.styles.ts'
import { mayAddToTeams, teamsAddress } from './teams-address.ts'
import { useStyles } from './teams.styles.ts'

const TeamsIcon = bundleIcon(PeopleTeamFilled, PeopleTeamRegular)

/** Whether the member may see the page about Microsoft Teams here. */
function useMayAddToTeams(): boolean {
  const { environments, environmentId } = useAccount()
  return mayAddToTeams(environments.find(({ id }) => id === environmentId)?.roles ?? [])
}

/** The way to the page about Microsoft Teams, as the last entry of a service's menu; nothing for those who may not see it. */
export function TeamsNavItem() {
  const styles = useNavStyles()
  const own = useStyles()
  const { t } = useTranslation('studio')
  const { visit } = useAddress()
  if (!useMayAddToTeams()) return null
  return (
    <li className={own.navItem}>
      <a
        href={teamsAddress()}
        className={styles.link}
        onClick={(event) => followLink(event, () => visit(teamsAddress()))}
      >
        <span className={styles.icon}>
          <TeamsIcon />
        </span>
        <span className={styles.name}>{t('teams.title')}</span>
      </a>
    </li>
  )
}

/** The same below the list of services, or where there are none yet. */
export function TeamsHint() {
  const own = useStyles()
  const { t } = useTranslation('studio')
  const { visit } = useAddress()
  if (!useMayAddToTeams()) return null
  return (
    <p className={mergeClasses(own.note, own.hint)}>
      <span className={own.hintIcon} aria-hidden="true">
        <TeamsIcon />
      </span>
      <span>
        {t('teams.hint')}{' '}
        <Link href={teamsAddress()} onClick={(event) => followLink(event, () => visit(teamsAddress()))}>
          {t('teams.go')}
        </Link>
      </span>
    </p>
  )
}
