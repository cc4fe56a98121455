import { Avatar, Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ImageAddRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { NARROW } from '../../../components/page-frame.ts'
import type { ServiceProfile } from '../../../../../server/contract/setup-routes.ts'
import { useHost } from '../../../host/use-host.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Issue } from '../parts/Row.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import { PICTURE_BYTES, PICTURE_TYPES, uploadPicture } from './upload-picture.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '12px 20px',
    padding: '20px',
    [NARROW]: { padding: '16px' },
  },
  words: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '6px',
    minWidth: 0,
    flex: '1 1 220px',
  },
  hint: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
})

export interface PictureProps {
  profile: ServiceProfile
  disabled: boolean
  onChanged: (profile: ServiceProfile) => void
}

/** The picture that customers see in the chat (DX-BOT-08). */
export function Picture({ profile, disabled, onChanged }: PictureProps) {
  const styles = useStyles()
  const { t } = useTranslation(['setup', 'common'])
  const { environmentId } = useStudio()
  const host = useHost()
  const format = useFormat()
  const task = useTask()
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<'type' | 'size' | null>(null)
  const url = usePicture(profile.picture)
  const kilobytes = format.number(PICTURE_BYTES / 1024)

  async function choose(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = event.target.files?.[0]
    // The same file may be chosen again after it was refused.
    event.target.value = ''
    if (file === undefined) return
    const isKnown = PICTURE_TYPES.some((type) => type === file.type)
    setRefused(!isKnown ? 'type' : file.size > PICTURE_BYTES ? 'size' : null)
    if (!isKnown || file.size > PICTURE_BYTES) return
    await task.run(async () => {
      const upload = { environmentId, serviceId: profile.id, file, token: host.readToken() }
      onChanged(await uploadPicture(upload))
    })
  }

  const issue =
    refused !== null
      ? t(`setup:picture.${refused}`, { size: kilobytes })
      : task.fault !== null
        ? t(`common:error.${task.fault}`)
        : null
  return (
    <div className={styles.root}>
      <Avatar
        size={72}
        shape="circular"
        name={profile.name}
        color="colorful"
        idForColor={profile.id}
        {...(url === null
          ? {}
          : { image: { src: url, alt: t('setup:picture.alt', { name: profile.name }) } })}
      />
      <div className={styles.words}>
        <span className={styles.hint}>{t('setup:picture.hint', { size: kilobytes })}</span>
        {!disabled && (
          <>
            <input
              ref={input}
              type="file"
              hidden
              accept={PICTURE_TYPES.join(',')}
              aria-label={t('setup:picture.choose')}
              onChange={(event) => void choose(event)}
            />
            <Button
              size="small"
              icon={task.busy ? <Spinner size="tiny" /> : <ImageAddRegular />}
              disabledFocusable={task.busy}
              onClick={() => input.current?.click()}
            >
              {t(profile.picture === null ? 'setup:picture.choose' : 'setup:picture.replace')}
            </Button>
          </>
        )}
        {issue !== null && <Issue>{issue}</Issue>}
      </div>
    </div>
  )
}

/** The bytes of the picture need the session, so they are fetched and shown from memory. */
function usePicture(address: string | null): string | null {
  const { api } = useStudio()
  const [shown, setShown] = useState<{ of: string; url: string } | null>(null)
  useEffect(() => {
    if (address === null) return undefined
    const asked = new AbortController()
    let made: string | null = null
    api
      .download(address, asked.signal)
      .then((file) => {
        if (asked.signal.aborted) return
        made = URL.createObjectURL(file)
        setShown({ of: address, url: made })
      })
      // Then the letters of its name stand for it.
      .catch(() => undefined)
    return () => {
      asked.abort()
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [api, address])
  return shown !== null && shown.of === address ? shown.url : null
}
