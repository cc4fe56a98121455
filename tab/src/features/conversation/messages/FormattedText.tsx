import { Link, mergeClasses } from '@fluentui/react-components'
import { useMemo } from 'react'
import { parseText, type TextNode } from './text-format.ts'
import { useStyles } from './FormattedText.styles.ts'

/** A text with WhatsApp's marks and links; everything else in it is shown as it is. */
export function FormattedText({ text }: { text: string }) {
  const nodes = useMemo(() => parseText(text), [text])
  return <Nodes nodes={nodes} />
}

function Nodes({ nodes }: { nodes: readonly TextNode[] }) {
  return nodes.map((node, index) => <Node key={index} node={node} />)
}

function Node({ node }: { node: TextNode }) {
  const styles = useStyles()
  switch (node.kind) {
    case 'text':
      return node.text
    case 'bold':
      return (
        <strong className={styles.bold}>
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
    case 'mono':
      return (
        <code className={mergeClasses(styles.mono, node.fence === '```' && styles.block)}>{node.text}</code>
      )
    case 'link':
      return (
        <Link inline href={node.href} target="_blank" rel="noopener noreferrer" className={styles.link}>
          {node.text}
        </Link>
      )
  }
}
