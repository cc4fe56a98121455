import { mergeClasses } from '@fluentui/react-components'
import { CallFilled, CallRegular, ChatFilled, ChatRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './Dock.styles.ts'

export type AppName = 'whatsApp' | 'phone'

export interface DockProps {
  open: AppName
  unread: number
  onOpen: (app: AppName) => void
}

/** The apps on the phone. */
export function Dock({ open, unread, onOpen }: DockProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const app = (name: AppName, icon: ReactNode, badge: ReactNode = null) => (
    <button
      type="button"
      className={mergeClasses(styles.app, open === name && styles.open)}
      aria-current={open === name ? 'page' : undefined}
      onClick={() => onOpen(name)}
    >
      <span className={mergeClasses(styles.icon, open === name && styles.openIcon)} aria-hidden="true">
        {icon}
      </span>
      {t(`call.app.${name}`)}
      {badge}
    </button>
  )
  return (
    <nav className={styles.dock} aria-label={t('call.apps')}>
      {app(
        'whatsApp',
        open === 'whatsApp' ? <ChatFilled /> : <ChatRegular />,
        unread > 0 && (
          <span className={styles.badge}>
            <span aria-hidden="true">{unread}</span>
            <span className={styles.hidden}>, {t('chooser.unread', { count: unread })}</span>
          </span>
        ),
      )}
      {app('phone', open === 'phone' ? <CallFilled /> : <CallRegular />)}
    </nav>
  )
}
