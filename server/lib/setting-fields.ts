import { z } from 'zod'

/** How a setting is entered. */
export interface SettingNote {
  kind: 'text' | 'phone' | 'url'
  /** Shown as an example; never a value. */
  example: string | null
  /** Of an address: the platform's hosts, under which (or below which) it must be. */
  hosts?: readonly string[]
  /** Its value names the number or account at the platform: it can be connected once. */
  identifies?: true
}

/** A setting as its form asks for it. */
export interface SettingField extends Omit<SettingNote, 'kind' | 'identifies'> {
  name: string
  kind: SettingNote['kind'] | 'secret'
  required: boolean
  identifies: boolean
}

const notes = z.registry<SettingNote>()

/** The same schema with a note of how people enter it; what carries no note is for the operator's file alone. */
export function entered<S extends z.ZodType>(schema: S, note: SettingNote): S {
  const copy = schema.clone()
  notes.add(copy, note)
  return copy
}

/** What a form asks for, read from the schema that checks it, in the schema's order. */
export function fieldsOf(settings: z.ZodObject, secrets: readonly string[]): SettingField[] {
  return Object.entries(settings.shape).flatMap(([name, schema]) => {
    const note = notes.get(schema as z.ZodType)
    if (note === undefined) return []
    const { identifies = false, kind, ...rest } = note
    const required = !(schema as z.ZodType).safeParse(undefined).success
    return [
      { ...rest, name, kind: secrets.includes(name) ? ('secret' as const) : kind, required, identifies },
    ]
  })
}
