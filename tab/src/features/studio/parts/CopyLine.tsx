import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useCopy } from '../../conversation/messages/use-copy.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minWidth: 0,
    padding: '4px 4px 4px 12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  value: {
    flexGrow: 1,
    minWidth: 0,
    padding: '4px 0',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    userSelect: 'all',
  },
  button: { flexShrink: 0 },
})

export interface CopyLineProps {
  value: string
  /** What is copied, for those who do not see where the button stands. */
  what: string
}

/** Something that has to be carried elsewhere to the letter. */
export function CopyLine({ value, what }: CopyLineProps) {
  const styles = useStyles()
  const { t } = useTranslation(['studio', 'common'])
  const { copied, copy } = useCopy()
  return (
    <div className={styles.root}>
      <code className={styles.value}>{value}</code>
      <Button
        size="small"
        appearance="subtle"
        className={styles.button}
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={t('studio:parts.copyWhat', { what })}
        onClick={() => copy(value)}
      >
        {t(copied ? 'common:action.copied' : 'common:action.copy')}
      </Button>
    </div>
  )
}
