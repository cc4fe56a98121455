import type { Attachment } from '../../../../../server/contract/message.ts'
import { AttachmentView } from './AttachmentView.tsx'
import { useStyles } from './MessageContent.styles.ts'

/** Files on their way out; they were uploaded before, so they can be shown already. */
export function PendingFiles({ attachments }: { attachments: readonly Attachment[] }) {
  const styles = useStyles()
  return (
    <div className={styles.files}>
      {attachments.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} senderName="" />
      ))}
    </div>
  )
}
