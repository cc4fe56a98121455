import { useTranslation } from 'react-i18next'
import { useStyles } from '../inbox/Rail.styles.ts'
import { useAccount } from '../inbox/use-account.ts'
import { areaIcons } from './area-icons.tsx'
import { formatAddress } from './area-address.ts'
import { RailLink } from './RailLink.tsx'
import { useAddress } from './use-address.ts'

/** The ways to the areas besides the inbox, whose own views lead there. Those who have none of them see nothing. */
export function AreaLinks({ wide }: { wide: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('areas')
  const { areas, lastAddress } = useAccount()
  const { area: current, visit } = useAddress()
  const others = areas.filter((area) => area !== 'inbox')
  if (others.length === 0) return null
  return (
    <nav aria-label={t('nav')}>
      <ul className={styles.views}>
        {others.map((area) => {
          // From elsewhere back to where one was; from there to the beginning.
          const href = area === current ? formatAddress(area) : lastAddress(area)
          return (
            <li key={area}>
              <RailLink
                href={href}
                name={t(`name.${area}`)}
                icon={areaIcons[area]}
                current={area === current}
                wide={wide}
                onGo={() => visit(href)}
              />
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
