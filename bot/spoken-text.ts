import { z } from 'zod'
import type { InboundActivity } from './activity.ts'

const mentionOfSomebody = z.object({
  type: z.literal('mention'),
  text: z.string().max(1000),
})

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  nbsp: ' ',
}

/**
 * What somebody wrote, without the mentions that make the bot hear it in channels (one or several, anywhere) and without others,
 * which are no part of a command. The same text as HTML, which Teams attaches to nearly everything, is not looked at.
 */
export function spokenText(activity: InboundActivity): string {
  const mentions = (activity.entities ?? []).flatMap((entity) => {
    const mention = mentionOfSomebody.safeParse(entity)
    return mention.success && mention.data.text !== '' ? [mention.data.text] : []
  })
  return [...new Set(mentions)]
    .reduce((text, mention) => text.replaceAll(mention, ' '), activity.text ?? '')
    .replaceAll(/<at\b[^<>]*>[^<]*<\/at>/gi, ' ')
    .replaceAll(/&(amp|lt|gt|quot|apos|#39|nbsp);/g, (whole, entity: string) => ENTITIES[entity] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Whether something was sent along that is more than the text itself: a file, a picture. */
export function hasFiles(activity: InboundActivity): boolean {
  const attachments: unknown = activity['attachments']
  if (!Array.isArray(attachments)) return false
  return attachments.some((attachment: unknown) => {
    const type: unknown =
      typeof attachment === 'object' && attachment !== null ? Reflect.get(attachment, 'contentType') : null
    return typeof type === 'string' && !type.startsWith('text/')
  })
}
