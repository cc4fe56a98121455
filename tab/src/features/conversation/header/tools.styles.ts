import { makeStyles, tokens } from '@fluentui/react-components'

const NARROW = '@container pane (max-width: 679px)'

/** Buttons of the header: with words where there is room, a glyph otherwise. */
export const useStyles = makeStyles({
  tool: {
    flexShrink: 0,
    [NARROW]: { minWidth: '32px', maxWidth: '32px', paddingLeft: 0, paddingRight: 0, border: 'none' },
  },
  split: {
    flexShrink: 0,
    '& > button:first-child': { [NARROW]: { minWidth: '32px', paddingLeft: 0, paddingRight: 0 } },
  },
  label: {
    maxWidth: '140px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    [NARROW]: { display: 'none' },
  },
  still: {
    maxWidth: '160px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  wideOnly: { [NARROW]: { display: 'none' } },
})
