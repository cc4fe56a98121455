import { Input } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Group } from '../../studio/parts/Group.tsx'
import { useStyles as usePartStyles } from '../../studio/parts/parts.styles.ts'
import { Row } from '../../studio/parts/Row.tsx'
import { SwitchRow } from '../../studio/parts/SwitchRow.tsx'
import { PolicyEditor } from '../../policy/PolicyEditor.tsx'
import { policyFields, policyOf } from '../../policy/policy-fields.ts'
import { faultsOf } from './account-form.ts'
import type { EditedAccount } from './AccountPage.tsx'
import { EntraTenants } from './EntraTenants.tsx'
import { Retention } from './Retention.tsx'

export interface AccountFieldsProps {
  editing: EditedAccount
  readOnly: boolean
}

/** Everything about an account that is edited and saved as a whole. */
export function AccountFields({ editing, readOnly }: AccountFieldsProps) {
  const { t } = useTranslation('administration')
  const parts = usePartStyles()
  const { view, form, change } = editing
  return (
    <>
      <General editing={editing} readOnly={readOnly} />
      <Group title={t('account.retention')} hint={t('account.retentionHint')}>
        <Retention
          days={form.retentionDays}
          saved={view.retentionDays}
          readOnly={readOnly}
          onChange={(retentionDays) => change({ retentionDays })}
        />
      </Group>
      <Group title={t('account.signIn')}>
        <SwitchRow
          label={t('account.twoFactor')}
          hint={t('account.twoFactorHint')}
          checked={form.twoFactorRequired}
          disabled={readOnly}
          onChange={(twoFactorRequired) => change({ twoFactorRequired })}
        />
        <EntraTenants
          tenants={form.entraTenants}
          readOnly={readOnly}
          onChange={(entraTenants) => change({ entraTenants })}
        />
      </Group>
      <div>
        <h2 className={parts.groupTitle}>{t('account.policy')}</h2>
        <p className={parts.hint}>{t('account.policyHint')}</p>
      </div>
      <PolicyEditor
        view={view.policy}
        value={policyOf(form)}
        readOnly={readOnly}
        onChange={(policy) => change(policyFields(policy))}
      />
    </>
  )
}

function General({ editing, readOnly }: AccountFieldsProps) {
  const { t } = useTranslation('administration')
  const { form, change, fault, refused } = editing
  const nameIssue = faultsOf(form).has('name')
    ? t('create.nameMissing')
    : fault === 'conflict'
      ? t('create.nameTaken')
      : refused.includes('name')
        ? t('save.refused')
        : undefined
  return (
    <Group title={t('account.general')}>
      <Row label={t('account.name')} issue={nameIssue}>
        {(aria) => (
          <Input
            {...aria}
            value={form.name}
            maxLength={200}
            autoComplete="off"
            readOnly={readOnly}
            onChange={(_, { value }) => change({ name: value })}
          />
        )}
      </Row>
      <Row label={t('account.reference')} hint={t('account.referenceHint')}>
        {(aria) => (
          <Input
            {...aria}
            value={form.reference}
            maxLength={200}
            autoComplete="off"
            readOnly={readOnly}
            onChange={(_, { value }) => change({ reference: value })}
          />
        )}
      </Row>
    </Group>
  )
}
