import { mergeClasses } from '@fluentui/react-components'
import { Speaker2Filled, SpeakerMuteRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { changeCallerSettings, useCallerSettings } from './caller-settings.ts'
import { useStyles } from './CallScreen.styles.ts'
import { canSpeak } from './speech.ts'

/** Whether prompts are read aloud; remembered. */
export function SoundSwitch() {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { sound } = useCallerSettings()
  const able = canSpeak()
  const on = sound && able
  const label = able ? t('call.screen.sound') : t('call.screen.noVoice')
  return (
    <button
      type="button"
      className={mergeClasses(styles.round, on && styles.pressed)}
      aria-label={label}
      title={label}
      aria-pressed={on}
      aria-disabled={!able}
      onClick={() => {
        if (able) changeCallerSettings({ sound: !sound })
      }}
    >
      {on ? <Speaker2Filled aria-hidden="true" /> : <SpeakerMuteRegular aria-hidden="true" />}
    </button>
  )
}
