import type { TFunction } from 'i18next'

type CallsText = TFunction<'calls'>

// The server names prompts and meanings; one that this catalogue does not know yet has a general name.

/** What a prompt asks, in a few words; a prompt that we have no name for is an announcement. */
export function promptName(t: CallsText, asked: string): string {
  return t(`prompt.${asked}` as 'prompt.other', { defaultValue: t('prompt.other') })
}

/** What was made of an answer. */
export function understoodName(t: CallsText, understood: string): string {
  return t(`understood.${understood}` as 'understood.other', { defaultValue: t('understood.other') })
}
