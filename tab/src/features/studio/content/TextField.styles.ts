import { makeStyles, tokens } from '@fluentui/react-components'
import { NARROW } from '../../../components/page-frame.ts'

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '16px 20px 12px',
    [NARROW]: { padding: '16px 16px 12px' },
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '16px',
    minHeight: '24px',
  },
  words: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '8px', minWidth: 0 },
  label: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightMedium,
  },
  hint: {
    margin: '-6px 0 0',
    maxWidth: '96ch',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
  field: { width: '100%', boxSizing: 'border-box' },
  // As high as its text, or as that of the product which it shows while it is empty.
  textarea: { minHeight: '64px', maxHeight: '320px', lineHeight: '22px', fieldSizing: 'content' },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px',
    marginLeft: '-8px',
    minHeight: '24px',
  },
  count: {
    display: 'flex',
    gap: '12px',
    marginLeft: 'auto',
    paddingLeft: '8px',
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground3,
  },
  tooMany: { color: tokens.colorStatusDangerForeground3, fontWeight: tokens.fontWeightSemibold },
  warning: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorStatusWarningForeground3,
  },
  silent: {
    margin: '0 0 4px',
    padding: '10px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
})
