import { Badge, Button } from '@fluentui/react-components'
import { EditRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spokenLanguage } from '../../../../../server/contract/service-settings.ts'
import type { ServiceProfile } from '../../../../../server/contract/setup-routes.ts'
import { ErrorState } from '../../../components/ErrorState.tsx'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useVersioned, type Source, type Versioned } from '../../../components/changes/use-versioned.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { momentIn } from '../hours/zoned-words.ts'
import { Fact } from '../overview/Fact.tsx'
import { useStyles } from '../overview/overview.styles.ts'
import { PageSkeleton } from '../PageSkeleton.tsx'
import { Group } from '../parts/Group.tsx'
import { useEditing } from '../use-editing.ts'
import { useServiceNews } from '../use-service-news.ts'
import { useStudio } from '../use-studio.ts'
import { useTemplateName } from '../use-template-name.ts'
import { Picture } from './Picture.tsx'
import { ProfileDialog } from './ProfileDialog.tsx'
import type { ServiceFacts } from './ServiceFields.tsx'

/** What of a service is edited in its form; a type of its own, since forms are compared by their fields. */
export type ProfileForm = { [K in keyof ServiceFacts]: ServiceFacts[K] }

/** A service's own data: what it is called, how it looks, where it is (DX-BOT-08 to 10). They count at once. */
export function ProfileSection() {
  const { api, environmentId } = useStudio()
  const serviceId = useEditing().view.service.id
  const source = useMemo((): Source<ServiceProfile, ProfileForm> => {
    const params = { id: environmentId, serviceId }
    return {
      load: (signal) =>
        api.call('GET /environments/:id/services/:serviceId/profile', {
          params,
          ...(signal === undefined ? {} : { signal }),
        }),
      save: (version, form) =>
        api.call('PUT /environments/:id/services/:serviceId/profile', {
          params,
          body: { version, ...form, name: form.name.trim() },
        }),
      formOf: ({ name, languages, country, timeZone }) => ({
        name,
        languages: languages.flatMap((code) => spokenLanguage.safeParse(code).data ?? []),
        country,
        timeZone,
      }),
    }
  }, [api, environmentId, serviceId])
  const profile = useVersioned(source)
  if (profile.step === 'loading') return <PageSkeleton />
  if (profile.step === 'failed') return <ErrorState code={profile.code} onRetry={profile.retry} />
  return <Profile profile={profile} />
}

function Profile({ profile }: { profile: Versioned<ServiceProfile, ProfileForm> }) {
  const { t } = useTranslation('setup')
  const { rights } = useEditing()
  const tellNews = useServiceNews()
  const notify = useNotify()
  const [editing, setEditing] = useState(false)
  return (
    <>
      <Group
        title={t('profile.general')}
        hint={t('profile.atOnce')}
        aside={
          rights.editAll && (
            <Button size="small" icon={<EditRegular />} onClick={() => setEditing(true)}>
              {t('profile.edit')}
            </Button>
          )
        }
      >
        <Picture
          profile={profile.view}
          disabled={!rights.editAll}
          onChanged={(next) => {
            profile.replace(next)
            notify.done(t('picture.saved'))
          }}
        />
        <Facts profile={profile.view} />
      </Group>
      {editing && (
        <ProfileDialog
          profile={profile}
          onClose={() => {
            profile.discard()
            setEditing(false)
          }}
          onSaved={() => {
            setEditing(false)
            notify.done(t('profile.saved'))
            void tellNews()
          }}
        />
      )}
    </>
  )
}

function Facts({ profile }: { profile: ServiceProfile }) {
  const styles = useStyles()
  const { t } = useTranslation(['setup', 'studio'])
  const format = useFormat()
  const now = useNow()
  const templateName = useTemplateName()
  const clock = momentIn(profile.timeZone, { language: format.language, at: now, now }).time
  return (
    <>
      <Fact term={t('setup:profile.name')}>
        <span dir="auto">{profile.name}</span>
      </Fact>
      <Fact term={t('setup:profile.template')}>{templateName(profile.template)}</Fact>
      <Fact term={t('setup:profile.languages')} hint={t('studio:overview.languagesHint')}>
        <ol className={styles.languages}>
          {profile.languages.map((language, index) => (
            <li key={language}>
              <Badge
                appearance={index === 0 ? 'tint' : 'outline'}
                color={index === 0 ? 'brand' : 'informative'}
              >
                {format.languageName(language)}
              </Badge>
            </li>
          ))}
        </ol>
      </Fact>
      <Fact term={t('setup:profile.country')}>{format.country(profile.country)}</Fact>
      <Fact term={t('setup:profile.timeZone')}>
        <span>
          {profile.timeZone.replaceAll('_', ' ')}
          <span className={styles.quiet}> · {t('studio:overview.clock', { time: clock })}</span>
        </span>
      </Fact>
    </>
  )
}
