import { mergeClasses } from '@fluentui/react-components'
import { useEffect, useRef, type ReactNode } from 'react'
import { Logo } from '../../components/Logo.tsx'
import { useStyles } from './EntrancePage.styles.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'

export interface EntrancePageProps {
  title: string
  lead?: ReactNode
  children?: ReactNode
  /** What stands below the card, above the languages. */
  below?: ReactNode
  wide?: boolean
  /** The title takes the focus, for where nothing is to be filled in: screen readers begin there. */
  focusTitle?: boolean
}

/** What a page looks like on which somebody comes in. */
export function EntrancePage({ title, lead, children, below, wide = false, focusTitle }: EntrancePageProps) {
  const styles = useStyles()
  return (
    <main className={styles.root}>
      <div className={mergeClasses(styles.card, wide && styles.wide)}>
        <div className={styles.head}>
          <div className={styles.logo}>
            <Logo size={40} />
          </div>
          <Title key={title} focused={focusTitle ?? false}>
            {title}
          </Title>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
      </div>
      {below}
      <LanguageSwitch />
    </main>
  )
}

function Title({ focused, children }: { focused: boolean; children: string }) {
  const styles = useStyles()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focused) heading.current?.focus()
  }, [focused])
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.title}>
      {children}
    </h1>
  )
}
