import { Link } from '@fluentui/react-components'
import { Location20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Location } from '../../../../../server/contract/message.ts'
import { useStyles } from './cards.styles.ts'
import { safeName } from './text-format.ts'

/** A place in words and coordinates. No map is drawn: that would tell a stranger where the customer is. */
export function LocationCard({ location }: { location: Location }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const { latitude, longitude, name, address } = location
  const place = `${latitude},${longitude}`
  return (
    <div className={styles.card}>
      <span className={styles.head}>
        <span className={styles.icon} aria-hidden="true">
          <Location20Regular />
        </span>
        <span className={styles.title} dir="auto">
          {safeName(name ?? '') || t('location.title')}
        </span>
      </span>
      {address !== undefined && <span dir="auto">{safeName(address)}</span>}
      <span className={styles.quiet}>
        {t('location.coordinates', { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) })}
      </span>
      <Link
        href={`https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(place)}`}
        target="_blank"
        rel="noopener noreferrer"
      >
        {t('location.open')}
      </Link>
    </div>
  )
}
