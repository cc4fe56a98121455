import { Field, Input, makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components'
import { SearchRegular, ShieldPersonRegular } from '@fluentui/react-icons'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../../components/BusyButton.tsx'
import type { CallerRow, ContactRow } from '../../../../../server/contract/privacy-routes.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { SidePage } from '../frame/SidePage.tsx'
import { useEnvironment, useMay } from '../frame/use-environment.ts'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import { CallerList } from './CallerList.tsx'
import { ContactList } from './ContactList.tsx'
import { LeftRecordings } from './LeftRecordings.tsx'

const SHORTEST = 2

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: '8px' },
  field: { flex: '1 1 240px', minWidth: 0 },
  hint: {
    margin: '-20px 0 0',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
})

interface Found {
  q: string
  contacts: readonly ContactRow[]
  callers: readonly CallerRow[]
}

/** What customers may ask for: all that is known of them, or its end. */
export function PrivacyPage() {
  const styles = useStyles()
  const { t } = useTranslation(['integrations', 'common'])
  const { api, environmentId } = useStudio()
  const environment = useEnvironment()
  const task = useTask()
  const mayErase = useMay('contact:erase')
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const q = typed.trim()

  function search(event: FormEvent): void {
    event.preventDefault()
    if (q.length < SHORTEST) return
    void task.run(async () => {
      const params = { id: environmentId }
      const { items: contacts, callers } = await api.call('GET /environments/:id/contacts/search', {
        params,
        query: { q },
      })
      setFound({ q, contacts, callers })
    })
  }

  return (
    <SidePage
      page="privacy"
      title={t('integrations:privacy.title')}
      lead={t('integrations:privacy.lead', { environment: environment.name })}
      state={{ step: 'ready', value: null }}
      onRetry={() => undefined}
    >
      {() => (
        <>
          <search>
            <form className={styles.form} onSubmit={search}>
              <Field label={t('integrations:privacy.search')} className={styles.field}>
                <Input
                  type="search"
                  value={typed}
                  maxLength={200}
                  autoComplete="off"
                  contentBefore={<SearchRegular />}
                  onChange={(_, { value }) => setTyped(value)}
                />
              </Field>
              <BusyButton busy={task.busy} disabled={q.length < SHORTEST} type="submit">
                {t('integrations:privacy.find')}
              </BusyButton>
            </form>
          </search>
          <p className={styles.hint}>{t('integrations:privacy.searchHint')}</p>
          {task.fault !== null && (
            <MessageBar intent="error" layout="multiline" role="alert">
              <MessageBarBody>{t(`common:error.${task.fault}`)}</MessageBarBody>
            </MessageBar>
          )}
          {found === null ? (
            <EmptyState
              icon={<ShieldPersonRegular />}
              title={t('integrations:privacy.begin')}
              hint={t('integrations:privacy.beginHint')}
            />
          ) : (
            <Results key={found.q} found={found} onChanged={setFound} />
          )}
          {mayErase && <LeftRecordings />}
        </>
      )}
    </SidePage>
  )
}

function Results({ found, onChanged }: { found: Found; onChanged: (found: Found) => void }) {
  const { q, contacts, callers } = found
  return (
    <>
      {(contacts.length > 0 || callers.length === 0) && (
        <ContactList
          q={q}
          contacts={contacts}
          onErased={(id) => onChanged({ ...found, contacts: contacts.filter((one) => one.id !== id) })}
        />
      )}
      <CallerList
        callers={callers}
        onErased={(number) =>
          onChanged({ ...found, callers: callers.filter((one) => one.number !== number) })
        }
      />
    </>
  )
}
