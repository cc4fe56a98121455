import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import {
  AddRegular,
  DocumentPdfRegular,
  DocumentRegular,
  ImageRegular,
  LocationRegular,
  MicSparkleRegular,
  PersonRegular,
  ReceiptRegular,
  BoxRegular,
  StickerRegular,
} from '@fluentui/react-icons'
import { useRef, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SampleName } from '../state/control-api.ts'
import { useStyles } from './Composer.styles.ts'

export type AttachChoice =
  | { do: 'file'; files: readonly File[] }
  | { do: 'sample'; sample: SampleName }
  | { do: 'places' }
  | { do: 'people' }

/** What else a customer can send. */
export function AttachMenu({ onChoose }: { onChoose: (choice: AttachChoice) => void }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const pictures = useRef<HTMLInputElement>(null)
  const documents = useRef<HTMLInputElement>(null)
  const samples = [
    { sample: 'parcel', label: 'composer.parcel', icon: <BoxRegular /> },
    { sample: 'invoice', label: 'composer.invoice', icon: <ReceiptRegular /> },
    { sample: 'contract', label: 'composer.contract', icon: <DocumentPdfRegular /> },
    { sample: 'voice', label: 'composer.voiceSample', icon: <MicSparkleRegular /> },
    { sample: 'sticker', label: 'composer.sticker', icon: <StickerRegular /> },
  ] as const

  function takeFiles(event: ChangeEvent<HTMLInputElement>): void {
    const files = [...(event.currentTarget.files ?? [])]
    // The same file can be chosen again.
    event.currentTarget.value = ''
    if (files.length > 0) onChoose({ do: 'file', files })
  }

  return (
    <>
      <input
        ref={pictures}
        className={styles.hidden}
        type="file"
        accept="image/jpeg,image/png,video/mp4,video/3gpp"
        multiple
        aria-label={t('composer.photo')}
        onChange={takeFiles}
      />
      <input
        ref={documents}
        className={styles.hidden}
        type="file"
        multiple
        aria-label={t('composer.document')}
        onChange={takeFiles}
      />
      <Menu positioning={{ position: 'above', align: 'start' }}>
        <MenuTrigger disableButtonEnhancement>
          <Button
            className={styles.round}
            appearance="subtle"
            aria-label={t('composer.attach')}
            icon={<AddRegular />}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>{t('composer.samples')}</MenuGroupHeader>
              {samples.map(({ sample, label, icon }) => (
                <MenuItem key={sample} icon={icon} onClick={() => onChoose({ do: 'sample', sample })}>
                  {t(label)}
                </MenuItem>
              ))}
            </MenuGroup>
            <MenuDivider />
            <MenuItem icon={<ImageRegular />} onClick={() => pictures.current?.click()}>
              {t('composer.photo')}
            </MenuItem>
            <MenuItem icon={<DocumentRegular />} onClick={() => documents.current?.click()}>
              {t('composer.document')}
            </MenuItem>
            <MenuItem icon={<LocationRegular />} onClick={() => onChoose({ do: 'places' })}>
              {t('composer.location')}
            </MenuItem>
            <MenuItem icon={<PersonRegular />} onClick={() => onChoose({ do: 'people' })}>
              {t('composer.person')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  )
}
