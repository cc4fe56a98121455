import type { Bar } from './figures.ts'

/** What every bar shows, from back to front: each is a part of the one before. */
export const SERIES = ['calls', 'sent', 'answered'] as const satisfies readonly (keyof Bar)[]
