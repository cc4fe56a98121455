import { Button } from '@fluentui/react-components'
import { ErrorCircle48Regular } from '@fluentui/react-icons'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './EmptyState.tsx'

export interface ErrorBoundaryProps {
  children: ReactNode
}

/** The last line of defence: says what happened and offers the way on instead of a white page. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Crashed /> : this.props.children
  }
}

function Crashed() {
  const { t } = useTranslation()
  return (
    <main style={{ height: '100%' }} role="alert">
      <EmptyState
        icon={<ErrorCircle48Regular />}
        title={t('error.crashed')}
        hint={t('error.crashedHint')}
        actions={
          <Button appearance="primary" onClick={() => window.location.reload()}>
            {t('action.reload')}
          </Button>
        }
      />
    </main>
  )
}
