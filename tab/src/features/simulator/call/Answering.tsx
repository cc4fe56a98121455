import { mergeClasses } from '@fluentui/react-components'
import { MicFilled, MicRegular, SendFilled } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeardCall } from '../state/phone-state.ts'
import { useStyles } from './Answering.styles.ts'
import { hearingOf, languageOf } from './hearing.ts'
import { suggestionsFor } from './suggestions.ts'
import { useMicrophone } from './use-microphone.ts'

export interface AnsweringProps {
  call: HeardCall
  /** For the suggestion that names a number. */
  ownNumber: string | null
  /** Resolves with whether it was heard. */
  onSay: (text: string, confidence?: number) => Promise<boolean>
  onHint: (hint: string) => void
}

/** Ways of saying something: suggestions, writing it, the microphone. */
export function Answering({ call, ownNumber, onSay, onHint }: AnsweringProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const [text, setText] = useState('')
  const language = languageOf(call)
  const { speech, keys } = hearingOf(call.state)
  const say = async (words: string, confidence?: number): Promise<boolean> => {
    if (words.trim() === '') return false
    if (speech) return onSay(words.trim(), confidence)
    onHint(t(keys ? 'call.answer.keysOnly' : 'call.answer.notHeard'))
    return false
  }
  const microphone = useMicrophone({
    language,
    heard: (words, confidence) => void say(words, confidence > 0 ? confidence : undefined),
    failed: () => onHint(t('call.answer.noMicrophone')),
  })
  const send = async (): Promise<void> => {
    if (await say(text)) setText('')
  }
  return (
    <>
      <ul className={styles.chips} aria-label={t('call.answer.suggestions')}>
        {suggestionsFor(language, ownNumber).map(({ key, text: words }) => (
          <li key={key}>
            <button
              type="button"
              className={styles.chip}
              lang={language}
              aria-disabled={!speech}
              onClick={() => void say(words)}
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <input
          className={styles.field}
          type="text"
          autoComplete="off"
          enterKeyHint="send"
          maxLength={1_000}
          aria-label={t('call.answer.label')}
          placeholder={placeholderOf(microphone?.on === true ? microphone.interim : null)}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {microphone !== null && (
          <button
            type="button"
            className={mergeClasses(styles.button, microphone.on && styles.listening)}
            aria-label={t(microphone.on ? 'call.answer.stopListening' : 'call.answer.listen')}
            aria-pressed={microphone.on}
            aria-disabled={!speech && !microphone.on}
            onClick={() => {
              if (speech || microphone.on) microphone.toggle()
              else onHint(t(keys ? 'call.answer.keysOnly' : 'call.answer.notHeard'))
            }}
          >
            {microphone.on ? <MicFilled aria-hidden="true" /> : <MicRegular aria-hidden="true" />}
          </button>
        )}
        <button
          type="submit"
          className={mergeClasses(styles.button, styles.send)}
          aria-label={t('call.answer.send')}
          aria-disabled={!speech}
        >
          <SendFilled aria-hidden="true" />
        </button>
      </form>
    </>
  )

  function placeholderOf(interim: string | null): string {
    if (interim !== null) return interim === '' ? t('call.answer.hearing') : interim
    return t(keys && !speech ? 'call.answer.keysOnly' : 'call.answer.placeholder')
  }
}
