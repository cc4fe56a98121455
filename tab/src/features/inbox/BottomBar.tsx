import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { PersonCircleRegular, SearchRegular } from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewName } from '../../state/state.ts'
import { areaIcons } from '../areas/area-icons.tsx'
import { useAddress } from '../areas/use-address.ts'
import { useAreaWays } from '../areas/use-area-ways.ts'
import { focusSearch } from './SearchBox.tsx'
import { useAccount } from './use-account.ts'
import { useNavigation } from './use-place.ts'
import { UserMenu } from './UserMenu.tsx'
import { useViewCount } from './use-view-count.ts'
import { viewIcons } from './view-icons.tsx'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridAutoFlow: 'column',
    gridAutoColumns: 'minmax(0, 1fr)',
    flexShrink: 0,
    padding: '0 4px env(safe-area-inset-bottom)',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  item: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '2px',
    minHeight: '56px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  icon: { display: 'flex', fontSize: '24px' },
  count: {
    position: 'absolute',
    top: '4px',
    left: 'calc(50% + 6px)',
    minWidth: '16px',
    padding: '0 4px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: `0 0 0 1px ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    fontSize: '10px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
})

export interface BottomBarProps {
  onHelp: () => void
}

/** The rail of a phone. */
export function BottomBar({ onHelp }: BottomBarProps) {
  const styles = useStyles()
  const { t } = useTranslation(['inbox', 'areas'])
  const { areas } = useAccount()
  const answers = areas.includes('inbox')
  const ways = useAreaWays()
  return (
    <nav className={styles.root} aria-label={t(answers ? 'nav.label' : 'areas:nav')}>
      {answers && (
        // A thumb finds five at most; the other views stand above the list as well.
        <>
          <ViewTab view="open" label={t('nav.inbox')} />
          {ways.length < 3 && <ViewTab view="mine" label={t('nav.mine')} />}
        </>
      )}
      {ways.length === 0 && answers ? (
        // The search stands above the list as well.
        <Tab label={t('nav.search')} icon={<SearchRegular />} onClick={focusSearch} />
      ) : (
        <AreaTabs />
      )}
      <UserMenu
        wide={false}
        onHelp={onHelp}
        trigger={
          <button type="button" className={styles.item}>
            <span className={styles.icon} aria-hidden="true">
              <PersonCircleRegular />
            </span>
            {t('nav.me')}
          </button>
        }
      />
    </nav>
  )
}

interface TabProps {
  label: string
  icon: ReactElement
  current?: boolean
  count?: string
  countWords?: string
  onClick: () => void
}

function Tab({ label, icon, current = false, count = '', countWords, onClick }: TabProps) {
  const styles = useStyles()
  return (
    <button
      type="button"
      className={mergeClasses(styles.item, current && styles.current)}
      aria-current={current ? 'page' : undefined}
      aria-label={countWords === undefined ? label : `${label}, ${countWords}`}
      onClick={onClick}
    >
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      {label}
      {count !== '' && <span className={styles.count}>{count}</span>}
    </button>
  )
}

function AreaTabs() {
  const { t } = useTranslation('areas')
  return useAreaWays().map(({ area, current, go }) => {
    const Icon = areaIcons[area]
    return (
      <Tab
        key={area}
        label={t(area === 'administration' ? 'shortAdministration' : `name.${area}`)}
        icon={<Icon filled={current} />}
        current={current}
        onClick={go}
      />
    )
  })
}

function ViewTab({ view, label }: { view: ViewName; label: string }) {
  const { area } = useAddress()
  const { place, go } = useNavigation()
  const count = useViewCount(view)
  const Icon = viewIcons[view]
  const current = area === 'inbox' && place.view === view && place.q === ''
  return (
    <Tab
      label={label}
      icon={<Icon filled={current} />}
      current={current}
      {...(count === null ? {} : { count: count.short, countWords: count.words })}
      onClick={() => go({ view, q: '', conversationId: null })}
    />
  )
}
