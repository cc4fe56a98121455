import type { Contact } from '../model.ts'
import { sendFile, sendLocation, sendText } from '../phone/customer.ts'
import type { Party, Platform } from '../platform.ts'
import { readSample } from '../samples.ts'
import { SEED_CUSTOMERS, type SeedStep } from './conversations.ts'

/**
 * Lets the example customers write to the first business number, with times in the past. The product learns
 * of it like of any message: by signed webhooks.
 */
export function seedConversations(platform: Platform): boolean {
  const { world } = platform
  const number = platform.numbers()[0]
  if (world.seeded || number === undefined) return false
  world.seeded = true
  const now = world.clock.now().getTime()
  const steps = SEED_CUSTOMERS.flatMap(({ name, phone, username, steps: own }) => {
    const known = phone === null ? undefined : world.findContact(phone)
    const contact: Contact =
      known ?? world.addContact({ name, phone, ...(username === undefined ? {} : { username }) })
    return own.map((step) => ({ step, party: { contact, number } }))
  })
  for (const { step, party } of steps.toSorted((a, b) => b.step.minutesAgo - a.step.minutesAgo)) {
    takeStep(platform, party, step, new Date(now - step.minutesAgo * 60_000))
  }
  return true
}

function takeStep(platform: Platform, party: Party, step: SeedStep, at: Date): void {
  switch (step.send) {
    case 'text':
      sendText(platform, party, step.text, { at })
      return
    case 'sample':
      sendFile(platform, party, { ...readSample(step.sample), caption: step.caption }, { at })
      return
    case 'location':
      sendLocation(platform, party, step.place, { at })
      return
  }
}
