import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components'
import type { ThemeName } from './host/host.ts'

/** Rows hold several shades of text, so they need a background that all of them stay readable on. */
interface RowTokens {
  rowHover: string
  rowSelected: string
}

/** The high-contrast theme marks things with a bright background that only suits black text. */
export const themes: Record<ThemeName, Theme & RowTokens> = {
  light: {
    ...webLightTheme,
    rowHover: webLightTheme.colorNeutralBackground1Hover,
    rowSelected: webLightTheme.colorNeutralBackground1Selected,
  },
  dark: {
    ...webDarkTheme,
    rowHover: webDarkTheme.colorNeutralBackground1Hover,
    rowSelected: webDarkTheme.colorNeutralBackground1Selected,
  },
  contrast: { ...teamsHighContrastTheme, rowHover: '#1f1f1f', rowSelected: '#333333' },
}

/** The tokens above, as styles use them. */
export const rowTokens: RowTokens = { rowHover: 'var(--rowHover)', rowSelected: 'var(--rowSelected)' }
