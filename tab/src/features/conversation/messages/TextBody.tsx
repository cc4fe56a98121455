import { Link, mergeClasses } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormattedText } from './FormattedText.tsx'
import { countEmojiOnly, isRightToLeft, shortenedText } from './text-format.ts'
import { useStyles } from './TextBody.styles.ts'

const LARGE_EMOJI = 3

interface TextBodyProps {
  text: string
  /** Emoji alone are no larger than other words. */
  plain?: boolean
  /** Colleagues may be named in it. */
  note?: boolean
}

/** The words of a message: formatted, kept apart from the direction of what surrounds them, shortened when very long. */
export function TextBody({ text, plain = false, note = false }: TextBodyProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const [expanded, setExpanded] = useState(false)
  const emoji = plain ? 0 : countEmojiOnly(text)
  const short = shortenedText(text)
  const shown = short === null || expanded ? text : short
  return (
    <>
      <span
        dir="auto"
        className={mergeClasses(
          styles.text,
          isRightToLeft(text) && styles.block,
          emoji > 0 && emoji <= LARGE_EMOJI && styles.emoji,
        )}
      >
        <FormattedText text={shown} note={note} />
      </span>
      {short !== null && (
        <Link
          as="button"
          className={styles.more}
          aria-expanded={expanded}
          onClick={() => setExpanded((was) => !was)}
        >
          {expanded ? t('message.less') : t('message.more')}
        </Link>
      )}
    </>
  )
}
