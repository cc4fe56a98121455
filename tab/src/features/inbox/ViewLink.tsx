import { mergeClasses, Tooltip } from '@fluentui/react-components'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewName } from '../../state/state.ts'
import { useStyles } from './Rail.styles.ts'
import { useViewCount } from './use-view-count.ts'
import { viewIcons } from './view-icons.tsx'

export interface ViewLinkProps {
  view: ViewName
  href: string
  current: boolean
  wide: boolean
  onGo: () => void
}

export function ViewLink({ view, href, current, wide, onGo }: ViewLinkProps) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const count = useViewCount(view)
  const Icon = viewIcons[view]
  const name = t(`nav.${view}`)
  const label = count === null ? name : `${name}, ${count.words}`

  function follow(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onGo()
  }

  const link = (
    <a
      href={href}
      className={mergeClasses(styles.item, !wide && styles.narrowItem, current && styles.current)}
      aria-current={current ? 'page' : undefined}
      aria-label={label}
      onClick={follow}
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
