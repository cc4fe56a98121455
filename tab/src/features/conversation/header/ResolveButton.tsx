import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SplitButton,
  type MenuButtonProps,
  type MenuTriggerChildProps,
} from '@fluentui/react-components'
import {
  ArrowUndo20Regular,
  CalendarClock20Regular,
  Checkmark20Regular,
  Clock20Regular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationStatus } from '../../../../../server/contract/conversation.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useBusy } from '../messages/use-busy.ts'
import type { ConversationActions } from '../types.ts'
import { SnoozeDialog } from './SnoozeDialog.tsx'
import { inAnHour, tomorrowMorning } from './snooze-times.ts'
import { useStyles } from './tools.styles.ts'

interface ResolveButtonProps {
  status: ConversationStatus
  can: { resolve: boolean; reopen: boolean }
  now: Date
  actions: Pick<ConversationActions, 'resolve' | 'reopen' | 'snooze'>
}

/** Ends the matter, or sets it aside for a while; makes it open again when it is neither. */
export function ResolveButton({ status, can, now, actions }: ResolveButtonProps) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  const { busy, run } = useBusy()
  const [choosing, setChoosing] = useState(false)
  const snooze = (until: Date) => run(actions.snooze(until.toISOString()))

  if (status === 'resolved' || status === 'paused' || (status === 'snoozed' && !can.resolve)) {
    if (!can.reopen) return null
    return (
      <Button
        className={styles.tool}
        icon={<ArrowUndo20Regular />}
        aria-label={t('header.reopen')}
        title={t('header.reopen')}
        disabledFocusable={busy}
        onClick={() => run(actions.reopen())}
      >
        <span className={styles.label}>{t('header.reopen')}</span>
      </Button>
    )
  }
  if (!can.resolve) return null
  return (
    <>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          {(triggerProps: MenuTriggerChildProps) => (
            <SplitButton
              className={styles.split}
              icon={<Checkmark20Regular />}
              menuButton={{ ...(triggerProps as MenuButtonProps), 'aria-label': t('header.moreResolve') }}
              primaryActionButton={{
                'aria-label': t('header.resolve'),
                title: t('header.resolve'),
                disabledFocusable: busy,
                onClick: () => run(actions.resolve()),
              }}
            >
              <span className={styles.label}>{t('header.resolve')}</span>
            </SplitButton>
          )}
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {status === 'snoozed' && can.reopen && (
              <MenuItem icon={<ArrowUndo20Regular />} onClick={() => run(actions.reopen())}>
                {t('header.reopen')}
              </MenuItem>
            )}
            <MenuItem icon={<Clock20Regular />} onClick={() => snooze(inAnHour(now))}>
              {t('header.snoozeHour')}
            </MenuItem>
            <MenuItem icon={<Clock20Regular />} onClick={() => snooze(tomorrowMorning(now))}>
              {t('header.snoozeTomorrow', { time: format.time(tomorrowMorning(now)) })}
            </MenuItem>
            <MenuItem icon={<CalendarClock20Regular />} onClick={() => setChoosing(true)}>
              {t('header.snoozeCustom')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {choosing && <SnoozeDialog now={now} onSnooze={snooze} onClose={() => setChoosing(false)} />}
    </>
  )
}
