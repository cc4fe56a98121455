import { mergeClasses } from '@fluentui/react-components'
import { ArrowRight16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useStyles } from './changes.styles.ts'

/** A value as people read it; `quiet` for what was not said by anybody here. */
export interface ValueWords {
  text: string
  quiet: boolean
}

/** Longer values stand below each other. */
const LONG = 40

/** How something was and how it is. */
export function BeforeAndAfter({ before, after }: { before: ValueWords; after: ValueWords }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const isLong = before.text.length > LONG || after.text.length > LONG
  return (
    <div className={mergeClasses(styles.pair, isLong && styles.pairStacked)}>
      <del className={mergeClasses(styles.before, before.quiet && styles.quiet)}>
        <span className={styles.hidden}>{t('difference.before')}: </span>
        {before.text}
      </del>
      <ArrowRight16Regular className={mergeClasses(styles.arrow, isLong && styles.arrowGone)} aria-hidden />
      <ins className={mergeClasses(styles.after, after.quiet && styles.quiet)}>
        <span className={styles.hidden}>{t('difference.after')}: </span>
        {after.text}
      </ins>
    </div>
  )
}
