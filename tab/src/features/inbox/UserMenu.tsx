import {
  Avatar,
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuItemLink,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  useRestoreFocusTarget,
  type MenuCheckedValueChangeData,
} from '@fluentui/react-components'
import {
  BuildingRegular,
  KeyboardRegular,
  PeopleTeamRegular,
  PersonRegular,
  PhoneRegular,
  SignOutRegular,
} from '@fluentui/react-icons'
import { cloneElement, lazy, Suspense, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, entranceLanguages, languageNames } from '../../i18n/languages.ts'
import { changeSettings, useSettings, type Settings } from '../../state/settings.ts'
import { EnvironmentDialog } from '../areas/EnvironmentSwitch.tsx'
import { concernedKinds } from '../notifications/concerned-kinds.ts'
import { useDemo } from '../session/use-demo.ts'
import { askForNotifications } from './notifications.ts'
import { useStyles } from './Rail.styles.ts'
import { useAccount } from './use-account.ts'
import { useNotify } from './use-notify.tsx'

const OwnAccountDialog = lazy(async () => ({
  default: (await import('../own-account/OwnAccountDialog.tsx')).OwnAccountDialog,
}))
const TeamsNotifications = lazy(async () => ({
  default: (await import('../notifications/TeamsNotifications.tsx')).TeamsNotifications,
}))

const THEMES = {
  system: 'menu.themeSystem',
  light: 'menu.themeLight',
  dark: 'menu.themeDark',
  contrast: 'menu.themeContrast',
} as const satisfies Record<Settings['theme'], string>

const DENSITIES = {
  compact: 'menu.densityCompact',
  cosy: 'menu.densityCosy',
  roomy: 'menu.densityRoomy',
} as const satisfies Record<Settings['density'], string>

const keysOf = <K extends string>(record: Record<K, unknown>): K[] => Object.keys(record) as K[]

export interface UserMenuProps {
  wide: boolean
  onHelp: () => void
  /** Another button than that of the rail, for where there is no rail: the environments are in the menu then. */
  trigger?: ReactElement
}

