import { mergeClasses } from '@fluentui/react-components'
import { Attach48Regular } from '@fluentui/react-icons'
import { useRef, useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './DropZone.styles.ts'

interface DropZoneProps {
  className: string
  label: string
  /** Whether files can be sent now; otherwise it says that they cannot. */
  enabled: boolean
  onFiles: (files: readonly File[]) => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  children: ReactNode
}

/** The whole pane takes files that are dropped on it. */
export function DropZone({ className, label, enabled, onFiles, onKeyDown, children }: DropZoneProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const [over, setOver] = useState(false)
  // Moving onto a child leaves the parent: only the balance says whether the pointer is inside.
  const depth = useRef(0)
  const enter = (event: DragEvent, step: 1 | -1) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    depth.current = Math.max(0, depth.current + step)
    setOver(depth.current > 0)
  }
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    // Without this, the browser would leave the app and open the file.
    event.preventDefault()
    depth.current = 0
    setOver(false)
    if (enabled) onFiles([...event.dataTransfer.files])
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- files can also be chosen with a button
    <section
      className={className}
      aria-label={label}
      onKeyDown={onKeyDown}
      onDragEnter={(event) => enter(event, 1)}
      onDragLeave={(event) => enter(event, -1)}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={drop}
    >
      {children}
      {over && (
        <div className={mergeClasses(styles.overlay, !enabled && styles.refused)} aria-hidden="true">
          <Attach48Regular />
          {t(enabled ? 'file.drop' : 'file.dropNot')}
        </div>
      )}
    </section>
  )
}
