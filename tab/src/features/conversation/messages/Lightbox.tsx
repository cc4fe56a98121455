/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- what scrolls must be reachable by keyboard, and zooming has buttons beside the pointer */
import { Button, Dialog, DialogBody, DialogSurface, DialogTitle } from '@fluentui/react-components'
import {
  ArrowDownload20Regular,
  Dismiss20Regular,
  ZoomIn20Regular,
  ZoomOut20Regular,
} from '@fluentui/react-icons'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useReturnFocus } from '../use-return-focus.ts'
import { useStyles } from './Lightbox.styles.ts'
import { saveFile } from './save-file.ts'
import { safeName } from './text-format.ts'

interface LightboxProps {
  url: string
  fileName: string
  title: string
  onClose: () => void
}

const MAX_ZOOM = 5
const STEP = 1.4

/** A picture over the whole window; buttons, wheel and plus/minus enlarge it, scroll bars and arrows move it. */
export function Lightbox({ url, fileName, title, onClose }: LightboxProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  useReturnFocus()
  const [zoom, setZoom] = useState(1)
  const stage = useRef<HTMLDivElement>(null)
  const zoomBy = (factor: number) => setZoom((now) => Math.min(MAX_ZOOM, Math.max(1, now * factor)))
  useWheelZoom(stage, zoomBy)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === '+' || event.key === '=') zoomBy(STEP)
    else if (event.key === '-') zoomBy(1 / STEP)
    else if (event.key === '0') setZoom(1)
    else return
    event.preventDefault()
  }

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface} onKeyDown={onKeyDown}>
        <DialogBody className={styles.body}>
          <DialogTitle className={styles.title} action={null}>
            <span className={styles.name}>{safeName(title)}</span>
            <span className={styles.tools}>
              <Button
                appearance="subtle"
                icon={<ZoomOut20Regular />}
                aria-label={t('media.zoomOut')}
                disabledFocusable={zoom <= 1}
                onClick={() => zoomBy(1 / STEP)}
              />
              <Button
                appearance="subtle"
                className={styles.percent}
                aria-label={t('media.zoomReset', { percent: Math.round(zoom * 100) })}
                onClick={() => setZoom(1)}
              >
                {Math.round(zoom * 100)} %
              </Button>
              <Button
                appearance="subtle"
                icon={<ZoomIn20Regular />}
                aria-label={t('media.zoomIn')}
                disabledFocusable={zoom >= MAX_ZOOM}
                onClick={() => zoomBy(STEP)}
              />
              <Button
                appearance="subtle"
                icon={<ArrowDownload20Regular />}
                aria-label={t('media.downloadShort')}
                onClick={() => saveFile(url, fileName)}
              />
              <Button
                appearance="subtle"
                icon={<Dismiss20Regular />}
                aria-label={t('media.close')}
                onClick={onClose}
              />
            </span>
          </DialogTitle>
          {/* A stage larger than the window scrolls, and what scrolls must be reachable by keyboard. */}
          <div className={styles.stage} ref={stage} tabIndex={0} aria-label={safeName(title)} role="group">
            <img
              className={styles.picture}
              style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }}
              src={url}
              alt={safeName(fileName)}
              onDoubleClick={() => setZoom((now) => (now > 1 ? 1 : 2))}
            />
          </div>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

/** React listens to the wheel passively; zooming has to stop the page from scrolling. */
function useWheelZoom(stage: React.RefObject<HTMLDivElement | null>, zoomBy: (factor: number) => void): void {
  useEffect(() => {
    const element = stage.current
    if (element === null) return undefined
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  })
}
