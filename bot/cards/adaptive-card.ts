import type { CardActionInput } from '../actions.ts'
import { breakLongWords, escapeMarkdown, separateFunctions } from './escape-markdown.ts'

/**
 * The part of Adaptive Cards 1.5 that our cards use; Teams draws no newer version. Everything is built by the functions below:
 * they take text as people wrote it and see to it that nothing in it is read as Markdown, as a mention or as a function.
 */

export type Spacing = 'none' | 'small' | 'default' | 'medium' | 'large' | 'extraLarge'
export type TextColor = 'default' | 'accent' | 'good' | 'warning' | 'attention'
type TextSize = 'small' | 'default' | 'medium' | 'large' | 'extraLarge'
type TextWeight = 'default' | 'bolder'

interface Placed {
  spacing?: Spacing
  /** A line above it. */
  separator?: boolean
}

interface TextLook {
  size?: TextSize
  weight?: TextWeight
  color?: TextColor
  isSubtle?: boolean
}

export interface TextBlock extends Placed, TextLook {
  type: 'TextBlock'
  /** Markdown. */
  text: string
  wrap: true
  style?: 'heading'
  maxLines?: number
  horizontalAlignment?: 'left' | 'center' | 'right'
}

export interface TextRun extends TextLook {
  type: 'TextRun'
  /** Plain: no client reads Markdown here. */
  text: string
  italic?: boolean
}

export interface RichTextBlock extends Placed {
  type: 'RichTextBlock'
  inlines: readonly TextRun[]
}

export interface Container extends Placed {
  type: 'Container'
  items: readonly Element[]
  style?: 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent'
  bleed?: boolean
}

export interface Column {
  type: 'Column'
  width: 'auto' | 'stretch'
  items: readonly Element[]
  verticalContentAlignment?: 'top' | 'center' | 'bottom'
  spacing?: Spacing
}

export interface ColumnSet extends Placed {
  type: 'ColumnSet'
  columns: readonly Column[]
}

export interface ActionSet extends Placed {
  type: 'ActionSet'
  actions: readonly CardButton[]
}

interface InputBase extends Placed {
  id: string
  /** Read by screen readers as well. */
  label: string
  isRequired?: boolean
  errorMessage?: string
}

export interface TextInput extends InputBase {
  type: 'Input.Text'
  isMultiline?: boolean
  maxLength?: number
  placeholder?: string
  value?: string
}

export interface ChoiceInput extends InputBase {
  type: 'Input.ChoiceSet'
  style: 'compact' | 'expanded'
  isMultiSelect?: boolean
  wrap?: boolean
  placeholder?: string
  /** Several with commas. */
  value?: string
  choices: readonly { title: string; value: string }[]
}

export interface ToggleInput extends InputBase {
  type: 'Input.Toggle'
  title: string
  value: 'true' | 'false'
  valueOn: 'true'
  valueOff: 'false'
  wrap: true
}

export interface TimeInput extends InputBase {
  type: 'Input.Time'
  value: string
}

export type Input = TextInput | ChoiceInput | ToggleInput | TimeInput
export type Element = TextBlock | RichTextBlock | Container | ColumnSet | ActionSet | Input

/** What a button sends: its verb beside what identifies the matter. What the person fills in is merged into it by the client. */
type ButtonData = Readonly<Record<string, string | number>>

export interface SubmitAction {
  type: 'Action.Submit'
  title: string
  style?: 'positive' | 'destructive'
  associatedInputs?: 'none'
  data: ButtonData
}

export interface ExecuteAction {
  type: 'Action.Execute'
  title: string
  /** Without one Teams does not send anything at all. */
  verb: CardActionInput['verb']
  style?: 'positive' | 'destructive'
  associatedInputs?: 'none'
  data: ButtonData
  /** For clients that know no `Action.Execute`: the same, with the verb within the data. */
  fallback: SubmitAction
}

export interface OpenUrlAction {
  type: 'Action.OpenUrl'
  title: string
  url: string
}

export interface ShowCardAction {
  type: 'Action.ShowCard'
  title: string
  style?: 'positive'
  card: InnerCard
}

export type CardButton = ExecuteAction | SubmitAction | OpenUrlAction | ShowCardAction

interface InnerCard {
  type: 'AdaptiveCard'
  version: '1.5'
  body: readonly Element[]
  actions?: readonly CardButton[]
}

export interface AdaptiveCard extends InnerCard {
  $schema: typeof SCHEMA
  /** Two letters: what screen readers pronounce it in. */
  lang: string
  speak: string
  /** Instead of the card where it cannot be drawn. */
  fallbackText: string
  msteams?: { width: 'Full' }
}

const SCHEMA = 'http://adaptivecards.io/schemas/adaptive-card.json'

/** A paragraph. It is shown letter by letter: nothing in it is Markdown. */
export function textBlock(
  text: string,
  look: Omit<TextBlock, 'type' | 'text' | 'wrap' | 'style'> = {},
): TextBlock {
  return { type: 'TextBlock', text: escapeMarkdown(text), wrap: true, ...look }
}

/** What the card is about; screen readers can jump to it. */
export function heading(
  text: string,
  look: Omit<TextBlock, 'type' | 'text' | 'wrap' | 'style'> = {},
): TextBlock {
  return { ...textBlock(text, { size: 'large', weight: 'bolder', ...look }), style: 'heading' }
}

