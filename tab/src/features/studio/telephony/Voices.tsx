import { Dropdown, Option, Slider } from '@fluentui/react-components'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceSettings, SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Group } from '../parts/Group.tsx'
import { PlayButton } from '../parts/PlayButton.tsx'
import { fillIn } from '../speech/placeholders.ts'
import { useEditing } from '../use-editing.ts'
import { useStyles } from './telephony.styles.ts'

type Voice = NonNullable<ServiceSettings['telephony']['voices'][SpokenLanguage]>

/** What the contract takes; faster or slower nobody follows. */
const SLOWEST = 0.5
const FASTEST = 2
const STEP = 0.05
const AUTOMATIC = ''

/** A voice and its pace for every language that is spoken (DX-TEL-05 to 08). */
export function Voices() {
  const { t } = useTranslation('studio')
  const styles = useStyles()
  const { languages, view } = useEditing()
  return (
    <Group title={t('telephony.voices')} hint={t('telephony.voicesHint')}>
      {languages.map((language) => (
        <VoiceRow key={language} language={language} />
      ))}
      <p className={styles.note}>{t(view.line === null ? 'telephony.voicesNoLine' : 'telephony.standIn')}</p>
    </Group>
  )
}

function VoiceRow({ language }: { language: SpokenLanguage }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const id = useId()
  const { mine, view, change, may, company } = useEditing()
  const voice = mine.telephony.voices[language] ?? { name: null, speed: 1 }
  const offered = view.line?.voices[language] ?? []
  const languageName = format.languageName(language)
  const sample = mine.prompts[language]?.welcome?.trim() || view.defaults.prompts[language].welcome
  const isGone = voice.name !== null && view.line !== null && !offered.includes(voice.name)

  function put(patch: Partial<Voice>): void {
    change((settings) => {
      const { telephony } = settings
      const voices = { ...telephony.voices, [language]: { ...voice, ...patch } }
      return { ...settings, telephony: { ...telephony, voices } }
    })
  }

  return (
    <fieldset className={styles.voice} aria-labelledby={id}>
      <span id={id} className={styles.voiceLanguage}>
        {languageName}
      </span>
      <Dropdown
        className={styles.voiceName}
        style={{ minWidth: 0 }}
        aria-label={t('telephony.voice', { language: languageName })}
        disabled={!may('telephony') || (offered.length === 0 && voice.name === null)}
        selectedOptions={[voice.name ?? AUTOMATIC]}
        value={
          voice.name === null
            ? t('telephony.automatic')
            : isGone
              ? t('telephony.voiceGone', { name: voice.name })
              : voice.name
        }
        onOptionSelect={(_, { optionValue = AUTOMATIC }) =>
          put({ name: optionValue === AUTOMATIC ? null : optionValue })
        }
      >
        <Option value={AUTOMATIC}>{t('telephony.automatic')}</Option>
        {offered.map((name) => (
          <Option key={name} value={name}>
            {name}
          </Option>
        ))}
      </Dropdown>
      <div className={styles.speed}>
        <Slider
          className={styles.slider}
          aria-label={t('telephony.speed', { language: languageName })}
          aria-valuetext={t('telephony.times', { speed: format.number(voice.speed) })}
          min={SLOWEST}
          max={FASTEST}
          // As a property it would cut the rail into thirty pieces.
          input={{ step: STEP }}
          value={voice.speed}
          disabled={!may('telephony')}
          // Steps of a twentieth are no binary fractions.
          onChange={(_, { value }) => put({ speed: Math.round(value * 100) / 100 })}
        />
        <span className={styles.speedValue} aria-hidden="true">
          {t('telephony.times', { speed: format.number(voice.speed) })}
        </span>
      </div>
      <span className={styles.voicePlay}>
        <PlayButton
          what={t('telephony.sample', { language: languageName })}
          text={fillIn(sample, { company })}
          language={language}
          speed={voice.speed}
        />
      </span>
    </fieldset>
  )
}
