import { mergeClasses, Skeleton, SkeletonItem } from '@fluentui/react-components'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Delayed } from '../../../components/Delayed.tsx'
import { ErrorState } from '../../../components/ErrorState.tsx'
import { EnvironmentNav } from './EnvironmentNav.tsx'
import type { EnvironmentPage } from './environment-pages.ts'
import { useStyles } from './frame.styles.ts'
import type { LoadState } from './use-loaded.ts'

export interface SidePageProps<T> {
  /** Which entry of the menu it is. */
  page: EnvironmentPage
  title: string
  lead?: ReactNode
  /** What can be done on the page as a whole. */
  actions?: ReactNode
  /** Lists that need the room get it. */
  wide?: boolean
  titleRef?: Ref<HTMLHeadingElement>
  /** Stays below the page while it scrolls. */
  bar?: ReactNode
  state: LoadState<T>
  onRetry: () => void
  children: (value: T) => ReactNode
}

/** One of an environment's pages beside the services: the menu, its title, and what it shows once that is there. */
export function SidePage<T>(props: SidePageProps<T>) {
  const { page, state, onRetry, children, wide = false, bar, ...head } = props
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <EnvironmentNav current={page} />
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.scroll}>
          <div className={mergeClasses(styles.page, wide && styles.pageWide)}>
            <Head {...head} isReady={state.step === 'ready'} />
            {state.step === 'loading' && <Bones />}
            {state.step === 'failed' && <ErrorState code={state.code} onRetry={onRetry} />}
            {state.step === 'ready' && children(state.value)}
          </div>
        </div>
        {bar}
      </main>
    </div>
  )
}

interface HeadProps extends Pick<SidePageProps<unknown>, 'title' | 'lead' | 'actions' | 'titleRef'> {
  isReady: boolean
}

function Head({ title, lead, actions, titleRef, isReady }: HeadProps) {
  const styles = useStyles()
  return (
    <header className={styles.head}>
      <div className={styles.headWords}>
        <h1 ref={titleRef} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      </div>
      {isReady && actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  )
}

function Bones() {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  return (
    <Delayed>
      <output className={styles.bones} aria-label={t('loading')}>
        {[132, 220].map((height) => (
          <Skeleton key={height} aria-hidden="true">
            <SkeletonItem style={{ height }} />
          </Skeleton>
        ))}
      </output>
    </Delayed>
  )
}
