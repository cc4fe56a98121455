import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { changeSettings, useSettings } from '../../state/settings.ts'
import { askForNotifications, canNotify } from './notifications.ts'
import { useNotify } from './use-notify.tsx'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    flexShrink: 0,
    padding: '12px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  actions: { display: 'flex', gap: '8px' },
})

/** Asked once, in words of ours; the browser's own question follows only on a yes. */
export function NotificationOffer() {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const { desktopNotifications } = useSettings()
  const notify = useNotify()
  if (desktopNotifications !== 'unasked' || !canNotify() || Notification.permission !== 'default') return null

  async function turnOn(): Promise<void> {
    if ((await askForNotifications()) === 'denied') notify.info(t('alerts.denied'))
  }
  return (
    <div className={styles.root}>
      <span>{t('alerts.ask')}</span>
      <div className={styles.actions}>
        <Button size="small" appearance="primary" onClick={() => void turnOn()}>
          {t('alerts.yes')}
        </Button>
        <Button
          size="small"
          appearance="subtle"
          onClick={() => changeSettings({ desktopNotifications: 'off' })}
        >
          {t('alerts.no')}
        </Button>
      </div>
    </div>
  )
}
