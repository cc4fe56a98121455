import { Button, Tooltip } from '@fluentui/react-components'
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactView } from '../../../../server/contract/conversation.ts'
import { channelIcons } from '../../components/channel-icons.tsx'
import { useStyles } from './DetailsPanel.styles.ts'

const CONFIRM_MS = 2000

export interface IdentityRowProps {
  identity: ContactView['identities'][number]
}

/** One way to reach somebody, to copy at a click. */
export function IdentityRow({ identity }: IdentityRowProps) {
  const styles = useStyles()
  const { t } = useTranslation(['contact', 'common'])
  const [copied, setCopied] = useState(false)
  const Icon = channelIcons[identity.channelKind]
  const channel = t(`common:channel.${identity.channelKind}`)
  const what = t(`contact:${identity.kind}`, { channel })
  const label = copied ? t('contact:copied') : t('contact:copy', { what })

  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), CONFIRM_MS)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(identity.value)
    setCopied(true)
  }

  return (
    <div className={styles.identity}>
      <span className={styles.identityIcon} title={what} aria-hidden="true">
        <Icon />
      </span>
      <span className={styles.identityValue}>
        {identity.value}
        {identity.kind !== 'phone' && <span className={styles.identityKind}>{what}</span>}
      </span>
      <Tooltip content={label} relationship="label">
        <Button
          appearance="subtle"
          size="small"
          icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
          // Without permission nothing is copied, and the tick that stays away says so.
          onClick={() => void copy().catch(() => undefined)}
        />
      </Tooltip>
    </div>
  )
}