/** Who I am, how I like it, and the way out. */
export function UserMenu({ wide, onHelp, trigger }: UserMenuProps) {
  const styles = useStyles()
  const { t } = useTranslation(['inbox', 'areas', 'notifications', 'ownAccount'])
  const { user, environments, environmentId, areas, signOut } = useAccount()
  // `null`: not asked for yet.
  const [inTeams, setInTeams] = useState<boolean | null>(null)
  const [ownAccount, setOwnAccount] = useState<boolean | null>(null)
  const [switching, setSwitching] = useState(false)
  const here = environments.find(({ id }) => id === environmentId)?.name ?? ''
  const demo = useDemo()
  // Dialogues that this menu opens outlive the menu itself.
  const returnHere = useRestoreFocusTarget()
  const values = useMenuValues()
  const answers = areas.includes('inbox')
  return (
    <>
      <Menu positioning="after-bottom" hasCheckmarks {...values}>
        <MenuTrigger disableButtonEnhancement>
          {trigger === undefined ? (
            <Button
              {...returnHere}
              appearance="subtle"
              className={mergeClasses(styles.footButton, !wide && styles.narrowButton)}
              icon={<Avatar aria-hidden size={28} name={user.name} color="colorful" idForColor={user.id} />}
              aria-label={t('menu.label', { name: user.name })}
            >
              {wide && <span className={styles.text}>{user.name}</span>}
            </Button>
          ) : (
            cloneElement(trigger, returnHere)
          )}
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>{user.email}</MenuGroupHeader>
              {trigger !== undefined && environments.length > 1 && (
                <MenuItem icon={<BuildingRegular />} onClick={() => setSwitching(true)}>
                  {t('areas:environments.switch', { name: here })}
                </MenuItem>
              )}
              <Submenu label={t('menu.language')}>
                {entranceLanguages.map((language) => (
                  <MenuItemRadio key={language} name="language" value={language} lang={language}>
                    {languageNames[language]}
                  </MenuItemRadio>
                ))}
              </Submenu>
              <Submenu label={t('menu.theme')}>
                {keysOf(THEMES).map((theme) => (
                  <MenuItemRadio key={theme} name="theme" value={theme}>
                    {t(THEMES[theme])}
                  </MenuItemRadio>
                ))}
              </Submenu>
              {answers && (
                <Submenu label={t('menu.density')}>
                  {keysOf(DENSITIES).map((density) => (
                    <MenuItemRadio key={density} name="density" value={density}>
                      {t(DENSITIES[density])}
                    </MenuItemRadio>
                  ))}
                </Submenu>
              )}
            </MenuGroup>
            {answers && (
              <>
                <MenuDivider />
                <MenuItemCheckbox name="on" value="notifications">
                  {t('menu.notifications')}
                </MenuItemCheckbox>
                <MenuItemCheckbox name="on" value="sound">
                  {t('menu.sound')}
                </MenuItemCheckbox>
                <MenuItemCheckbox name="on" value="singleKeys">
                  {t('menu.singleKeys')}
                </MenuItemCheckbox>
              </>
            )}
            <MenuDivider />
            <MenuItem icon={<PersonRegular />} onClick={() => setOwnAccount(true)}>
              {t('ownAccount:menu')}
            </MenuItem>
            {concernedKinds({ environments }).length > 0 && (
              <MenuItem icon={<PeopleTeamRegular />} onClick={() => setInTeams(true)}>
                {t('notifications:menu')}
              </MenuItem>
            )}
            {answers && (
              <MenuItem icon={<KeyboardRegular />} onClick={onHelp}>
                {t('menu.shortcuts')}
              </MenuItem>
            )}
            {demo?.simulatorUrl !== undefined && (
              <MenuItemLink icon={<PhoneRegular />} href={demo.simulatorUrl} target="_blank" rel="noopener">
                {t('menu.simulator')}
              </MenuItemLink>
            )}
            <MenuItem icon={<SignOutRegular />} onClick={signOut}>
              {t('menu.signOut')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <EnvironmentDialog open={switching} onClose={() => setSwitching(false)} />
      {ownAccount !== null && (
        <Suspense fallback={null}>
          <OwnAccountDialog open={ownAccount} onClose={() => setOwnAccount(false)} />
        </Suspense>
      )}
      {inTeams !== null && (
        <Suspense fallback={null}>
          <TeamsNotifications open={inTeams} onClose={() => setInTeams(false)} />
        </Suspense>
      )}
    </>
  )
}

function Submenu({ label, children }: { label: string; children: ReactElement[] }) {
  return (
    <Menu hasCheckmarks {...useMenuValues()}>
      <MenuTrigger disableButtonEnhancement>
        <MenuItem>{label}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  )
}

/** What is checked in the menu, and what checking does. A submenu needs them as well: it is a menu of its own. */
function useMenuValues() {
  const settings = useSettings()
  const { setLanguage } = useAccount()
  const notify = useNotify()
  const { t, i18n } = useTranslation('inbox')
  const on = [
    ...(settings.desktopNotifications === 'on' ? ['notifications'] : []),
    ...(settings.sound ? ['sound'] : []),
    ...(settings.singleKeys ? ['singleKeys'] : []),
  ]

  async function turnNotifications(wanted: boolean): Promise<void> {
    if (!wanted) changeSettings({ desktopNotifications: 'off' })
    else if ((await askForNotifications()) === 'denied') notify.info(t('alerts.denied'))
  }

  function change(_: unknown, { name, checkedItems }: MenuCheckedValueChangeData): void {
    const [chosen = ''] = checkedItems
    if (name === 'language') setLanguage(chooseLanguage([chosen]))
    if (name === 'theme')
      changeSettings({ theme: keysOf(THEMES).find((theme) => theme === chosen) ?? 'system' })
    if (name === 'density') {
      changeSettings({ density: keysOf(DENSITIES).find((density) => density === chosen) ?? 'cosy' })
    }
    if (name !== 'on') return
    changeSettings({ sound: checkedItems.includes('sound'), singleKeys: checkedItems.includes('singleKeys') })
    const wanted = checkedItems.includes('notifications')
    if (wanted !== (settings.desktopNotifications === 'on')) void turnNotifications(wanted)
  }

  return {
    checkedValues: {
      on,
      language: [i18n.language],
      theme: [settings.theme],
      density: [settings.density],
    },
    onCheckedValueChange: change,
  }
}
