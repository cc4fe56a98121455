import { useEffect, useState, type RefObject, type SyntheticEvent } from 'react'

/** Two voices at once help nobody: whoever starts, stops the one before. */
let sounding: HTMLAudioElement | null = null

type AudioEvent = SyntheticEvent<HTMLAudioElement>

/** The state of an audio element whose address may come later. */
export function useAudio(ref: RefObject<HTMLAudioElement | null>, url: string | null) {
  const [playing, setPlaying] = useState(false)
  const [position, setPosition] = useState(0)
  const [duration, setDuration] = useState(0)
  const [failed, setFailed] = useState(false)
  /** It was asked to play before its address was known. */
  const [wanted, setWanted] = useState(false)

  const play = () => {
    setFailed(false)
    ref.current?.play().catch(() => setFailed(true))
  }

  useEffect(() => {
    if (url !== null && wanted) ref.current?.play().catch(() => setFailed(true))
  }, [ref, url, wanted])

  useEffect(() => {
    const element = ref.current
    return () => {
      element?.pause()
      if (sounding === element) sounding = null
    }
  }, [ref])

  return {
    playing,
    position,
    duration,
    failed,
    wanted,
    play,
    playWhenReady: () => setWanted(true),
    pause: () => ref.current?.pause(),
    seek: (seconds: number) => {
      if (ref.current !== null) ref.current.currentTime = seconds
      setPosition(seconds)
    },
    setSpeed: (speed: number) => {
      if (ref.current !== null) ref.current.playbackRate = speed
    },
    events: {
      onPlay: (event: AudioEvent) => {
        if (sounding !== null && sounding !== event.currentTarget) sounding.pause()
        sounding = event.currentTarget
        setPlaying(true)
        setWanted(false)
      },
      onPause: () => setPlaying(false),
      onEnded: () => {
        setPlaying(false)
        setPosition(0)
      },
      onTimeUpdate: (event: AudioEvent) => setPosition(event.currentTarget.currentTime),
      // A recording made on the way has no length in its header until it was played to the end.
      onDurationChange: (event: AudioEvent) =>
        setDuration(Number.isFinite(event.currentTarget.duration) ? event.currentTarget.duration : 0),
      onError: () => setFailed(url !== null),
    },
  }
}
