import { changeSettings } from '../../state/settings.ts'

export const canNotify = (): boolean => typeof Notification === 'function'

/** Asks the browser, at the person's own request only. */
export async function askForNotifications(): Promise<'on' | 'denied'> {
  const answer = canNotify() ? await Notification.requestPermission() : 'denied'
  changeSettings({ desktopNotifications: answer === 'granted' ? 'on' : 'off' })
  return answer === 'granted' ? 'on' : 'denied'
}

/** One per conversation: a newer one takes the place of the older. */
export function showNotification(
  conversationId: string,
  content: { title: string; body: string },
  onOpen: () => void,
): void {
  if (!canNotify() || Notification.permission !== 'granted') return
  try {
    const notification = new Notification(content.title, {
      body: content.body,
      tag: conversationId,
      icon: '/favicon.svg',
    })
    notification.onclick = () => {
      window.focus()
      onOpen()
      notification.close()
    }
  } catch {
    // Phones only let service workers do this; the badge in the title has to do there.
  }
}

let audio: AudioContext | null = null

/** Two soft notes, made here: no file to load, and nothing to hear before somebody has clicked somewhere. */
export function playSound(): void {
  try {
    audio ??= new AudioContext()
    const start = audio.currentTime
    for (const [index, frequency] of [660, 880].entries()) {
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      const at = start + index * 0.12
      tone.frequency.value = frequency
      volume.gain.setValueAtTime(0, at)
      volume.gain.linearRampToValueAtTime(0.12, at + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.35)
      tone.connect(volume).connect(audio.destination)
      tone.start(at)
      tone.stop(at + 0.4)
    }
  } catch {
    // No sound device, or the browser wants a click first.
  }
}
