import { parseText, type TextNode } from '../../conversation/messages/text-format.ts'
import { useStyles } from './content.styles.ts'

/** Text with WhatsApp's marks and links, made of text nodes only. */
export function PhoneText({ text }: { text: string }) {
  const styles = useStyles()
  return (
    <span className={styles.text} dir="auto">
      <Nodes nodes={parseText(text)} />
    </span>
  )
}

function Nodes({ nodes }: { nodes: readonly TextNode[] }) {
  // Nodes are made anew with every text and never move.
  return nodes.map((node, index) => <Node key={`${index} ${node.kind}`} node={node} />)
}

function Node({ node }: { node: TextNode }) {
  const styles = useStyles()
  switch (node.kind) {
    case 'text':
      return node.text
    case 'mono':
      return <code className={styles.mono}>{node.text}</code>
    case 'link':
      return (
        <a className={styles.link} href={node.href} target="_blank" rel="noopener noreferrer">
          {node.text}
        </a>
      )
    case 'bold':
      return (
        <strong>
          <Nodes nodes={node.children} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Nodes nodes={node.children} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Nodes nodes={node.children} />
        </s>
      )
  }
}
