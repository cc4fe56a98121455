import { z } from 'zod'

const demo = z.object({
  accounts: z.array(
    z.object({ email: z.string(), password: z.string(), name: z.string(), role: z.string() }),
  ),
  simulatorUrl: z.string().optional(),
})
/** What a demonstration server offers to visitors; real ones have none. */
export type Demo = z.infer<typeof demo>

let asked: Promise<Demo | null> | null = null

async function fetchDemo(): Promise<Demo | null> {
  try {
    const response = await fetch('/demo.json')
    if (!response.ok) return null
    const parsed = demo.safeParse(await response.json())
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Asked once per page; `null` where there is no demo. */
export function loadDemo(): Promise<Demo | null> {
  asked ??= fetchDemo()
  return asked
}
