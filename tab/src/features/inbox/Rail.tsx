import { Button, mergeClasses, Tooltip } from '@fluentui/react-components'
import { PanelLeftContractRegular, PanelLeftExpandRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { Logo } from '../../components/Logo.tsx'
import { changeSettings, useSettings } from '../../state/settings.ts'
import { VIEWS } from '../../state/state.ts'
import { AreaLinks } from '../areas/AreaLinks.tsx'
import { EnvironmentSwitch } from '../areas/EnvironmentSwitch.tsx'
import { useAddress } from '../areas/use-address.ts'
import { useAreaWays } from '../areas/use-area-ways.ts'
import { useStyles } from './Rail.styles.ts'
import { useAccount } from './use-account.ts'
import { useNavigation } from './use-place.ts'
import { UserMenu } from './UserMenu.tsx'
import { ViewLink } from './ViewLink.tsx'

/** From here on the rail has room for names beside everything else. */
const WIDE_FROM = 1360

export interface RailProps {
  /** Of the app's own box. */
  width: number
  onHelp: () => void
}

/** The ways through the app, beside whatever area is open. */
export function Rail({ width, onHelp }: RailProps) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const { areas } = useAccount()
  const ways = useAreaWays()
  const { wideRail } = useSettings()
  const roomy = width >= WIDE_FROM
  const wide = roomy && wideRail
  const toggle = t(wide ? 'nav.collapse' : 'nav.expand')
  return (
    <header className={mergeClasses(styles.root, wide && styles.wide)}>
      <div className={styles.brand}>
        <Logo />
        {wide && <span className={styles.brandName}>Callover</span>}
      </div>
      <EnvironmentSwitch wide={wide} />
      {areas.includes('inbox') && <ViewLinks wide={wide} />}
      {ways.length > 0 && areas.includes('inbox') && <div className={styles.divider} />}
      <AreaLinks wide={wide} />
      <div className={styles.space} />
      <div className={styles.foot}>
        {roomy && (
          <Tooltip content={toggle} relationship="label" positioning="after">
            <Button
              appearance="subtle"
              className={mergeClasses(styles.footButton, !wide && styles.narrowButton)}
              icon={wide ? <PanelLeftContractRegular /> : <PanelLeftExpandRegular />}
              onClick={() => changeSettings({ wideRail: !wide })}
            >
              {wide && <span className={styles.text}>{t('nav.collapse')}</span>}
            </Button>
          </Tooltip>
        )}
        <UserMenu wide={wide} onHelp={onHelp} />
      </div>
    </header>
  )
}

function ViewLinks({ wide }: { wide: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const { area } = useAddress()
  const { place, go, link } = useNavigation()
  return (
    <nav aria-label={t('nav.label')}>
      <ul className={styles.views}>
        {VIEWS.map((view) => (
          <li key={view}>
            <ViewLink
              view={view}
              href={link({ view, q: '', conversationId: null })}
              current={area === 'inbox' && place.view === view && place.q === ''}
              wide={wide}
              onGo={() => go({ view, q: '' })}
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}
