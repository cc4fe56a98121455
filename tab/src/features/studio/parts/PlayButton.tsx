import { Button, Tooltip } from '@fluentui/react-components'
import { Speaker216Regular, SpeakerOff16Regular, Stop16Filled } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useStore } from '../../../state/store.ts'
import { useBrowserVoices } from '../speech/use-browser-voices.ts'
import { useEditing } from '../use-editing.ts'

export interface PlayButtonProps {
  /** What is heard, for those who do not see where the button stands. */
  what: string
  text: string
  language: SpokenLanguage
  speed: number
}

/** Speaks a text with a voice of the browser, which stands in for that of the phone platform. */
export function PlayButton({ what, text, language, speed }: PlayButtonProps) {
  const { t } = useTranslation('studio')
  const format = useFormat()
  const { speaker, view } = useEditing()
  const name = `${language} ${what}`
  const speaking = useStore(speaker.store, (state) => state.speaking === name)
  const failed = useStore(speaker.store, (state) => state.failed === name)
  const able = useBrowserVoices().includes(language)
  const why = able
    ? t(failed ? 'play.failed' : 'play.standIn')
    : t('play.noVoice', { language: format.languageName(language) })

  function toggle(): void {
    if (speaking) return speaker.stop()
    if (able) speaker.say(name, { text, language: `${language}-${view.service.country}`, rate: speed })
  }

  return (
    <Tooltip content={why} relationship="description">
      <Button
        size="small"
        appearance="subtle"
        icon={speaking ? <Stop16Filled /> : able ? <Speaker216Regular /> : <SpeakerOff16Regular />}
        disabledFocusable={!able}
        aria-label={t(speaking ? 'play.stopWhat' : 'play.what', { what })}
        onClick={toggle}
      >
        {t(speaking ? 'play.stop' : 'play.listen')}
      </Button>
    </Tooltip>
  )
}
