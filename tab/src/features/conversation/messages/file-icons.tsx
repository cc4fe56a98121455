import {
  Document24Regular,
  DocumentPdf24Regular,
  DocumentTable24Regular,
  DocumentText24Regular,
  FolderZip24Regular,
  Image24Regular,
  Mic24Regular,
  MusicNote224Regular,
  SlideText24Regular,
  Sticker24Regular,
  Video24Regular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import type { Attachment } from '../../../../../server/contract/message.ts'

/** A glyph by what a file is, so that a list of files can be scanned. */
export function fileIcon({ kind, contentType }: Pick<Attachment, 'kind' | 'contentType'>): ReactElement {
  switch (kind) {
    case 'image':
      return <Image24Regular />
    case 'video':
      return <Video24Regular />
    case 'audio':
      return <MusicNote224Regular />
    case 'voice':
      return <Mic24Regular />
    case 'sticker':
      return <Sticker24Regular />
    case 'document':
      return documentIcon(contentType)
  }
}

function documentIcon(type: string): ReactElement {
  if (type.includes('pdf')) return <DocumentPdf24Regular />
  if (/sheet|excel|csv/u.test(type)) return <DocumentTable24Regular />
  if (/presentation|powerpoint/u.test(type)) return <SlideText24Regular />
  if (/word|text|rtf/u.test(type)) return <DocumentText24Regular />
  return /zip|compressed/u.test(type) ? <FolderZip24Regular /> : <Document24Regular />
}
