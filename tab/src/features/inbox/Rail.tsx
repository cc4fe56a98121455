import { Button, mergeClasses, Tooltip } from '@fluentui/react-components'
import { PanelLeftContractRegular, PanelLeftExpandRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { Logo } from '../../components/Logo.tsx'
import { changeSettings } from '../../state/settings.ts'
import { VIEWS } from '../../state/state.ts'
import { EnvironmentMenu } from './EnvironmentMenu.tsx'
import { useStyles } from './Rail.styles.ts'
import { useAccount } from './use-account.ts'
import type { Navigation } from './use-place.ts'
import { UserMenu } from './UserMenu.tsx'
import { ViewLink } from './ViewLink.tsx'

export interface RailProps {
  navigation: Navigation
  /** Room for names beside the icons. */
  roomy: boolean
  wide: boolean
  onHelp: () => void
}

export function Rail({ navigation, roomy, wide, onHelp }: RailProps) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const { environments } = useAccount()
  const { place, go, link } = navigation
  const toggle = t(wide ? 'nav.collapse' : 'nav.expand')
  return (
    <header className={mergeClasses(styles.root, wide && styles.wide)}>
      <div className={styles.brand}>
        <Logo />
        {wide && <span className={styles.brandName}>Callover</span>}
      </div>
      <nav aria-label={t('nav.label')}>
        <ul className={styles.views}>
          {VIEWS.map((view) => (
            <li key={view}>
              <ViewLink
                view={view}
                href={link({ view, q: '', conversationId: null })}
                current={place.view === view && place.q === ''}
                wide={wide}
                onGo={() => go({ view, q: '' })}
              />
            </li>
          ))}
        </ul>
      </nav>
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
        {environments.length > 1 && <EnvironmentMenu wide={wide} />}
        <UserMenu wide={wide} onHelp={onHelp} />
      </div>
    </header>
  )
}
