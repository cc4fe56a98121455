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
  root: {
    height: '100%',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    textAlign: 'start',
  },
})

export function useStyles() {
  usePageStyles()
  return useRootStyles()
}
