import { z } from 'zod'
import { id } from '../server/contract/common.ts'
import type { RouteRight } from '../server/contract/rights.ts'
import { availability, notificationKind } from '../server/contract/teams.ts'

/**
 * What the buttons of cards ask for. Cards are built with `CardAction` and what comes back is parsed by `cardAction`: it has been
 * in somebody's client and is worth no more than any other input. An `Action.Execute` carries the verb beside its data, an
 * `Action.Submit` (older clients) within them; inputs of the card are merged into the data under their ids.
 */

/** The conversation, and the card on which the button is: repeating the same press on the same version does nothing twice. */
const pressed = {
  conversationId: id,
  /** Absent on lists. */
  cardId: id.optional(),
  version: z.coerce.number().int().min(0),
  /** The list that the button is on: answered with the list anew. */
  list: z.enum(['queue', 'mine']).optional(),
}

/** `name` and `language` of a template with a line break between them. */
const templateKey = z
  .string()
  .regex(/^[^\n]{1,512}\n[^\n]{2,15}$/)
  .transform((key) => {
    const [name = '', language = ''] = key.split('\n')
    return { name, language }
  })

/** Inputs of a choice set with several answers come as one text with commas. */
const several = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .max(20_000)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(200))

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const snoozeChoice = z.enum(['one_hour', 'three_hours', 'tomorrow', 'next_week'])
export type SnoozeChoice = z.infer<typeof snoozeChoice>

export const cardAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('take'), ...pressed }),
  z.object({ verb: z.literal('reply'), ...pressed, reply: z.string().max(65_536).default('') }),
  /** Answered with the same card asking for the template's values, or sent at once when it has none. */
  z.object({ verb: z.literal('choose_template'), ...pressed, template: templateKey }),
  /** The values are inputs called `value.<where>.<key>`, such as `value.body.1`. */
  z.looseObject({ verb: z.literal('send_template'), ...pressed, template: templateKey }),
  z.object({ verb: z.literal('snooze'), ...pressed, until: snoozeChoice }),
  z.object({ verb: z.literal('resolve'), ...pressed }),
  z.object({ verb: z.literal('reopen'), ...pressed }),
  /** Shows the card, or the list, as things are now. */
  z.object({ verb: z.literal('refresh'), ...pressed }),
  z.object({ verb: z.literal('show_list'), list: z.enum(['queue', 'mine']) }),
  z.object({ verb: z.literal('show_help') }),
  z.object({ verb: z.literal('show_notifications') }),
  z.object({ verb: z.literal('set_availability'), availability }),
  z.object({
    verb: z.literal('save_notifications'),
    kinds: several(notificationKind).default([]),
    /** `all`, or ids. */
    services: several(z.union([z.literal('all'), id])).default([]),
    /** A toggle: `true` or `false`. */
    quiet: z.enum(['true', 'false']).default('false'),
    from: time.default('20:00'),
    to: time.default('07:00'),
  }),
  /** `queue` is an environment's id, or an environment's and a service's with a colon between them. */
  z.object({
    verb: z.literal('connect'),
    queues: several(z.string().regex(/^[0-9a-f]{24}(:[0-9a-f]{24})?$/)).default([]),
  }),
  z.object({ verb: z.literal('disconnect') }),
])
/** What a button asks for, parsed. */
export type CardAction = z.output<typeof cardAction>
/** What a card is built with. */
export type CardActionInput = z.input<typeof cardAction>
export type CardVerb = CardAction['verb']

/** What each button needs, where its conversation is; `self`: it shows or changes what is the person's own, by their rights. */
export const verbRights: Readonly<Record<CardVerb, RouteRight>> = {
  take: 'conversation:assign',
  reply: 'conversation:reply',
  choose_template: 'conversation:reply',
  send_template: 'conversation:reply',
  snooze: 'conversation:resolve',
  resolve: 'conversation:resolve',
  reopen: 'conversation:resolve',
  refresh: 'conversation:see',
  show_list: 'self',
  show_help: 'self',
  show_notifications: 'self',
  set_availability: 'self',
  save_notifications: 'self',
  connect: 'teams:connect',
  disconnect: 'teams:connect',
}
