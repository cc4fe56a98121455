/**
 * A host that looks like Teams: its measures, its three themes, its buttons that wrap. Teams' own is not published; the colours are
 * those of Fluent's Teams themes.
 */
export type Theme = 'light' | 'dark' | 'contrast'
export const themes: readonly Theme[] = ['light', 'dark', 'contrast']

interface Palette {
  page: string
  card: string
  emphasis: string
  text: string
  subtle: string
  line: string
  accent: string
  good: string
  warning: string
  attention: string
  brand: string
  onBrand: string
  danger: string
}

const PALETTES: Record<Theme, Palette> = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    emphasis: '#f5f5f5',
    text: '#242424',
    subtle: '#616161',
    line: '#d1d1d1',
    accent: '#4f52b2',
    good: '#0e700e',
    warning: '#8a3707',
    attention: '#b10e1c',
    brand: '#5b5fc7',
    onBrand: '#ffffff',
    danger: '#b10e1c',
  },
  dark: {
    page: '#1f1f1f',
    card: '#292929',
    emphasis: '#1f1f1f',
    text: '#ffffff',
    subtle: '#adadad',
    line: '#666666',
    accent: '#9299f7',
    good: '#9fd89f',
    warning: '#faa06b',
    attention: '#f1707b',
    brand: '#4f52b2',
    onBrand: '#ffffff',
    danger: '#f1707b',
  },
  contrast: {
    page: '#000000',
    card: '#000000',
    emphasis: '#000000',
    text: '#ffffff',
    subtle: '#ffffff',
    line: '#ffffff',
    accent: '#ffff01',
    good: '#3ff23f',
    warning: '#ffff01',
    attention: '#ff5959',
    brand: '#1aebff',
    onBrand: '#000000',
    danger: '#ff5959',
  },
}

/** A host configuration of the official renderer. */
export function hostConfig(theme: Theme): object {
  const palette = PALETTES[theme]
  const color = (one: string): object => ({ default: one, subtle: one })
  const foregroundColors = {
    default: { default: palette.text, subtle: palette.subtle },
    dark: color(palette.text),
    light: color(palette.subtle),
    accent: color(palette.accent),
    good: color(palette.good),
    warning: color(palette.warning),
    attention: color(palette.attention),
  }
  const label = { color: 'Default', isSubtle: false, size: 'Default', weight: 'Default' }
  const font = {
    fontFamily: '"Segoe UI", system-ui, sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
  }
  return {
    choiceSetInputValueSeparator: ',',
    supportsInteractivity: true,
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    fontTypes: { default: font, monospace: font },
    containerStyles: {
      default: { backgroundColor: palette.card, foregroundColors },
      emphasis: { backgroundColor: palette.emphasis, foregroundColors },
      good: { backgroundColor: palette.emphasis, foregroundColors },
      warning: { backgroundColor: palette.emphasis, foregroundColors },
      attention: { backgroundColor: palette.emphasis, foregroundColors },
    },
    actions: {
      maxActions: 6,
      spacing: 'Medium',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { ...label, suffix: ' *', suffixColor: 'Attention' },
        optionalInputs: label,
      },
      errorMessage: { color: 'Attention', size: 'Small', weight: 'Default' },
    },
    textBlock: { headingLevel: 2 },
    adaptiveCard: { allowCustomStyle: false },
  }
}

/** The page's style sheet: what the renderer leaves to its host. */
export function styleSheet(theme: Theme): string {
  const palette = PALETTES[theme]
  const field = `background: ${palette.card}; color: ${palette.text}; border: 1px solid ${palette.subtle}; border-radius: 4px;
    padding: 6px 8px; font: 14px "Segoe UI", system-ui, sans-serif; width: 100%; box-sizing: border-box;`
  return `
    body { margin: 0; padding: 12px; background: ${palette.page}; font: 14px/20px "Segoe UI", system-ui, sans-serif; }
    main { display: flex; flex-direction: column; gap: 12px; }
    .card { border: 1px solid ${palette.line}; border-radius: 6px; overflow: hidden; }
    .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
    .ac-textBlock p { margin: 0 0 8px; }
    .ac-container[style*="${palette.emphasis}"] { border-radius: 4px; }
    .ac-pushButton { font: 600 13px/20px "Segoe UI", system-ui, sans-serif; padding: 5px 12px; border-radius: 4px; min-height: 32px;
      border: 1px solid ${palette.line}; background: ${palette.card}; color: ${palette.text}; }
    .ac-pushButton.style-positive { background: ${palette.brand}; border-color: ${palette.brand}; color: ${palette.onBrand}; }
    .ac-pushButton.style-destructive { color: ${palette.danger}; border-color: ${palette.danger}; }
    .ac-textInput, .ac-timeInput, .ac-choiceSetInput-compact { ${field} }
    .ac-multiline { min-height: 72px; resize: vertical; }
    .ac-input-container > * { width: 100%; }
    .ac-choiceSetInput-multiSelect > div { padding: 3px 0; }
    input[type=checkbox] { flex: none; }
    ::placeholder { color: ${palette.subtle}; opacity: 1; }
  `
}
