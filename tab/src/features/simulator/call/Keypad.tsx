import { mergeClasses } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useStyles } from './Keypad.styles.ts'

const KEYS: readonly { key: string; letters: string }[] = [
  { key: '1', letters: '' },
  { key: '2', letters: 'ABC' },
  { key: '3', letters: 'DEF' },
  { key: '4', letters: 'GHI' },
  { key: '5', letters: 'JKL' },
  { key: '6', letters: 'MNO' },
  { key: '7', letters: 'PQRS' },
  { key: '8', letters: 'TUV' },
  { key: '9', letters: 'WXYZ' },
  { key: '*', letters: '' },
  { key: '0', letters: '+' },
  { key: '#', letters: '' },
]

export interface KeypadProps {
  /** On the dark screen of a call, and smaller. */
  inCall?: boolean
  onPress: (key: string) => void
}

/** The twelve keys of a telephone. */
export function Keypad({ inCall = false, onPress }: KeypadProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  return (
    <fieldset className={styles.pad} aria-label={t('call.keypad.label')}>
      {KEYS.map(({ key, letters }) => {
        const sign = key === '*' ? t('call.keypad.star') : key === '#' ? t('call.keypad.hash') : null
        return (
          <button
            key={key}
            type="button"
            className={mergeClasses(styles.key, inCall ? styles.dark : styles.light, inCall && styles.small)}
            aria-label={sign ?? key}
            onClick={() => onPress(key)}
          >
            <span className={sign === null ? styles.digit : styles.sign} aria-hidden="true">
              {key === '*' ? '∗' : key}
            </span>
            {sign === null && <span className={styles.letters} data-letters={letters} aria-hidden="true" />}
          </button>
        )
      })}
    </fieldset>
  )
}
