import { describe, expect, it } from 'vitest'
import {
  acceptedTypes,
  checkFile,
  contentTypeOf,
} from '../../../tab/src/features/conversation/composer/attachment-checks.ts'
import {
  outgoingMessages,
  charactersLeft,
  colleaguesAnswers,
} from '../../../tab/src/features/conversation/composer/outgoing.ts'
import { voiceType } from '../../../tab/src/features/conversation/composer/voice-type.ts'
import { rejectionText } from '../../../tab/src/features/conversation/composer/FileRejections.tsx'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { aMessage, anAttachment, capabilities, luca, me } from './fixtures.ts'

const { media } = capabilities
const file = (name: string, type: string, size = 1000) => ({ name, type, size })

describe('a file to be sent (DX-INBOX-02)', () => {
  it.each([
    ['photo.jpg', 'image/jpeg', 'image'],
    ['photo.jpg', 'image/jpg', 'image'],
    ['clip.mp4', 'video/mp4', 'video'],
    ['song.mp3', 'audio/mpeg', 'audio'],
    ['bill.pdf', 'application/pdf', 'document'],
    ['bill.pdf', '', 'document'],
    ['note.ogg', 'audio/ogg; codecs=opus', 'audio'],
  ])('%s of type %j goes as %s', (name, type, kind) => {
    expect(checkFile(file(name, type), media)).toMatchObject({ ok: true, kind })
  })

  it.each([
    ['setup.exe', 'application/x-msdownload', 1000, 'type'],
    ['photo.heic', 'image/heic', 1000, 'type'],
    ['empty.pdf', 'application/pdf', 0, 'empty'],
    ['huge.jpg', 'image/jpeg', 5_000_001, 'size'],
    ['none', '', 10, 'type'],
  ])('%s is refused before it leaves the computer', (name, type, size, why) => {
    expect(checkFile(file(name, type, size), media)).toMatchObject({ ok: false, why })
  })

  it('goes as a document when it is too large for a picture and documents may be such files', () => {
    const rules = [
      ...media,
      { kind: 'document' as const, contentTypes: ['image/*'], maxSize: 100_000_000, caption: true },
    ]
    expect(checkFile(file('huge.jpg', 'image/jpeg', 9_000_000), rules)).toMatchObject({
      ok: true,
      kind: 'document',
    })
  })

  it('says what would be possible, in the language of the reader', async () => {
    const i18n = await initI18n('de')
    const verdict = checkFile(file('huge.jpg', 'image/jpeg', 8_400_000), media)
    if (verdict.ok) throw new Error('it should be refused')
    const t = i18n.getFixedT('de', 'conversation')
    expect(rejectionText({ name: 'huge.jpg', why: 'refused', size: 8_400_000, verdict }, t, 'de')).toBe(
      'Die Datei hat 8,4 MB; Bilder dürfen höchstens 5 MB haben.',
    )
  })

  it('offers the types of chosen files only', () => {
    expect(acceptedTypes(media)).toContain('application/pdf')
    expect(contentTypeOf({ name: 'x.unknown', type: '' })).toBe('application/octet-stream')
  })
})

describe('what leaves when send is pressed', () => {
  let count = 0
  const newId = () => `id-${(count += 1)}`
  const ready = (caption = '', takesCaption = true) => ({ attachment: anAttachment(), takesCaption, caption })
  const limits = { captionLimit: 20 }

  it('is one message per file, the text being the caption of the first that takes one', () => {
    const sent = outgoingMessages(
      { text: ' Hier ', files: [ready('', false), ready(), ready('B')], replyTo: 'q' },
      limits,
      newId,
    )
    expect(sent.map(({ draft }) => [draft.text, draft.attachments?.length, draft.replyTo])).toEqual([
      [undefined, 1, 'q'],
      ['Hier', 1, undefined],
      ['B', 1, undefined],
    ])
    expect(new Set(sent.map(({ draft }) => draft.clientId)).size).toBe(3)
  })

  it('is the text first when it is too long for a caption or no file takes one', () => {
    const long = 'x'.repeat(21)
    expect(
      outgoingMessages({ text: long, files: [ready()] }, limits, newId).map(({ draft }) => draft.text),
    ).toEqual([long, undefined])
    expect(outgoingMessages({ text: 'a', files: [ready('', false)] }, limits, newId)).toHaveLength(2)
  })

  it('marks voice messages', () => {
    const [voice] = outgoingMessages(
      { text: '', files: [{ ...ready('', false), voice: true }] },
      limits,
      newId,
    )
    expect(voice?.draft.attachments?.[0]).toMatchObject({ voice: true })
  })

  it('shows how many characters are left only near the limit', () => {
    expect(charactersLeft('x'.repeat(3000), 4096)).toBeNull()
    expect(charactersLeft('x'.repeat(4000), 4096)).toBe(96)
    expect(charactersLeft('x'.repeat(4100), 4096)).toBe(-4)
  })

  it('knows what colleagues answered since the draft was begun, not notes, automatic answers or my own', () => {
    const theirs = aMessage({
      seq: 9,
      direction: 'outbound',
      author: { kind: 'member', id: luca.id, name: luca.name },
    })
    const messages = [
      aMessage({ seq: 8, direction: 'outbound', author: { kind: 'member', id: luca.id, name: luca.name } }),
      theirs,
      aMessage({ seq: 10, direction: 'outbound', author: { kind: 'member', id: me.id, name: me.name } }),
      aMessage({ seq: 11, direction: 'outbound', author: { kind: 'service', name: 'Hotline' } }),
      aMessage({ seq: 12, direction: 'note', author: { kind: 'member', id: luca.id, name: luca.name } }),
      aMessage({ seq: 13 }),
    ]
    expect(colleaguesAnswers(messages, 8, me)).toEqual([theirs])
  })
})

describe('the recording of voice messages', () => {
  it('is offered only where an allowed type can be made', () => {
    expect(voiceType(media, () => false)).toBeNull()
    expect(
      voiceType(
        media.filter((rule) => rule.kind !== 'voice'),
        () => true,
      ),
    ).toBeNull()
    expect(voiceType(media, (type) => type.startsWith('audio/ogg'))).toMatchObject({ rewrap: false })
    expect(voiceType(media, (type) => type.startsWith('audio/webm'))).toMatchObject({
      rewrap: true,
      contentType: 'audio/ogg',
    })
    expect(voiceType(media, (type) => type.startsWith('audio/mp4'))).toBeNull()
  })
})
