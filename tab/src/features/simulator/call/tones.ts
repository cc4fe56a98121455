/** The two tones of every key (ITU-T Q.23). */
const ROWS = [697, 770, 852, 941]
const COLUMNS = [1_209, 1_336, 1_477]
const LAYOUT = ['123', '456', '789', '*0#']
const TONE_SECONDS = 0.12
const LOUDNESS = 0.06

let context: AudioContext | null = null

/** Plays a key's tone; nothing where the browser cannot. */
export function playKeyTone(key: string): void {
  if (!('AudioContext' in window)) return
  const row = LAYOUT.findIndex((keys) => keys.includes(key))
  const column = LAYOUT[row]?.indexOf(key) ?? -1
  const frequencies = [ROWS[row], COLUMNS[column]]
  context ??= new AudioContext()
  const gain = context.createGain()
  gain.gain.value = LOUDNESS
  gain.connect(context.destination)
  for (const frequency of frequencies) {
    if (frequency === undefined) continue
    const oscillator = context.createOscillator()
    oscillator.frequency.value = frequency
    oscillator.connect(gain)
    oscillator.start()
    oscillator.stop(context.currentTime + TONE_SECONDS)
  }
}
