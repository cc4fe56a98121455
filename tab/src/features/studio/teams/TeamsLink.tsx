import { Link, mergeClasses } from '@fluentui/react-components'
import { PeopleTeamRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { followLink } from '../../areas/follow-link.ts'
import { useAddress } from '../../areas/use-address.ts'
import { mayOpen, pageAddress } from '../frame/environment-pages.ts'
import { useEnvironment } from '../frame/use-environment.ts'
import { useStyles } from './teams.styles.ts'

/** The way to the page about Microsoft Teams, below the list of services or where there are none yet. */
export function TeamsHint() {
  const own = useStyles()
  const { t } = useTranslation('studio')
  const { visit } = useAddress()
  const address = pageAddress('teams')
  if (!mayOpen('teams', useEnvironment())) return null
  return (
    <p className={mergeClasses(own.note, own.hint)}>
      <span className={own.hintIcon} aria-hidden="true">
        <PeopleTeamRegular />
      </span>
      <span>
        {t('teams.hint')}{' '}
        <Link href={address} onClick={(event) => followLink(event, () => visit(address))}>
          {t('teams.go')}
        </Link>
      </span>
    </p>
  )
}
