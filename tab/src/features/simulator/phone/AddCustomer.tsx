import { Button, Checkbox, Field, Input, mergeClasses } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { controlApi } from '../state/control-api.ts'
import { contact as contactSchema } from '../state/wire.ts'
import { useRun } from '../use-run.tsx'
import { useStyles } from './screens.styles.ts'

export interface AddCustomerProps {
  onDone: (contactId: string) => void
  onBack: () => void
}

export interface CustomerForm {
  name: string
  phone: string
  username: string
  usernameOnly: boolean
}

export type FormProblem = 'nameMissing' | 'phoneWrong' | 'usernameWrong'

/** What is wrong with the form; the server checks the same again. */
export function checkCustomer(form: CustomerForm): FormProblem[] {
  const phone = form.phone.replaceAll(/[\s()\-./]/g, '')
  const username = form.username.trim()
  return [
    ...(form.name.trim() === '' ? (['nameMissing'] as const) : []),
    ...(form.usernameOnly || /^\+[1-9]\d{6,14}$/.test(phone) ? [] : (['phoneWrong'] as const)),
    ...((form.usernameOnly || username !== '') && !/^@?[\w.]{3,30}$/.test(username)
      ? (['usernameWrong'] as const)
      : []),
  ]
}

const EMPTY: CustomerForm = { name: '', phone: '', username: '', usernameOnly: false }

/** A new person with a phone. */
export function AddCustomer({ onDone, onBack }: AddCustomerProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  const [form, setForm] = useState(EMPTY)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const change = (patch: Partial<CustomerForm>): void => setForm((old) => ({ ...old, ...patch }))
  const problem = (name: FormProblem): { validationMessage?: string } =>
    problems.includes(name) ? { validationMessage: t(`add.${name}`) } : {}

  async function save(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    const found = checkCustomer(form)
    setProblems(found)
    if (found.length > 0) return
    const username = form.username.trim()
    const contact = {
      name: form.name.trim(),
      phone: form.usernameOnly ? null : form.phone,
      username: username === '' ? null : username,
    }
    await run(controlApi.addContact(contact, contactSchema).then(onDone))
  }

  return (
    <>
      <header className={mergeClasses(styles.bar, styles.barWithBack)}>
        <Button
          appearance="subtle"
          size="large"
          aria-label={t('chat.back')}
          icon={<ArrowLeftRegular />}
          onClick={onBack}
        />
        <h1 className={styles.title}>{t('add.title')}</h1>
      </header>
      <form
        className={mergeClasses(styles.scroll, styles.form)}
        noValidate
        onSubmit={(event) => void save(event)}
      >
        <Field label={t('add.name')} required {...problem('nameMissing')}>
          <Input
            size="large"
            autoComplete="off"
            placeholder={t('add.namePlaceholder')}
            value={form.name}
            onChange={(_event, { value }) => change({ name: value })}
          />
        </Field>
        {!form.usernameOnly && (
          <Field label={t('add.phone')} required hint={t('add.phoneHint')} {...problem('phoneWrong')}>
            <Input
              size="large"
              type="tel"
              autoComplete="off"
              placeholder="+49 …"
              value={form.phone}
              onChange={(_event, { value }) => change({ phone: value })}
            />
          </Field>
        )}
        <Checkbox
          label={t('add.usernameOnly')}
          checked={form.usernameOnly}
          onChange={(_event, { checked }) => change({ usernameOnly: checked === true })}
        />
        {form.usernameOnly && (
          <Field
            label={t('add.username')}
            required
            hint={t('add.usernameHint')}
            {...problem('usernameWrong')}
          >
            <Input
              size="large"
              autoComplete="off"
              contentBefore="@"
              value={form.username}
              onChange={(_event, { value }) => change({ username: value })}
            />
          </Field>
        )}
        <Button type="submit" size="large" appearance="primary" className={styles.action}>
          {t('add.save')}
        </Button>
      </form>
    </>
  )
}
