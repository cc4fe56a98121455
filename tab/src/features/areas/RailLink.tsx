import { mergeClasses, Tooltip } from '@fluentui/react-components'
import type { FluentIcon } from '@fluentui/react-icons'
import { useStyles } from '../inbox/Rail.styles.ts'
import { followLink } from './follow-link.ts'

export interface RailLinkProps {
  href: string
  name: string
  icon: FluentIcon
  current: boolean
  /** Beside its icon the link has room for its name. */
  wide: boolean
  /** A figure for the eye, and the same in words; an empty one is not shown. */
  count?: { short: string; words: string } | null
  onGo: () => void
}

/** One way to go in the rail: a real link, so that it can be opened in a new tab as well. */
export function RailLink({ href, name, icon: Icon, current, wide, count = null, onGo }: RailLinkProps) {
  const styles = useStyles()
  const label = count === null ? name : `${name}, ${count.words}`
  const link = (
    <a
      href={href}
      className={mergeClasses(styles.item, !wide && styles.narrowItem, current && styles.current)}
      aria-current={current ? 'page' : undefined}
      aria-label={label}
      onClick={(event) => followLink(event, onGo)}
    >
      <span className={mergeClasses(styles.icon, current && styles.currentIcon)}>
        <Icon filled={current} />
      </span>
      {wide && <span className={styles.text}>{name}</span>}
      {count !== null && count.short !== '' && (
        <span className={wide ? styles.count : styles.smallCount}>{count.short}</span>
      )}
    </a>
  )
  return wide ? (
    link
  ) : (
    <Tooltip content={label} relationship="label" positioning="after" withArrow>
      {link}
    </Tooltip>
  )
}
