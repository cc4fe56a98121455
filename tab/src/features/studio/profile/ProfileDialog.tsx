import { Field, Input } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { ServiceProfile } from '../../../../../server/contract/setup-routes.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { ConflictDialog, type FieldWords } from '../../administration/changes/ConflictDialog.tsx'
import type { Versioned } from '../../administration/changes/use-versioned.ts'
import { Chooser } from '../parts/Chooser.tsx'
import { FormDialog } from '../parts/FormDialog.tsx'
import { LanguageOrder } from '../parts/LanguageOrder.tsx'
import { timeZones, useCountries } from '../parts/places.ts'
import type { ProfileForm } from './ProfileSection.tsx'

export interface ProfileDialogProps {
  profile: Versioned<ServiceProfile, ProfileForm>
  onClose: () => void
  onSaved: () => void
}

/** Changes a service's own data. Whoever was overtaken decides what stays before anything is saved. */
export function ProfileDialog({ profile, onClose, onSaved }: ProfileDialogProps) {
  const { t } = useTranslation('setup')
  const countries = useCountries()
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
        <Field
          label={t('profile.name')}
          hint={t('profile.nameHint')}
          {...(nameless ? { validationMessage: t('profile.nameIssue') } : {})}
        >
          <Input
            value={form.name}
            maxLength={200}
            autoComplete="off"
            onChange={(_, { value }) => change({ name: value })}
          />
        </Field>
        <LanguageOrder
          label={t('profile.languages')}
          hint={t('profile.languagesHint')}
          languages={form.languages}
          onChange={(languages) => change({ languages })}
        />
        <Field label={t('profile.country')}>
          <Chooser value={form.country} choices={countries} onChange={(country) => change({ country })} />
        </Field>
        <Field label={t('profile.timeZone')}>
          <Chooser
            value={form.timeZone}
            choices={timeZones(form.timeZone)}
            onChange={(timeZone) => change({ timeZone })}
          />
        </Field>
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
