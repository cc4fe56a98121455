import { Button, mergeClasses } from '@fluentui/react-components'
import {
  ArrowLeftRegular,
  BackspaceRegular,
  BeakerRegular,
  BuildingShopRegular,
  CallFilled,
  StarFilled,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles as useScreenStyles } from '../phone/screens.styles.ts'
import type { Line } from '../state/call-wire.ts'
import { controlApi, ControlFailure } from '../state/control-api.ts'
import type { Contact, RefusalCode } from '../state/wire.ts'
import { useCallerSettings } from './caller-settings.ts'
import { useStyles } from './Dialer.styles.ts'
import { Keypad } from './Keypad.tsx'
import { OwnNumber } from './OwnNumber.tsx'
import { ownNumberOf } from './own-number.ts'
import { showNumber } from './phone-number.ts'
import { playKeyTone } from './tones.ts'
import { useKeyPresses } from './use-key-presses.ts'

export interface DialerProps {
  contact: Contact
  lines: readonly Line[]
  /** What a line is called on the phone. */
  nameOf: (line: Line) => string
  onBack: () => void
  onOpenLab?: () => void
}

/** Whom to call, and with which number. */
export function Dialer({ contact, lines, nameOf, onBack, onOpenLab }: DialerProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const screen = useScreenStyles()
  const settings = useCallerSettings()
  const [number, setNumber] = useState(lines[0]?.phoneNumber ?? '')
  const [problem, setProblem] = useState<RefusalCode | 'offline' | null>(null)
  const own = ownNumberOf(settings, contact)
  const change = (value: string): void => {
    setNumber(value)
    setProblem(null)
  }
  const press = (key: string): void => {
    if (settings.sound) playKeyTone(key)
    change(key === 'Backspace' ? number.slice(0, -1) : `${number}${key}`)
  }
  useKeyPresses(press)

  const dial = async (to: string): Promise<void> => {
    if (own === null || to === '') return
    setProblem(null)
    try {
      await controlApi.dial({ ...own, to })
    } catch (error) {
      const code = error instanceof ControlFailure ? error.code : 'internal_error'
      // What is no number cannot have a connection, either.
      setProblem(code === 'invalid_input' ? 'unknown_number' : code)
    }
  }
  const dialled = lines.find((line) => line.phoneNumber === number)

  return (
    <>
      <header className={mergeClasses(screen.bar, screen.barWithBack)}>
        <Button
          appearance="subtle"
          size="large"
          aria-label={t('chat.back')}
          icon={<ArrowLeftRegular />}
          onClick={onBack}
        />
        <h1 className={screen.title}>{t('call.dial.title')}</h1>
        {onOpenLab !== undefined && (
          <Button
            appearance="subtle"
            size="large"
            aria-label={t('lab.open')}
            icon={<BeakerRegular />}
            onClick={onOpenLab}
          />
        )}
      </header>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void dial(number)
        }}
      >
        <div className={styles.content}>
          <Favourites lines={lines} nameOf={nameOf} onChoose={change} />
          <OwnNumber contact={contact} />
          <div className={styles.pad}>
            <div className={styles.number}>
              <input
                className={styles.field}
                type="tel"
                autoComplete="off"
                aria-label={t('call.dial.number')}
                value={showNumber(number)}
                onChange={(event) => change(event.target.value.replaceAll(/[^\d+*#]/g, ''))}
              />
              {number !== '' && (
                <Button
                  appearance="transparent"
                  aria-label={t('call.dial.delete')}
                  icon={<BackspaceRegular />}
                  onClick={() => change(number.slice(0, -1))}
                />
              )}
            </div>
            <Keypad onPress={press} />
          </div>
        </div>
        <div className={styles.footer}>
          {problem !== null && (
            <p role="alert" className={styles.problem}>
              {t(`error.${problem}`)}
            </p>
          )}
          <button
            type="submit"
            className={styles.call}
            aria-label={t('call.dial.call', {
              name: dialled === undefined ? showNumber(number) : nameOf(dialled),
            })}
          >
            <CallFilled aria-hidden="true" />
          </button>
        </div>
      </form>
    </>
  )
}

function Favourites({
  lines,
  nameOf,
  onChoose,
}: Pick<DialerProps, 'lines' | 'nameOf'> & { onChoose: (phoneNumber: string) => void }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  if (lines.length === 0) return <p className={styles.problem}>{t('call.dial.noLine')}</p>
  return (
    <ul
      className={mergeClasses(styles.favourites, lines.length === 1 && styles.single)}
      aria-label={t('call.dial.favourites')}
    >
      {lines.map((line) => (
        <li key={line.name}>
          <button type="button" className={styles.favourite} onClick={() => onChoose(line.phoneNumber)}>
            <span className={styles.logo} aria-hidden="true">
              <BuildingShopRegular />
            </span>
            <span className={styles.names}>
              <span className={styles.name}>{nameOf(line)}</span>
              <span className={styles.sub}>{showNumber(line.phoneNumber)}</span>
            </span>
            <span className={styles.star} aria-hidden="true">
              <StarFilled />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
