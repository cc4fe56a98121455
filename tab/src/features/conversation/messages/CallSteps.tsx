import { mergeClasses } from '@fluentui/react-components'
import { DialpadRegular, MicRegular, SpeakerMuteRegular } from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallStep } from '../../../../../server/contract/call.ts'
import { promptName, understoodName } from './call-words.ts'
import { useStyles } from './CallSteps.styles.ts'
import { safeName } from './text-format.ts'

const INPUT_ICONS: Readonly<Record<CallStep['input'], ReactElement>> = {
  speech: <MicRegular />,
  keys: <DialpadRegular />,
  none: <SpeakerMuteRegular />,
}

export interface CallStepsProps {
  steps: readonly CallStep[]
  /** For the button that shows them. */
  id?: string | undefined
  hidden?: boolean
}

/** What a caller was asked, and what was made of the answers. */
export function CallSteps({ steps, id, hidden = false }: CallStepsProps) {
  const { t } = useTranslation('calls')
  const styles = useStyles()
  return (
    <ol id={id} className={styles.steps} hidden={hidden}>
      {steps.map((step, index) => (
        <li key={index} className={styles.step}>
          <span className={styles.icon} aria-hidden="true">
            {INPUT_ICONS[step.input]}
          </span>
          <span className={styles.words}>
            <span className={styles.quiet}>{promptName(t, step.asked)}</span>
            <span className={mergeClasses(styles.answer, isUnsure(step) && styles.unsure)}>
              {understoodName(t, step.understood)}
              {step.input !== 'none' && <span className={styles.how}> · {t(`input.${step.input}`)}</span>}
            </span>
            {step.heard !== undefined && (
              <span className={styles.heard} dir="auto">
                {t('card.heard', { words: safeName(step.heard) })}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

function isUnsure({ understood }: CallStep): boolean {
  return understood === 'not_understood' || understood === 'silence'
}
