import { makeStaticStyles, makeStyles, tokens } from '@fluentui/react-components'

/** On paper there is the list alone, without the app around it. */
const usePaper = makeStaticStyles(`
  .callover-paper { display: none; }
  @media print {
    body:has(> .callover-paper) { overflow: visible; height: auto; background: #fff; }
    body:has(> .callover-paper) > :not(.callover-paper) { display: none !important; }
    .callover-paper {
      display: block; padding: 2cm; color: #000; font: 14pt/1.6 sans-serif;
    }
    .callover-paper li { font-family: monospace; break-inside: avoid; }
  }
`)

const useScreen = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(148px, 1fr))',
    gap: '6px 16px',
    margin: 0,
    padding: '16px',
    listStyleType: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase400,
    whiteSpace: 'nowrap',
  },
  ways: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  way: { minWidth: '0' },
  done: { minHeight: '40px' },
  stored: { marginInlineStart: '-8px' },
  fault: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorStatusDangerForeground1,
  },
})

export function useStyles() {
  usePaper()
  return useScreen()
}
