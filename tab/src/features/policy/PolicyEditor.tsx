import { Select, Switch } from '@fluentui/react-components'
import { LockClosed16Regular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Policy, PolicyView } from '../../../../server/contract/policy.ts'
import { Group } from '../studio/parts/Group.tsx'
import { useStyles as usePartStyles } from '../studio/parts/parts.styles.ts'
import { Row } from '../studio/parts/Row.tsx'
import {
  isOn,
  lacksRecordingPeriod,
  lockedBy,
  periodsBelow,
  recordingDaysBelow,
  turned,
  withPart,
  type PolicySwitch,
} from './policy-choices.ts'
import { useStyles } from './policy.styles.ts'

export interface PolicyEditorProps {
  /** What the server says about the level; `value` is its own policy as it is edited. */
  view: PolicyView
  value: Policy
  onChange: (policy: Policy) => void
  readOnly?: boolean
}

/**
 * What a level of the tree forbids, hides and deletes. Choices that are looser than what is decided above are not offered, and
 * it says who has decided (CVG-HIER-02 to -05).
 */
export function PolicyEditor(props: PolicyEditorProps) {
  const { t } = useTranslation('administration')
  const { above } = props.view
  return (
    <>
      <Group title={t('policy.calls')}>
        <SwitchPart {...props} part="recording" />
        {isOn('recording', above, props.value) && <RecordingDays {...props} />}
        <SwitchPart {...props} part="outboundCalls" />
      </Group>
      <Group title={t('policy.privacy')}>
        <SwitchPart {...props} part="anonymiseNumbers" />
        <SwitchPart {...props} part="dialogueData" />
        {isOn('dialogueData', above, props.value) && <DialoguePeriod {...props} />}
      </Group>
    </>
  )
}

function SwitchPart({
  view,
  value,
  onChange,
  readOnly = false,
  part,
}: PolicyEditorProps & { part: PolicySwitch }) {
  const styles = usePartStyles()
  const { t } = useTranslation('administration')
  const decider = lockedBy(part, view.above)
  return (
    <Row
      label={t(`policy.${part}`)}
      layout="switch"
      hint={
        <>
          {t(`policy.${part}Hint`)}
          {decider !== null && <Decided>{t(`policy.decidedBy.${decider}`)}</Decided>}
        </>
      }
    >
      {(aria) => (
        <Switch
          {...aria}
          className={styles.switch}
          checked={isOn(part, view.above, value)}
          disabled={readOnly || decider !== null}
          onChange={(_, { checked }) => onChange(turned(value, part, checked))}
        />
      )}
    </Row>
  )
}

/** Nothing chosen here: the level follows what is prescribed above. */
const AS_ABOVE = ''

/** With recording on, a period has to be chosen here or above; until then the default is shown, which nobody can go back to. */
function RecordingDays({ view, value, onChange, readOnly = false }: PolicyEditorProps) {
  const { t } = useTranslation('administration')
  const { value: most, from } = view.above.recordingDays
  const words = (days: number): string => t('policy.days', { count: days })
  const choices = recordingDaysBelow(view.above)
  const isChosen = value.recordingDays !== undefined
  return (
    <Row
      label={t('policy.recordingDays')}
      hint={<Limit hint={t('policy.recordingDaysHint')} from={from} />}
      issue={lacksRecordingPeriod(view, value) ? t('policy.recordingDaysMissing') : undefined}
    >
      {(aria) => (
        <Select
          {...aria}
          disabled={readOnly}
          value={isChosen ? String(value.recordingDays) : AS_ABOVE}
          onChange={(_, data) =>
            onChange(
              withPart(
                value,
                'recordingDays',
                choices.find((days) => String(days) === data.value),
              ),
            )
          }
        >
          {(from !== null || !isChosen) && (
            <option value={AS_ABOVE}>
              {t(from === null ? 'policy.notChosen' : 'policy.asAbove', { value: words(most) })}
            </option>
          )}
          {choices.map((days) => (
            <option key={days} value={String(days)}>
              {words(days)}
            </option>
          ))}
        </Select>
      )}
    </Row>
  )
}

function DialoguePeriod({ view: { above }, value, onChange, readOnly = false }: PolicyEditorProps) {
  const { t } = useTranslation('administration')
  const { value: standard, from } = above.dialogueDataPeriod
  const choices = periodsBelow(above)
  return (
    <Row
      label={t('policy.dialogueDataPeriod')}
      hint={<Limit hint={t('policy.dialogueDataPeriodHint')} from={from} />}
    >
      {(aria) => (
        <Select
          {...aria}
          disabled={readOnly}
          value={value.dialogueDataPeriod ?? AS_ABOVE}
          onChange={(_, data) =>
            onChange(
              withPart(
                value,
                'dialogueDataPeriod',
                choices.find((period) => period === data.value),
              ),
            )
          }
        >
          <option value={AS_ABOVE}>
            {t(from === null ? 'policy.standard' : 'policy.asAbove', {
              value: t(`policy.period.${standard}`),
            })}
          </option>
          {choices.map((period) => (
            <option key={period} value={period}>
              {t(`policy.period.${period}`)}
            </option>
          ))}
        </Select>
      )}
    </Row>
  )
}

function Limit({ hint, from }: { hint: string; from: PolicyView['above']['recordingDays']['from'] }) {
  const { t } = useTranslation('administration')
  return (
    <>
      {hint}
      {from !== null && <Decided>{t(`policy.limitedBy.${from}`)}</Decided>}
    </>
  )
}

function Decided({ children }: { children: ReactNode }) {
  const styles = useStyles()
  return (
    <span className={styles.decided}>
      <LockClosed16Regular className={styles.lock} aria-hidden />
      {children}
    </span>
  )
}
