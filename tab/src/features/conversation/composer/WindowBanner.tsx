import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import type { ComposerState } from './composer-state.ts'
import { useStyles } from './WindowBanner.styles.ts'

interface WindowBannerProps {
  state: ComposerState
  now: Date
  onAsk: () => void
}

/** How long free replies are possible, above the editor, as soon as that matters. */
export function WindowBanner({ state, now, onAsk }: WindowBannerProps) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  if (state.kind !== 'open' || state.phase === 'plenty') return null
  const closesAt = new Date(state.closesAt)
  if (state.phase === 'soon') {
    return (
      <div className={styles.line} title={format.full(closesAt)}>
        {t('composer.until', { moment: format.moment(closesAt, now), left: format.exactSpan(state.msLeft) })}
      </div>
    )
  }
  if (state.phase === 'checking') {
    return (
      <MessageBar intent="error" layout="multiline" politeness="assertive">
        <MessageBarBody>
          <MessageBarTitle>{t('composer.checkingTitle')}</MessageBarTitle>
          {t('composer.checkingText')}
        </MessageBarBody>
      </MessageBar>
    )
  }
  return (
    // The countdown changes every minute; what is announced, and when, is decided elsewhere.
    <MessageBar intent="warning" layout="auto" politeness="polite" aria-live="off">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>
          {t('composer.closing', { time: format.time(closesAt), left: format.span(state.msLeft) })}
        </MessageBarTitle>
        {t('composer.closingHint')}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={onAsk}>
          {t('composer.askToKeepOpen')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  )
}
