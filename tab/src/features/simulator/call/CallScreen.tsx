import { mergeClasses } from '@fluentui/react-components'
import { CallEndFilled, DialpadRegular, KeyboardRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { controlApi, ControlFailure } from '../state/control-api.ts'
import type { HeardCall } from '../state/phone-state.ts'
import { useRun } from '../use-run.tsx'
import { Answering } from './Answering.tsx'
import { useCallerSettings } from './caller-settings.ts'
import { CallHeader } from './CallHeader.tsx'
import { useStyles } from './CallScreen.styles.ts'
import { Captions } from './Captions.tsx'
import { ForwardPanel } from './ForwardPanel.tsx'
import { Keypad } from './Keypad.tsx'
import { SoundSwitch } from './SoundSwitch.tsx'
import { StatusStrip } from './StatusStrip.tsx'
import { playKeyTone } from './tones.ts'
import { useFirstFocus } from './use-first-focus.ts'
import { useKeyPresses } from './use-key-presses.ts'
import { usePress } from './use-press.ts'

export interface CallScreenProps {
  call: HeardCall
  name: string
  ownNumber: string | null
  unread: number
  onOpenChat: () => void
}

const HINT_MS = 4_000

/** A call under way. */
export function CallScreen({ call, name, ownNumber, unread, onOpenChat }: CallScreenProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const screen = useFirstFocus<HTMLElement>()
  const run = useRun()
  const { sound } = useCallerSettings()
  const [keypad, setKeypad] = useState(false)
  const [hint, setHint] = useHint()
  const sendKeys = usePress(call.id)

  /** Who is not heard is told so right here; other failures are no part of the call. */
  const heard = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work
      return true
    } catch (error) {
      if (error instanceof ControlFailure && error.code === 'not_listening')
        setHint(t('call.answer.notHeard'))
      else await run(Promise.reject(error as Error))
      return false
    }
  }
  const press = (key: string): void => {
    if (key === 'Backspace') return
    if (sound) playKeyTone(key)
    setHint(null)
    void heard(sendKeys(key))
  }
  useKeyPresses(press)
  const forwarding = call.state.step === 'ringing' || call.state.step === 'forwarded'

  return (
    <section
      ref={screen}
      tabIndex={-1}
      data-call-screen
      className={styles.screen}
      aria-label={t('call.screen.with', { name })}
    >
      <CallHeader call={call} name={name} unread={unread} onOpenChat={onOpenChat} />
      <Captions call={call} name={name} />
      <div className={styles.lower}>
        <StatusStrip call={call} hint={hint} />
        {forwarding ? (
          <ForwardPanel call={call} />
        ) : keypad ? (
          <Keypad inCall onPress={press} />
        ) : (
          <Answering
            call={call}
            ownNumber={ownNumber}
            onHint={setHint}
            onSay={(text, confidence) => heard(controlApi.say(call.id, text, confidence))}
          />
        )}
        <div className={styles.controls}>
          {forwarding ? (
            <span />
          ) : (
            <button
              type="button"
              className={mergeClasses(styles.round, keypad && styles.pressed)}
              aria-label={t(keypad ? 'call.keypad.close' : 'call.keypad.open')}
              aria-expanded={keypad}
              onClick={() => setKeypad(!keypad)}
            >
              {keypad ? <KeyboardRegular aria-hidden="true" /> : <DialpadRegular aria-hidden="true" />}
            </button>
          )}
          <button
            type="button"
            className={mergeClasses(styles.round, styles.hangUp)}
            aria-label={t('call.screen.hangUp')}
            onClick={() => void run(controlApi.hangUp(call.id))}
          >
            <CallEndFilled aria-hidden="true" />
          </button>
          <SoundSwitch />
        </div>
      </div>
    </section>
  )
}

/** Something said in passing; gone after a while. */
function useHint(): [string | null, (hint: string | null) => void] {
  const [hint, setHint] = useState<string | null>(null)
  useEffect(() => {
    if (hint === null) return undefined
    const timer = window.setTimeout(() => setHint(null), HINT_MS)
    return () => window.clearTimeout(timer)
  }, [hint])
  return [hint, setHint]
}
