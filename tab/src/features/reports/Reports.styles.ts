import { makeStyles, tokens } from '@fluentui/react-components'
import { NARROW } from '../figures/figures.styles.ts'

export const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    height: '100%',
    overflowX: 'hidden',
    overflowY: 'auto',
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    maxWidth: '1240px',
    margin: '0 auto',
    padding: '20px 32px 48px',
    boxSizing: 'border-box',
    [NARROW]: { gap: '12px', padding: '12px 12px 32px' },
  },
})
