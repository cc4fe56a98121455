import {
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  webDarkTheme,
  webLightTheme,
  type Theme,
} from '@fluentui/react-components'
import type { ThemeName } from './host/host.ts'

/** Rows hold several shades of text, so they need a background that all of them stay readable on. */
interface RowTokens {
  rowHover: string
  rowSelected: string
}

type AppTheme = Theme & RowTokens

function withRows(theme: Theme): AppTheme {
  return {
    ...theme,
    rowHover: theme.colorNeutralBackground1Hover,
    rowSelected: theme.colorNeutralBackground1Selected,
  }
}

/** The high-contrast theme marks things with a bright background that only suits black text. */
const contrast: AppTheme = { ...teamsHighContrastTheme, rowHover: '#1f1f1f', rowSelected: '#333333' }

/** In a browser. */
export const themes: Record<ThemeName, AppTheme> = {
  light: withRows(webLightTheme),
  dark: withRows(webDarkTheme),
  contrast,
}

/** Within Teams: its own colours. */
export const teamsThemes: Record<ThemeName, AppTheme> = {
  light: withRows(teamsLightTheme),
  dark: withRows(teamsDarkTheme),
  contrast,
}

/** The tokens above, as styles use them. */
export const rowTokens: RowTokens = { rowHover: 'var(--rowHover)', rowSelected: 'var(--rowSelected)' }
