import { RelativeTime } from '../../components/RelativeTime.tsx'
import type { ConversationPaneProps } from '../conversation/types.ts'

/** Stands in until the conversation pane is there. */
export function PanePlaceholder({ conversation, thread, onBack, onToggleDetails }: ConversationPaneProps) {
  return (
    <section style={{ padding: 16, overflow: 'auto', height: '100%', boxSizing: 'border-box' }}>
      <button onClick={onBack}>‹</button> <button onClick={onToggleDetails}>i</button>
      <h2>{conversation.title}</h2>
      {thread.messages.map((message) => (
        <p key={message.id} style={{ textAlign: message.direction === 'inbound' ? 'left' : 'right' }}>
          {message.text} <RelativeTime at={message.at} display="time" />
        </p>
      ))}
    </section>
  )
}
