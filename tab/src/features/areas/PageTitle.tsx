import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Area } from '../../../../server/contract/areas.ts'
import { useAccount } from '../inbox/use-account.ts'
import { useAlerts } from '../inbox/use-alerts.ts'
import { useNavigation } from '../inbox/use-place.ts'
import { useTitleBadge } from '../inbox/use-title-badge.ts'
import { useStyles } from './AreaFrame.styles.ts'
import { useAddress } from './use-address.ts'

/** The name of the page for the browser's tab and, when it changes, for those who do not see that it did. */
export function PageTitle({ area }: { area: Area | null }) {
  const styles = useStyles()
  const { t } = useTranslation(['areas', 'common'])
  const { areas } = useAccount()
  const product = t('common:product')
  const name = area === null ? product : t(`areas:name.${area}`)
  const title = area === null || area === 'inbox' ? product : t('areas:pageTitle', { area: name, product })
  const [known, setKnown] = useState(area)
  const [moved, setMoved] = useState(false)
  if (known !== area) {
    setKnown(area)
    setMoved(true)
  }
  return (
    <>
      {areas.includes('inbox') ? <Attention title={title} /> : <PlainTitle title={title} />}
      <output className={styles.hidden}>{moved ? name : ''}</output>
    </>
  )
}

/** What customers write while the member is in another area, or in another window. */
function Attention({ title }: { title: string }) {
  const { area } = useAddress()
  const { place, go } = useNavigation()
  const inThread = area === 'inbox' && place.conversationId !== null
  const open = useCallback((id: string) => go({ conversationId: id }, inThread), [go, inThread])
  useAlerts(open)
  useTitleBadge(title)
  return null
}

function PlainTitle({ title }: { title: string }) {
  useEffect(() => {
    document.title = title
    return () => {
      document.title = 'Callover'
    }
  }, [title])
  return null
}
