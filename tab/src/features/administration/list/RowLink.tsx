import type { KeyboardEvent } from 'react'
import { followLink } from '../../areas/follow-link.ts'
import { useAddress } from '../../areas/use-address.ts'
import { useOpenEnvironment } from '../use-administration.ts'
import { useStyles } from './list.styles.ts'

/** The way from a row to a page of the administration. */
export function RowLink({ href, name }: { href: string; name: string }) {
  const styles = useStyles()
  const { visit } = useAddress()
  return (
    <a
      data-row=""
      className={styles.link}
      href={href}
      dir="auto"
      onKeyDown={moveBetweenRows}
      onClick={(event) => followLink(event, () => visit(href))}
    >
      {name}
    </a>
  )
}

export interface EnvironmentRowLinkProps {
  environmentId: string
  /** Where it leads to within the environment. */
  address: string
  name: string
}

/** The way from a row into a customer's environment: its address alone would not say which one. */
export function EnvironmentRowLink({ environmentId, address, name }: EnvironmentRowLinkProps) {
  const styles = useStyles()
  const open = useOpenEnvironment()
  return (
    <button
      type="button"
      data-row=""
      className={styles.link}
      dir="auto"
      onKeyDown={moveBetweenRows}
      onClick={() => void open(environmentId, address)}
    >
      {name}
    </button>
  )
}

/** The arrows go from row to row. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const rows = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const target = rows[rows.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)]
  if (target === undefined) return
  event.preventDefault()
  target.focus()
}
