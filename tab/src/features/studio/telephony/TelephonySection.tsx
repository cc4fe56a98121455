import { Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { ServiceSettings } from '../../../../../server/contract/service-settings.ts'
import { Group } from '../parts/Group.tsx'
import { ReadOnlyNote } from '../parts/ReadOnlyNote.tsx'
import { Row } from '../parts/Row.tsx'
import { SwitchRow } from '../parts/SwitchRow.tsx'
import { useEditing } from '../use-editing.ts'
import { NumberField } from './NumberField.tsx'
import { RecordingRow } from './RecordingRow.tsx'
import { Voices } from './Voices.tsx'

type Deflector = ServiceSettings['deflector']
type Telephony = ServiceSettings['telephony']

/** How calls sound, what is kept of them, and where they go (DX-TEL-01 to 13). */
export function TelephonySection() {
  return (
    <>
      <ReadOnlyNote area="telephony" />
      <SpeakingGroup />
      <Voices />
      <KeepingGroup />
      <NumbersGroup />
    </>
  )
}

function useChanges() {
  const { change } = useEditing()
  return {
    setDeflector: (patch: Partial<Deflector>) =>
      change((settings) => ({ ...settings, deflector: { ...settings.deflector, ...patch } })),
    setTelephony: (patch: Partial<Telephony>) =>
      change((settings) => ({ ...settings, telephony: { ...settings.telephony, ...patch } })),
  }
}

function SpeakingGroup() {
  const { t } = useTranslation('studio')
  const { mine, company, may, issues } = useEditing()
  const { setDeflector, setTelephony } = useChanges()
  const issue = issues.get('deflector.companyName')
  return (
    <Group title={t('telephony.speaking')}>
      <Row
        label={t('telephony.companyName')}
        hint={t('telephony.companyNameHint', { placeholder: '{{company}}' })}
        issue={issue === undefined ? undefined : t(`issue.${issue}`, { max: 100 })}
      >
        {(aria) => (
          <Input
            {...aria}
            value={mine.deflector.companyName}
            placeholder={company}
            readOnly={!may('deflector')}
            onChange={(_, { value }) => setDeflector({ companyName: value })}
          />
        )}
      </Row>
      <SwitchRow
        label={t('telephony.beep')}
        hint={t('telephony.beepHint')}
        checked={mine.telephony.beep}
        disabled={!may('telephony')}
        onChange={(beep) => setTelephony({ beep })}
      />
    </Group>
  )
}

function KeepingGroup() {
  const { t } = useTranslation('studio')
  const { mine, may } = useEditing()
  const { setTelephony } = useChanges()
  return (
    <Group title={t('telephony.keeping')}>
      <RecordingRow />
      <SwitchRow
        label={t('telephony.transcripts')}
        hint={t('telephony.transcriptsHint')}
        checked={mine.telephony.keepTranscripts}
        disabled={!may('telephony')}
        onChange={(keepTranscripts) => setTelephony({ keepTranscripts })}
      />
    </Group>
  )
}

function NumbersGroup() {
  const { t } = useTranslation('studio')
  const { mine, view, may } = useEditing()
  const { setDeflector, setTelephony } = useChanges()
  const { forwardTo, whenRefused } = mine.deflector
  const digits = (number: string): string => number.replaceAll(/\D/g, '')
  const isLoop = forwardTo !== null && view.line !== null && digits(forwardTo) === digits(view.line.number)
  return (
    <Group title={t('telephony.numbers')}>
      <NumberField
        label={t('telephony.publicNumber')}
        hint={t('telephony.publicNumberHint')}
        value={mine.telephony.publicNumber}
        path="telephony.publicNumber"
        readOnly={!may('telephony')}
        callable
        onChange={(publicNumber) => setTelephony({ publicNumber })}
      />
      <NumberField
        label={t('telephony.forwardTo')}
        hint={t('telephony.forwardToHint')}
        value={forwardTo}
        path="deflector.forwardTo"
        readOnly={!may('deflector')}
        warning={isLoop ? t('telephony.forwardLoop') : null}
        onChange={(next) => setDeflector({ forwardTo: next })}
      />
      <Row
        label={t('telephony.whenRefused')}
        hint={t('telephony.whenRefusedHint')}
        {...(whenRefused === 'forward' && forwardTo === null ? { footer: t('telephony.forwardNobody') } : {})}
      >
        {(aria) => (
          <RadioGroup
            {...aria}
            aria-label={t('telephony.whenRefused')}
            value={whenRefused}
            disabled={!may('deflector')}
            onChange={(_, { value }) =>
              setDeflector({ whenRefused: value === 'forward' ? 'forward' : 'goodbye' })
            }
          >
            <Radio value="forward" label={t('telephony.refused.forward')} />
            <Radio value="goodbye" label={t('telephony.refused.goodbye')} />
          </RadioGroup>
        )}
      </Row>
    </Group>
  )
}
