import { makeStyles, tokens } from '@fluentui/react-components'
import { CallFilled } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { HeardCall } from '../state/phone-state.ts'
import { connectedMs, formatDuration } from './hearing.ts'
import { useRealNow } from './use-real-now.ts'

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '8px',
    minHeight: '36px',
    padding: '0 16px',
    border: 'none',
    backgroundColor: '#14734f',
    color: '#ffffff',
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    cursor: 'pointer',
    ':hover': { backgroundColor: '#0f5f40' },
    ':focus-visible': { outline: '2px solid #ffffff', outlineOffset: '-4px' },
    '@media (forced-colors: active)': { border: '2px solid ButtonText' },
  },
})

/** A call goes on while the chat is open. */
export function CallBar({ call, onOpen }: { call: HeardCall; onOpen: () => void }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const ms = connectedMs(call, useRealNow(500))
  return (
    <button type="button" className={styles.bar} onClick={onOpen}>
      <CallFilled aria-hidden="true" />
      {t('call.screen.back')}
      {ms !== null && <span aria-hidden="true">{formatDuration(ms)}</span>}
    </button>
  )
}
