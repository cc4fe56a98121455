import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Spinner,
  Tooltip,
} from '@fluentui/react-components'
import { Dismiss16Regular, Tag16Regular, TagFilled, TagRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useStyles } from './ListPane.styles.ts'
import type { Navigation } from './use-place.ts'
import { useInbox, useWorkspace } from './use-workspace.ts'

/** Every label may be called anything; the choice that means none of them is not a label. */
const EVERY = ''

/** Shows only the conversations with one label. */
export function LabelMenu({ navigation: { place, go } }: { navigation: Navigation }) {
  const { t } = useTranslation('inbox')
  const styles = useStyles()
  const workspace = useWorkspace()
  const labels = useInbox((state) => state.labels)
  const { label } = place
  const shown = [...new Set([...(labels ?? []), ...(label === undefined ? [] : [label])])]
  return (
    <Menu
      checkedValues={{ label: [label ?? EVERY] }}
      onCheckedValueChange={(_, { checkedItems: [chosen = EVERY] }) =>
        go({ label: chosen === EVERY ? null : chosen })
      }
      onOpenChange={(_, { open }) => open && void workspace.loadLabels().catch(() => undefined)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip
          content={label === undefined ? t('label.filter') : t('label.filterBy', { label })}
          relationship="label"
        >
          <Button
            appearance="subtle"
            icon={label === undefined ? <TagRegular /> : <TagFilled className={styles.filtering} />}
          />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover className={styles.menu}>
        <MenuList>
          <MenuItemRadio name="label" value={EVERY}>
            {t('label.all')}
          </MenuItemRadio>
          {shown
            .toSorted((a, b) => a.localeCompare(b))
            .map((name) => (
              <MenuItemRadio key={name} name="label" value={name}>
                {name}
              </MenuItemRadio>
            ))}
        </MenuList>
        {labels === null && <Spinner size="tiny" />}
        {labels !== null && shown.length === 0 && <p className={styles.noLabels}>{t('label.unused')}</p>}
      </MenuPopover>
    </Menu>
  )
}

/** Says that the list is not whole, and why; one press makes it whole again. */
export function LabelChip({ navigation: { place, go } }: { navigation: Navigation }) {
  const { t } = useTranslation('inbox')
  const styles = useStyles()
  const { label } = place
  if (label === undefined) return null
  return (
    <Button
      size="small"
      className={styles.labelChip}
      icon={<Tag16Regular />}
      aria-label={t('label.clear', { label })}
      title={t('label.clear', { label })}
      onClick={() => go({ label: null })}
    >
      <span className={styles.labelName}>{label}</span>
      <Dismiss16Regular className={styles.labelDismiss} />
    </Button>
  )
}
