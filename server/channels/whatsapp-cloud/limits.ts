import type { MediaCapability } from '../channel.ts'

/** Characters of a text (text-messages page). */
export const TEXT_LIMIT = 4096
/** Characters of a caption (image-messages page). */
export const CAPTION_LIMIT = 1024
/** Hours after the customer's last message in which everything may be sent (send-messages page). */
export const WINDOW_HOURS = 24

const KB = 1024
const MB = 1024 * KB

const AUDIO_TYPES = ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg']
const DOCUMENT_TYPES = [
  'text/plain',
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]

/** What may be sent (media page). Everything else comes back as a failed status, long after the agent has left. */
export const MEDIA_CAPABILITIES: readonly MediaCapability[] = [
  { kind: 'image', contentTypes: ['image/jpeg', 'image/png'], maxSize: 5 * MB, caption: true },
  { kind: 'video', contentTypes: ['video/mp4', 'video/3gpp'], maxSize: 16 * MB, caption: true },
  { kind: 'audio', contentTypes: AUDIO_TYPES, maxSize: 16 * MB, caption: false },
  { kind: 'voice', contentTypes: ['audio/ogg'], maxSize: 16 * MB, caption: false },
  { kind: 'document', contentTypes: DOCUMENT_TYPES, maxSize: 100 * MB, caption: true },
  // Animated ones may have 500 KB; the smaller limit is the one that holds for all.
  { kind: 'sticker', contentTypes: ['image/webp'], maxSize: 100 * KB, caption: false },
]
