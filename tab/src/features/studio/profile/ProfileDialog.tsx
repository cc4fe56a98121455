import { useTranslation } from 'react-i18next'
import type { ServiceProfile } from '../../../../../server/contract/setup-routes.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { ConflictDialog, type FieldWords } from '../../../components/changes/ConflictDialog.tsx'
import type { Versioned } from '../../../components/changes/use-versioned.ts'
import { FormDialog } from '../parts/FormDialog.tsx'
import type { ProfileForm } from './ProfileSection.tsx'
import { ServiceFields } from './ServiceFields.tsx'

export interface ProfileDialogProps {
  profile: Versioned<ServiceProfile, ProfileForm>
  onClose: () => void
  onSaved: () => void
}

/** Changes a service's own data. Whoever was overtaken decides what stays before anything is saved. */
export function ProfileDialog({ profile, onClose, onSaved }: ProfileDialogProps) {
  const { t } = useTranslation('setup')
  const words = useProfileWords()
  const { form, change } = profile
  const nameless = form.name.trim() === ''
  const tell = (isSaved: boolean): void => void (isSaved && onSaved())
  return (
    <>
      <FormDialog
        title={t('profile.editTitle', { name: profile.saved.name })}
        submit={t('profile.save')}
        task={profile}
        disabled={nameless || profile.changed.length === 0}
        onClose={onClose}
        onSubmit={() => void profile.save().then(tell)}
      >
        <ServiceFields facts={form} nameHint={t('profile.nameHint')} nameless={nameless} onChange={change} />
      </FormDialog>
      <ConflictDialog
        dispute={profile.dispute}
        words={words}
        busy={profile.busy}
        onSettle={(keepsMine) => void profile.settle(keepsMine).then(tell)}
        onTakeTheirs={() => {
          profile.takeTheirs()
          onClose()
        }}
        onPostpone={profile.postpone}
      />
    </>
  )
}

const NAMES = ['name', 'languages', 'country', 'timeZone'] as const

function useProfileWords(): FieldWords {
  const { t } = useTranslation('setup')
  const format = useFormat()
  return {
    nameOf(field) {
      const known = NAMES.find((name) => name === field)
      return known === undefined ? field : t(`profile.${known}`)
    },
    valueOf(field, value) {
      if (Array.isArray(value)) return value.map((code) => format.languageName(String(code))).join(', ')
      const text = typeof value === 'string' ? value : ''
      return field === 'country' ? format.country(text) : text.replaceAll('_', ' ')
    },
  }
}
