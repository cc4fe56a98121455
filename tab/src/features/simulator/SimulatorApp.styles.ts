import { makeStaticStyles, makeStyles, tokens } from '@fluentui/react-components'

const usePageStyles = makeStaticStyles({
  'html, body, #root': { height: '100%', margin: 0 },
  body: { overflow: 'hidden' },
  '@media (prefers-reduced-motion: reduce)': {
    '*, *::before, *::after': {
      animationDuration: '0.01ms !important',
      animationIterationCount: '1 !important',
      transitionDuration: '0.01ms !important',
      scrollBehavior: 'auto !important',
    },
  },
})

const useRootStyles = makeStyles({
  provider: { height: '100%', overflow: 'hidden', textAlign: 'start' },
  page: {
    position: 'relative',
    height: '100%',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
    backgroundImage: `radial-gradient(60% 50% at 18% 12%, ${tokens.colorPaletteLightGreenBackground1} 0%, transparent 70%), radial-gradient(50% 50% at 90% 90%, ${tokens.colorPaletteBlueBorderActive}22 0%, transparent 70%)`,
    '@media (forced-colors: active)': { backgroundImage: 'none' },
  },
  wide: {
    gridTemplateColumns: 'minmax(0, auto) minmax(340px, 560px)',
    justifyContent: 'center',
    columnGap: 'clamp(20px, 4vw, 64px)',
    padding: '24px clamp(16px, 3vw, 48px)',
  },
  contrast: { backgroundColor: tokens.colorNeutralBackground1, backgroundImage: 'none' },
  stage: {
    minHeight: 0,
    height: '100%',
    display: 'grid',
    alignItems: 'center',
    justifyItems: 'center',
  },
  side: { minHeight: 0, minWidth: 0 },
  labButton: {
    position: 'fixed',
    insetInlineEnd: '24px',
    top: '24px',
    boxShadow: tokens.shadow8,
  },
})

export function useStyles() {
  usePageStyles()
  return useRootStyles()
}
