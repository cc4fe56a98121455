import { makeStyles, tokens } from '@fluentui/react-components'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'

const STEP = 16

const useStyles = makeStyles({
  root: {
    position: 'absolute',
    top: 0,
    right: '-4px',
    bottom: 0,
    width: '8px',
    zIndex: 2,
    cursor: 'col-resize',
    touchAction: 'none',
    '::after': {
      content: '""',
      position: 'absolute',
      top: 0,
      bottom: 0,
      left: '3px',
      width: '1px',
      backgroundColor: tokens.colorNeutralStroke2,
      '@media (forced-colors: active)': { backgroundColor: 'CanvasText' },
    },
    ':hover::after': { left: '3px', width: '2px', backgroundColor: tokens.colorCompoundBrandStroke },
    ':focus-visible': { outlineStyle: 'none' },
    ':focus-visible::after': { left: '2px', width: '3px', backgroundColor: tokens.colorCompoundBrandStroke },
  },
})

export interface ResizerProps {
  width: number
  min: number
  max: number
  onResize: (width: number) => void
}

/** The edge between list and thread; with the mouse, a finger or the arrow keys. */
export function Resizer({ width, min, max, onResize }: ResizerProps) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const resize = (next: number): void => onResize(Math.round(Math.min(max, Math.max(min, next))))

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    const edge = event.currentTarget
    const startX = event.clientX
    edge.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent): void => resize(width + moved.clientX - startX)
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), {
      once: true,
    })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowLeft: width - STEP,
      ArrowRight: width + STEP,
      Home: min,
      End: max,
    }
    const next = steps[event.key]
    if (next === undefined) return
    event.preventDefault()
    resize(next)
  }

  return (
    // A separator that can be moved is a widget (WAI-ARIA window splitter), which the rules do not know.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.root}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="vertical"
      aria-label={t('resizer')}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={onPointerDown}
      onDoubleClick={() => resize(360)}
      onKeyDown={onKeyDown}
    />
  )
}
