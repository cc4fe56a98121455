import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Switch,
} from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { changeSettings, useSettings } from '../../state/settings.ts'
import { conversationShortcuts } from '../conversation/conversation-shortcuts.ts'
import { useStyles } from './HelpDialog.styles.ts'
import { fixedKeys, inboxShortcuts, keysOf } from './shortcuts.ts'

export interface HelpDialogProps {
  open: boolean
  onClose: () => void
}

const GROUPS = { list: 'groupList', conversation: 'groupConversation', app: 'groupApp' } as const

interface Line {
  keys: readonly string[]
  text: string
}

/** Every shortcut there is, from the registry that also makes them work. */
export function HelpDialog({ open, onClose }: HelpDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation(['inbox', 'common', 'conversation'])
  const { singleKeys } = useSettings()

  function linesOf(group: keyof typeof GROUPS): Line[] {
    const fixed = fixedKeys.filter((line) => line.group === group)
    const own = inboxShortcuts.filter((shortcut) => shortcut.group === group)
    // The inbox itself knows some of theirs, for the list as well.
    const theirs = conversationShortcuts.filter(
      (shortcut) => group === 'conversation' && !inboxShortcuts.some((other) => other.key === shortcut.key),
    )
    return [
      ...fixed.map(({ keys, label }) => ({ keys, text: t(label) })),
      ...own.map(({ command, label }) => ({ keys: keysOf(command), text: t(label) })),
      ...theirs.map(({ command, label }) => ({ keys: keysOf(command), text: t(`conversation:${label}`) })),
    ]
  }

  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('inbox:shortcut.title')}</DialogTitle>
          <DialogContent>
            <p className={styles.hint}>{t('inbox:shortcut.hint')}</p>
            <Switch
              checked={singleKeys}
              label={t('inbox:menu.singleKeys')}
              onChange={(_, data) => changeSettings({ singleKeys: data.checked })}
            />
            <div className={styles.groups}>
              {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
                <section key={group} className={styles.group}>
                  <h3 className={styles.title}>{t(`inbox:shortcut.${GROUPS[group]}`)}</h3>
                  <dl className={styles.lines}>
                    {linesOf(group).map(({ keys, text }) => (
                      <div key={text} className={styles.line}>
                        <dt>{text}</dt>
                        <dd className={styles.keys}>
                          {keys.map((key) => (
                            <kbd key={key} className={styles.key}>
                              {key}
                            </kbd>
                          ))}
                        </dd>
                      </div>
                    ))}
                  </dl>
                </section>
              ))}
            </div>
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{t('common:action.close')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
