import { makeStaticStyles, makeStyles, tokens } from '@fluentui/react-components'

const usePageStyles = makeStaticStyles(`
  html, body, #root { height: 100%; margin: 0; }
  body { overflow: hidden; }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
      scroll-behavior: auto !important;
    }
  }
`)

const useRootStyles = makeStyles({
  page: {
    position: 'relative',
    height: '100%',
    overflow: 'hidden',
    textAlign: 'start',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
    backgroundImage: `radial-gradient(60% 50% at 18% 12%, ${tokens.colorPaletteLightGreenBackground1} 0%, transparent 70%), radial-gradient(50% 50% at 90% 90%, ${tokens.colorPaletteBlueBorderActive}22 0%, transparent 70%)`,
    '@media (forced-colors: active)': { backgroundImage: 'none' },
  },
  wide: {
    gridTemplateColumns: 'auto minmax(340px, 560px)',
    justifyContent: 'center',
    columnGap: 'clamp(20px, 4vw, 64px)',
    padding: '24px clamp(16px, 3vw, 48px)',
  },
  contrast: { backgroundColor: tokens.colorNeutralBackground1, backgroundImage: 'none' },
  stage: {
    minHeight: 0,
    height: '100%',
    display: 'grid',
    gridTemplateRows: 'minmax(0, 1fr)',
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
