import { useTranslation } from 'react-i18next'
import type { Api } from '../../api/http.ts'
import { CodeView } from './CodeView.tsx'

/** Other recovery codes in place of the old ones. */
export function NewCodesView({ api, onCodes }: { api: Api; onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTranslation(['ownAccount', 'common'])
  return (
    <CodeView
      lead={t('ownAccount:twoFactor.newCodesLead')}
      action={t('ownAccount:twoFactor.makeCodes')}
      conflict={t('common:error.conflict')}
      confirm={async (code) => {
        const { recoveryCodes } = await api.call('POST /me/two-factor/recovery-codes', { body: { code } })
        onCodes(recoveryCodes)
      }}
    />
  )
}

/** The end of the second factor, where nobody demands it. */
export function TurnOffView({ api, onDone }: { api: Api; onDone: () => void }) {
  const { t } = useTranslation('ownAccount')
  return (
    <CodeView
      lead={t('twoFactor.offLead')}
      action={t('twoFactor.confirmOff')}
      conflict={t('twoFactor.stillRequired')}
      confirm={async (code) => {
        await api.call('POST /me/two-factor/disable', { body: { code } })
        onDone()
      }}
    />
  )
}
