import { Edit12Regular, Eye12Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../messages/text-format.ts'
import type { Person } from '../types.ts'
import { useStyles } from './ViewersLine.styles.ts'

interface ViewersLineProps {
  viewers: readonly Person[]
  typing: readonly Person[]
  me: Person
  contactId: string
}

/** Who else of the team has this open, and who is about to answer: that counts more. */
export function ViewersLine({ viewers, typing, me, contactId }: ViewersLineProps) {
  const { t } = useTranslation('conversation')
  const { language } = useFormat()
  const styles = useStyles()
  const colleagues = typing.filter((person) => person.id !== me.id && person.id !== contactId)
  const others = viewers.filter((person) => person.id !== me.id)
  const people = colleagues.length > 0 ? colleagues : others
  const isTyping = colleagues.length > 0
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    people.map((person) => safeName(person.name)),
  )
  const facts = { count: people.length, names }
  return (
    <output className={styles.root}>
      {people.length > 0 && (
        <span className={styles.line} title={names}>
          <span className={styles.icon} aria-hidden="true">
            {isTyping ? <Edit12Regular /> : <Eye12Regular />}
          </span>
          <span className={styles.text}>
            {isTyping ? t('header.typing', facts) : t('header.viewing', facts)}
          </span>
        </span>
      )}
    </output>
  )
}
