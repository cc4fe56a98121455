import { ArrowReply16Regular, Call16Regular, Copy16Regular, Open16Regular } from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import type { SentTemplate } from '../../../../../server/contract/message.ts'
import { FormattedText } from './FormattedText.tsx'
import { safeName } from './text-format.ts'
import { TextBody } from './TextBody.tsx'
import { useStyles } from './TemplateContent.styles.ts'

const BUTTON_ICONS: Readonly<Record<string, ReactElement>> = {
  quick_reply: <ArrowReply16Regular />,
  url: <Open16Regular />,
  phone: <Call16Regular />,
  copy_code: <Copy16Regular />,
}

/** Heading, text and footer of a template as the customer sees them. */
export function TemplateContent({ template, text }: { template: SentTemplate; text: string | undefined }) {
  const styles = useStyles()
  return (
    <div lang={template.language.replace('_', '-')} className={styles.whole}>
      {template.header !== undefined && template.header !== '' && (
        <span className={styles.header} dir="auto">
          <FormattedText text={template.header} />
        </span>
      )}
      {text !== undefined && <TextBody text={text} />}
      {template.footer !== undefined && template.footer !== '' && (
        <span className={styles.footer} dir="auto">
          {safeName(template.footer)}
        </span>
      )}
    </div>
  )
}

/** The template's buttons, below the bubble as WhatsApp draws them; for the eye, they cannot be pressed here. */
export function TemplateButtons({ buttons }: { buttons: NonNullable<SentTemplate['buttons']> }) {
  const styles = useStyles()
  return (
    <ul className={styles.buttons}>
      {buttons.map(({ kind, text }, index) => (
        <li key={index} className={styles.button}>
          <span className={styles.icon} aria-hidden="true">
            {BUTTON_ICONS[kind] ?? BUTTON_ICONS['quick_reply']}
          </span>
          {safeName(text)}
        </li>
      ))}
    </ul>
  )
}
