import { useTranslation } from 'react-i18next'
import { useStyles } from '../inbox/Rail.styles.ts'
import { areaIcons } from './area-icons.tsx'
import { RailLink } from './RailLink.tsx'
import { useAreaWays } from './use-area-ways.ts'

/** The ways to the areas besides the inbox. Those who have none of them see nothing. */
export function AreaLinks({ wide }: { wide: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('areas')
  const ways = useAreaWays()
  if (ways.length === 0) return null
  return (
    <nav aria-label={t('nav')}>
      <ul className={styles.views}>
        {ways.map(({ area, href, current, go }) => (
          <li key={area}>
            <RailLink
              href={href}
              name={t(`name.${area}`)}
              icon={areaIcons[area]}
              current={current}
              wide={wide}
              onGo={go}
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}
