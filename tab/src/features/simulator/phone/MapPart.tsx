import { LocationFilled } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { LocationContent } from '../state/wire.ts'
import { useStyles } from './content.styles.ts'

/** A drawn map that is the same for the same place; nothing is fetched from anywhere. */
export function MapPart({ place }: { place: LocationContent }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { latitude, longitude } = place
  const turn = Math.round(((latitude * 97 + longitude * 53) % 40) - 20)
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
  return (
    <a
      className={styles.map}
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t('media.map')}
    >
      <svg
        width="100%"
        height="100%"
        viewBox="0 0 300 124"
        preserveAspectRatio="xMidYMid slice"
        aria-hidden="true"
      >
        <rect width="300" height="124" fill="#e5e9e2" />
        <g transform={`rotate(${turn} 150 62)`}>
          <path d="M-60 96 C40 70 90 120 170 92 S320 70 380 96 V240 H-60Z" fill="#a9cfe8" />
          <path d="M196 -40h70v74h-70z" fill="#c5dfb4" />
          <path
            d="M40 -60v300M112 -60v300M188 -60v300M276 -60v300M-60 4h420M-60 52h420"
            stroke="#fff"
            strokeWidth="7"
          />
          <path d="M-60 30 L360 78" stroke="#f8dc8c" strokeWidth="11" />
          <path d="M76 -60v300M150 -60v150M232 -60v150M-60 28h250" stroke="#fff" strokeWidth="3.5" />
          <g fill="#d5d8d0">
            <path d="M50 10h16v12H50zM86 12h18v10H86zM122 58h18v12h-18zM160 10h18v14h-18zM48 60h18v12H48zM200 58h22v12h-22z" />
          </g>
        </g>
      </svg>
      <span className={styles.pin} aria-hidden="true">
        <LocationFilled />
      </span>
    </a>
  )
}
