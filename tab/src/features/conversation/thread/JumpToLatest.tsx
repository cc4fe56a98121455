import { Button, CounterBadge } from '@fluentui/react-components'
import { ArrowDown20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useStyles } from './JumpToLatest.styles.ts'

/** Leads back to the newest message and says how many came meanwhile. */
export function JumpToLatest({ count, onJump }: { count: number; onJump: () => void }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const label = count > 0 ? `${t('thread.jumpNew', { count })}. ${t('thread.jump')}` : t('thread.jump')
  return (
    <div className={styles.root}>
      <Button
        shape="circular"
        className={styles.button}
        icon={<ArrowDown20Regular />}
        aria-label={label}
        title={t('thread.jump')}
        onClick={onJump}
      />
      {count > 0 && (
        <CounterBadge
          className={styles.count}
          count={count}
          overflowCount={99}
          size="small"
          aria-hidden="true"
        />
      )}
    </div>
  )
}
