/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus -- a segmented control; the focus is on its options */
import { mergeClasses } from '@fluentui/react-components'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComposerMode } from './draft-store.ts'
import { useStyles } from './ModeSwitch.styles.ts'

interface ModeSwitchProps {
  mode: ComposerMode
  onChange: (mode: ComposerMode) => void
}

const MODES: readonly ComposerMode[] = ['reply', 'note']

/** To the customer or to the team: one choice, always in sight. */
export function ModeSwitch({ mode, onChange }: ModeSwitchProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    onChange(mode === 'reply' ? 'note' : 'reply')
  }
  return (
    <div className={styles.root} role="radiogroup" aria-label={t('composer.mode')} onKeyDown={onKeyDown}>
      {MODES.map((one) => (
        <button
          key={one}
          type="button"
          role="radio"
          aria-checked={mode === one}
          tabIndex={mode === one ? 0 : -1}
          className={mergeClasses(
            styles.option,
            mode === one && styles.chosen,
            mode === one && one === 'note' && styles.note,
          )}
          onClick={() => onChange(one)}
        >
          {t(`composer.${one}`)}
        </button>
      ))}
    </div>
  )
}