/** Texts of different looks in one paragraph; the place for what customers write, as no client reads Markdown in it. */
export function richText(
  pieces: readonly (string | ({ text: string } & Omit<TextRun, 'type' | 'text'>))[],
  placed: Placed = {},
): RichTextBlock {
  const inlines = pieces.flatMap((piece) => {
    const { text, ...look } = typeof piece === 'string' ? { text: piece } : piece
    return separateFunctions(breakLongWords(text)).map((part): TextRun => ({
      type: 'TextRun',
      text: part,
      ...look,
    }))
  })
  return { type: 'RichTextBlock', inlines, ...placed }
}

export function container(
  items: readonly Element[],
  look: Omit<Container, 'type' | 'items'> = {},
): Container {
  return { type: 'Container', items, ...look }
}

/** Side by side; the first takes the room that the others leave. */
export function columns(
  all: readonly (readonly Element[])[],
  look: Placed & { align?: 'top' | 'center' | 'bottom' } = {},
): ColumnSet {
  const { align = 'top', ...placed } = look
  return {
    type: 'ColumnSet',
    columns: all.map((items, index) => ({
      type: 'Column',
      width: index === 0 ? 'stretch' : 'auto',
      items,
      verticalContentAlignment: align,
    })),
    ...placed,
  }
}

/** Side by side with the same room for each. */
export function equalColumns(all: readonly (readonly Element[])[], placed: Placed = {}): ColumnSet {
  return {
    type: 'ColumnSet',
    columns: all.map((items) => ({ type: 'Column', width: 'stretch', items })),
    ...placed,
  }
}

export function actionSet(actions: readonly CardButton[], placed: Placed = {}): ActionSet {
  return { type: 'ActionSet', actions, ...placed }
}

type DataOf<A> = A extends { verb: string } ? Pick<A, 'verb'> & Partial<Omit<A, 'verb'>> : never

/** What a button is built with; what the person fills in or chooses beside it may be left out. */
export type ButtonRequest = DataOf<CardActionInput>

interface ButtonLook {
  style?: 'positive' | 'destructive'
  /** `none`: works although something beside it has not been filled in. */
  associatedInputs?: 'none'
}

/** A button that asks us for something. */
export function executeAction(title: string, request: ButtonRequest, look: ButtonLook = {}): ExecuteAction {
  const { verb, ...data } = request
  return {
    type: 'Action.Execute',
    title,
    verb,
    ...look,
    data: plainData(data),
    fallback: submitAction(title, request, look),
  }
}

/** The only kind that dialogs know. */
export function submitAction(title: string, request: ButtonRequest, look: ButtonLook = {}): SubmitAction {
  return { type: 'Action.Submit', title, ...look, data: plainData(request) }
}

function plainData(request: object): ButtonData {
  return Object.fromEntries(
    Object.entries(request).filter(
      (entry: [string, unknown]): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )
}

export function openUrl(title: string, url: string): OpenUrlAction {
  return { type: 'Action.OpenUrl', title, url }
}

/** Unfolds within the card. */
export function showCard(
  title: string,
  card: { body: readonly Element[]; actions: readonly CardButton[] },
  look: { style?: 'positive' } = {},
): ShowCardAction {
  return { type: 'Action.ShowCard', title, ...look, card: { type: 'AdaptiveCard', version: '1.5', ...card } }
}

export function textInput(input: Omit<TextInput, 'type'>): TextInput {
  return { type: 'Input.Text', ...input }
}

/** One of several. */
export function choiceInput(
  input: Omit<ChoiceInput, 'type' | 'style' | 'isMultiSelect' | 'wrap'>,
): ChoiceInput {
  return { type: 'Input.ChoiceSet', style: 'compact', ...input }
}

/** Any of several. Clients in the browser read Markdown in what stands beside a box. */
export function multiChoiceInput(
  input: Omit<ChoiceInput, 'type' | 'style' | 'isMultiSelect' | 'wrap'>,
): ChoiceInput {
  const choices = input.choices.map(({ title, value }) => ({ title: escapeMarkdown(title), value }))
  return { type: 'Input.ChoiceSet', style: 'expanded', isMultiSelect: true, wrap: true, ...input, choices }
}

export function toggleInput(input: { id: string; label: string; title: string; on: boolean }): ToggleInput {
  return {
    type: 'Input.Toggle',
    id: input.id,
    label: input.label,
    title: escapeMarkdown(input.title),
    value: input.on ? 'true' : 'false',
    valueOn: 'true',
    valueOff: 'false',
    wrap: true,
  }
}

export function timeInput(input: Omit<TimeInput, 'type'>): TimeInput {
  return { type: 'Input.Time', ...input }
}

/** The card itself. `summary`: what it says, in a sentence or two, for those who hear it or cannot see it. */
export function adaptiveCard(content: {
  body: readonly Element[]
  actions?: readonly CardButton[]
  summary: string
  lang: string
  /** As wide as the chat: for lists and forms. */
  wide?: boolean
}): AdaptiveCard {
  const { body, actions = [], summary, lang, wide = false } = content
  return {
    $schema: SCHEMA,
    type: 'AdaptiveCard',
    version: '1.5',
    lang,
    // Spoken text may be SSML, in which these would begin tags and entities.
    speak: summary.replaceAll(/[<>&]/g, ' '),
    fallbackText: escapeMarkdown(summary),
    ...(wide ? { msteams: { width: 'Full' } } : {}),
    body,
    ...(actions.length === 0 ? {} : { actions }),
  }
}
