import {
  Button,
  Dialog,
  DialogSurface,
  DialogTitle,
  mergeClasses,
  Popover,
  PopoverSurface,
  PopoverTrigger,
} from '@fluentui/react-components'
import { ChevronUpDown16Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EnvironmentSummary } from '../../../../server/contract/member.ts'
import { useStyles as useRailStyles } from '../inbox/Rail.styles.ts'
import { useAccount } from '../inbox/use-account.ts'
import { EnvironmentMark } from './EnvironmentMark.tsx'
import { EnvironmentPicker } from './EnvironmentPicker.tsx'
import { useStyles } from './EnvironmentPicker.styles.ts'

/** Where one is, and the way to everywhere else (DX-NAV-02); nothing for those who work in one place. */
export function EnvironmentSwitch({ wide }: { wide: boolean }) {
  const rail = useRailStyles()
  const styles = useStyles()
  const { t } = useTranslation('areas')
  const { environments, environmentId } = useAccount()
  const [open, setOpen] = useState(false)
  const here = environments.find(({ id }) => id === environmentId)
  if (environments.length < 2 || here === undefined) return null
  const label = t('environments.switch', { name: placeName(here) })
  return (
    <Popover
      open={open}
      onOpenChange={(_, data) => setOpen(data.open)}
      positioning={wide ? 'below-start' : 'after-top'}
      trapFocus
    >
      <PopoverTrigger disableButtonEnhancement>
        {wide ? (
          <Button
            appearance="subtle"
            className={mergeClasses(rail.footButton, styles.button)}
            aria-label={label}
            icon={<EnvironmentMark environment={here} size={28} />}
          >
            <span className={styles.here}>
              <span className={styles.hereName}>{here.name}</span>
              {subline(here) !== null && <span className={styles.hereAccount}>{subline(here)}</span>}
            </span>
            <span className={styles.chevron} aria-hidden="true">
              <ChevronUpDown16Regular />
            </span>
          </Button>
        ) : (
          <Button
            appearance="subtle"
            className={mergeClasses(rail.footButton, rail.narrowButton, styles.button)}
            aria-label={label}
            title={placeName(here)}
            icon={<EnvironmentMark environment={here} size={28} />}
          />
        )}
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('environments.label')}>
        <EnvironmentPicker onChosen={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  )
}

/** The same as a page over the others, where there is no rail. */
export function EnvironmentDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('areas')
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.dialog}>
        <DialogTitle className={styles.dialogTitle}>{t('environments.label')}</DialogTitle>
        <EnvironmentPicker onChosen={onClose} />
      </DialogSurface>
    </Dialog>
  )
}

function subline({ name, account }: EnvironmentSummary): string | null {
  return account === null || account.name === name ? null : account.name
}

/** The environment, with its customer where that is not the same. */
function placeName(environment: EnvironmentSummary): string {
  const account = subline(environment)
  return account === null ? environment.name : `${environment.name} · ${account}`
}
