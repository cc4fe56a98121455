import { Link, mergeClasses } from '@fluentui/react-components'
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react'
import { mentionSpans } from '../../../../../server/contract/mentions.ts'
import { useColleagues } from '../composer/colleagues.ts'
import { usePaneTools } from '../pane-tools.ts'
import type { Person } from '../types.ts'
import { parseText, type TextNode } from './text-format.ts'
import { useStyles } from './FormattedText.styles.ts'

/**
 * A text with WhatsApp's marks and links; everything else in it is shown as it is. In a note, colleagues who are named
 * stand out.
 */
export function FormattedText({ text, note = false }: { text: string; note?: boolean }) {
  const nodes = useMemo(() => parseText(text), [text])
  const shown = <Nodes nodes={nodes} />
  return note && /[@＠]/u.test(text) ? <Naming>{shown}</Naming> : shown
}

/** Who can be named in the text around, and who reads it. */
const NamesContext = createContext<{ people: readonly Person[]; me: Person } | null>(null)

function Naming({ children }: { children: ReactNode }) {
  const { me } = usePaneTools()
  const { people, load } = useColleagues()
  useEffect(() => {
    if (people === null) load()
  }, [people, load])
  const names = useMemo(() => (people === null ? null : { people, me }), [people, me])
  return <NamesContext value={names}>{children}</NamesContext>
}

function Nodes({ nodes }: { nodes: readonly TextNode[] }) {
  return nodes.map((node, index) => <Node key={index} node={node} />)
}

function Node({ node }: { node: TextNode }) {
  const styles = useStyles()
  switch (node.kind) {
    case 'text':
      return <Words text={node.text} />
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

function Words({ text }: { text: string }) {
  const names = use(NamesContext)
  return names === null ? text : <NamedWords text={text} people={names.people} me={names.me} />
}

function NamedWords({ text, people, me }: { text: string; people: readonly Person[]; me: Person }) {
  const styles = useStyles()
  const spans = useMemo(() => mentionSpans(text, people), [text, people])
  return (
    <>
      {spans.map(({ start, end, memberIds }, index) => {
        const Name = memberIds.includes(me.id) ? 'mark' : 'span'
        return [
          text.slice(spans[index - 1]?.end ?? 0, start),
          <Name key={start} className={mergeClasses(styles.mention, Name === 'mark' && styles.ownMention)}>
            {text.slice(start, end)}
          </Name>,
        ]
      })}
      {text.slice(spans.at(-1)?.end ?? 0)}
    </>
  )
}
