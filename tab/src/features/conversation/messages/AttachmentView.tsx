import type { Attachment } from '../../../../../server/contract/message.ts'
import { AttachmentNotice } from './AttachmentNotice.tsx'
import { AudioPlayer } from './AudioPlayer.tsx'
import { DocumentCard } from './DocumentCard.tsx'
import { PictureView } from './PictureView.tsx'
import { VideoView } from './VideoView.tsx'

/** A file of a message, drawn by its kind; while it is fetched or when it failed, what there is to know. */
export function AttachmentView({ attachment, senderName }: { attachment: Attachment; senderName: string }) {
  if (attachment.state !== 'ready') return <AttachmentNotice attachment={attachment} />
  switch (attachment.kind) {
    case 'image':
    case 'sticker':
      return <PictureView attachment={attachment} senderName={senderName} />
    case 'video':
      return <VideoView attachment={attachment} />
    case 'audio':
    case 'voice':
      return <AudioPlayer attachment={attachment} />
    case 'document':
      return <DocumentCard attachment={attachment} />
  }
}
