import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { entranceLanguages, languageNames } from '../../i18n/languages.ts'
import { changeSettings } from '../../state/settings.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  choice: {
    minHeight: '32px',
    padding: '0 10px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground3,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@media (pointer: coarse)': { minHeight: '44px' },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': { textDecorationLine: 'underline' },
  },
})

/** The language of the page, for whoever is nobody here yet. It is remembered on this device. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('session')
  const styles = useStyles()
  return (
    <nav aria-label={t('language')}>
      <ul className={styles.root}>
        {entranceLanguages.map((language) => {
          const current = i18n.language === language
          return (
            <li key={language}>
              <button
                type="button"
                lang={language}
                className={mergeClasses(styles.choice, current && styles.current)}
                {...(current ? { 'aria-current': 'true' as const } : {})}
                onClick={() => changeSettings({ language })}
              >
                {languageNames[language]}
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
