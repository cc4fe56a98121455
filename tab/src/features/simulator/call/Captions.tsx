import { mergeClasses } from '@fluentui/react-components'
import {
  CallForwardRegular,
  MusicNote1Regular,
  RecordRegular,
  SpeakerMuteRegular,
} from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TranscriptEntry } from '../state/call-wire.ts'
import type { HeardCall } from '../state/phone-state.ts'
import { useStyles } from './Captions.styles.ts'

export interface CaptionsProps {
  call: HeardCall
  /** Who speaks at the other end. */
  name: string
}

/** What is said, as it is said. */
export function Captions({ call, name }: CaptionsProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const list = useRef<HTMLDivElement>(null)
  const count = call.transcript.length
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight, behavior: 'smooth' })
  }, [count])
  const speaking = call.state.step === 'talking' ? call.state.entryId : null
  return (
    <div
      ref={list}
      className={styles.scroll}
      role="log"
      aria-live="polite"
      aria-label={t('call.screen.transcript')}
      // Keyboard users scroll it with the arrow keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <ol className={styles.list}>
        {call.transcript.map((entry) => (
          <Entry key={entry.id} entry={entry} name={name} speaking={entry.id === speaking} />
        ))}
      </ol>
    </div>
  )
}

function Entry({ entry, name, speaking }: { entry: TranscriptEntry; name: string; speaking: boolean }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  switch (entry.kind) {
    case 'said':
      return (
        <li className={mergeClasses(styles.bubble, styles.theirs)}>
          <span className={styles.hidden}>{name}: </span>
          <span lang={entry.language}>{entry.text}</span>
          {speaking && <Bars />}
          {entry.cut === true && <span className={styles.cut}>{t('call.said.cut')}</span>}
        </li>
      )
    case 'spoke':
    case 'pressed':
      return (
        <li className={mergeClasses(styles.bubble, styles.ours)}>
          <span className={styles.hidden}>
            {t('call.screen.you')}
            {entry.kind === 'pressed' && `, ${t('call.said.keys')}`}:{' '}
          </span>
          {entry.kind === 'spoke' ? entry.text : <span className={styles.keys}>{entry.keys}</span>}
        </li>
      )
    case 'played':
    case 'silent':
    case 'note':
      return <Note entry={entry} />
  }
}

function Note({ entry }: { entry: Extract<TranscriptEntry, { kind: 'played' | 'silent' | 'note' }> }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { icon, words, alert } = describe(entry)
  return (
    <li className={mergeClasses(styles.note, alert && styles.recording)}>
      <span className={styles.noteIcon} aria-hidden="true">
        {icon}
      </span>
      {t(`call.said.${words}`)}
    </li>
  )
}

function describe(entry: Extract<TranscriptEntry, { kind: 'played' | 'silent' | 'note' }>) {
  if (entry.kind === 'silent') return { icon: <SpeakerMuteRegular />, words: 'silent', alert: false } as const
  if (entry.kind === 'played') {
    const missing = entry.clip === 'missing'
    return { icon: <MusicNote1Regular />, words: missing ? 'missing' : 'beep', alert: missing } as const
  }
  const recording = entry.note === 'recording_started' || entry.note === 'recording_stopped'
  return {
    icon: recording ? <RecordRegular /> : <CallForwardRegular />,
    words: entry.note,
    alert: entry.note === 'recording_started',
  } as const
}

/** Somebody is speaking. */
function Bars() {
  const styles = useStyles()
  return (
    <span className={styles.bars} aria-hidden="true">
      <span className={styles.bar} />
      <span className={mergeClasses(styles.bar, styles.second)} />
      <span className={mergeClasses(styles.bar, styles.third)} />
    </span>
  )
}
