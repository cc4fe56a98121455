import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { sendMessageBody } from '../../../server/contract/http.ts'
import { isSendKey } from '../../../tab/src/features/conversation/composer/Editor.tsx'
import { runConversationCommand } from '../../../tab/src/features/conversation/conversation-shortcuts.ts'
import type {
  ConversationActions,
  ConversationPaneProps,
  Draft,
} from '../../../tab/src/features/conversation/types.ts'
import {
  aConversation,
  aDetail,
  aMessage,
  anAttachment,
  aThread,
  closedWindow,
  fakeActions,
  luca,
  me,
  neverWrote,
  NOW,
  openWindow,
} from './fixtures.ts'
import { preparePane, renderPane } from './render-pane.tsx'

preparePane()

function show(changes: Partial<ConversationPaneProps> = {}, actions: Partial<ConversationActions> = {}) {
  const send = vi.fn<ConversationActions['send']>()
  const view = renderPane({ ...changes, actions: fakeActions({ send, ...actions }) })
  const sent = (): Draft[] => send.mock.calls.map(([draft]) => draft)
  return { ...view, send, sent, user: userEvent.setup() }
}

const editor = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^(?:Reply to|Note for)/ })
const withWindow = (window: ReturnType<typeof openWindow>) => ({ conversation: aConversation({ window }) })

describe('sending', () => {
  it('happens with Enter, once, with an id of its own; Shift and Enter begins a new line', async () => {
    const { user, send, sent } = show()
    await user.type(editor(), 'Hello{Shift>}{Enter}{/Shift}Maria{Enter}')
    expect(send).toHaveBeenCalledTimes(1)
    expect(sent()[0]).toMatchObject({ text: 'Hello\nMaria' })
    expect(sendMessageBody.safeParse(sent()[0]).success).toBe(true)
    expect(editor().value).toBe('')
    await user.type(editor(), 'Again{Enter}')
    expect(sent()[0]?.clientId).not.toBe(sent()[1]?.clientId)
  })

  it('keeps the focus in the editor', async () => {
    const { user } = show()
    await user.type(editor(), 'Hello')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(document.activeElement).toBe(editor()))
  })

  it('sends nothing empty and nothing too long, and counts down before', async () => {
    const conversation = aConversation()
    const detail = aDetail(conversation)
    const { user, send } = show({
      conversation,
      detail: { ...detail, capabilities: { ...detail.capabilities, textLimit: 10 } },
    })
    await user.type(editor(), '   {Enter}')
    fireEvent.change(editor(), { target: { value: '12345678' } })
    expect(screen.getByText('2 characters left')).toBeTruthy()
    fireEvent.change(editor(), { target: { value: '12345678901' } })
    expect(screen.getByText('1 character too many')).toBeTruthy()
    await user.type(editor(), '{Enter}')
    expect(send).not.toHaveBeenCalled()
  })

  it.each([
    ['enter', { key: 'Enter' }, true],
    ['enter', { key: 'Enter', shiftKey: true }, false],
    ['enter', { key: 'Enter', ctrlKey: true }, true],
    ['modEnter', { key: 'Enter' }, false],
    ['modEnter', { key: 'Enter', metaKey: true }, true],
    ['modEnter', { key: 'x', ctrlKey: true }, false],
  ] as const)('follows the setting %s for %o', (setting, keys, sends) => {
    const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }
    expect(isSendKey({ ...none, ...keys }, setting)).toBe(sends)
  })

  it('quotes the message that is answered, once', async () => {
    const question = aMessage({ text: 'When?' })
    const { user, sent } = show({ thread: aThread([question]) })
    act(() => screen.getByRole('article').focus())
    await user.click(screen.getByRole('button', { name: 'Reply' }))
    await user.type(editor(), 'Tomorrow{Enter}')
    await user.type(editor(), 'At ten{Enter}')
    expect(sent()[0]).toMatchObject({ text: 'Tomorrow', replyTo: question.id })
    expect(sent()[1]?.replyTo).toBeUndefined()
  })

  it('goes on while offline: messages wait', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const { user, sent } = show()
    expect(screen.getByText(/You are offline/)).toBeTruthy()
    await user.type(editor(), 'Later{Enter}')
    expect(sent()).toHaveLength(1)
    online.mockRestore()
  })
})

describe('notes', () => {
  it('stay apart from answers, in text and in what is sent', async () => {
    const { user, sent } = show()
    await user.type(editor(), 'to the customer')
    await user.click(screen.getByRole('radio', { name: 'Note' }))
    await user.type(editor(), 'internal{Enter}')
    expect(sent()).toEqual([expect.objectContaining({ note: 'internal' })])
    expect(sent()[0]?.text).toBeUndefined()
    await user.click(screen.getByRole('radio', { name: 'Reply' }))
    expect(editor().value).toBe('to the customer')
  })

  it('can be written while the window is closed', async () => {
    const { user, sent } = show(withWindow(closedWindow))
    await user.click(screen.getByRole('button', { name: 'Private note' }))
    await user.type(editor(), 'call back{Enter}')
    expect(sent()[0]).toMatchObject({ note: 'call back' })
  })
})

describe('drafts', () => {
  it('are kept per conversation, with the mode', async () => {
    const first = show()
    await first.user.type(editor(), 'half a sent')
    await first.user.click(screen.getByRole('radio', { name: 'Note' }))
    await first.user.type(editor(), 'a note')
    first.unmount()

    const other = show({ conversation: aConversation({ id: 'f'.repeat(24) }) })
    expect(editor().value).toBe('')
    other.unmount()

    const { user } = show()
    expect(editor().value).toBe('a note')
    await user.click(screen.getByRole('radio', { name: 'Reply' }))
    expect(editor().value).toBe('half a sent')
  })

  it('survive the closing of the window and can leave as a note or be thrown away (DX-WA-02)', async () => {
    const open = show()
    await open.user.type(editor(), 'Good news')
    open.unmount()
    const { user, sent } = show(withWindow(closedWindow))
    expect(screen.getByText('Good news')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Save as note' }))
    expect(sent()[0]).toMatchObject({ note: 'Good news' })
    expect(screen.queryByText('Your draft is kept')).toBeNull()
  })

  it('do no harm when the storage is broken', async () => {
    const broken = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('full')
    })
    const { user, sent } = show()
    await user.type(editor(), 'Still works{Enter}')
    expect(sent()).toHaveLength(1)
    broken.mockRestore()
  })
})

describe('the seven states', () => {
  it('more than four hours: the header says until when, the composer nothing', () => {
    show()
    expect(screen.getByText(/^Free reply until tomorrow/)).toBeTruthy()
    expect(screen.queryByText(/^Free replies until/)).toBeNull()
  })

  it('four hours: a quiet line', () => {
    show(withWindow(openWindow(3.2 * 3_600_000)))
    expect(screen.getByText(/^Free replies until .*3 hr 12 min/)).toBeTruthy()
  })

  it("an hour: a warning that offers to ask, in the customer's language", async () => {
    const { user } = show(withWindow(openWindow(42 * 60_000)))
    expect(screen.getByText(/in 42 min/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Ask to keep it open' }))
    expect(editor().value).toContain('Bitte antworten Sie mir kurz')
  })

  it('a minute: sending is still possible and the server decides', async () => {
    const { user, sent } = show(withWindow(openWindow(40_000)))
    await user.type(editor(), 'Quick{Enter}')
    expect(sent()).toHaveLength(1)
  })

  it('a minute: says that it is being checked while the server decides', () => {
    const props = { ...withWindow(openWindow(40_000)), thread: aThread([], { pending: [] }) }
    const { change } = show(props)
    change({
      thread: aThread([], {
        pending: [
          {
            clientId: 'x',
            body: { clientId: 'x', text: 'a' },
            at: NOW.toISOString(),
            state: 'sending',
            preview: {},
          },
        ],
      }),
    })
    expect(screen.getByRole('button', { name: 'Checking…' })).toBeTruthy()
  })

  it('closed: no editor, but templates and notes (DX-WA-02, DX-WA-05)', () => {
    show(withWindow(closedWindow))
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.getByText(/Maria Rossi last wrote 26 hours ago/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Choose template' })).toBeTruthy()
  })

  it('never wrote: templates only, and a word about consent (DX-WA-04)', () => {
    show({ conversation: aConversation({ window: neverWrote }) })
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.getByText(/agreed to hear from you/)).toBeTruthy()
  })

  it('inactive: reopen', async () => {
    const reopen = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const { user } = show({ conversation: aConversation({ status: 'resolved' }) }, { reopen })
    await user.click(
      within(screen.getByRole('region', { name: 'Write a message' })).getByRole('button', { name: 'Reopen' }),
    )
    expect(reopen).toHaveBeenCalled()
  })

  it('no permission: says so and still allows a note', () => {
    const conversation = aConversation()
    show({
      conversation,
      detail: aDetail(conversation, {
        can: { reply: false, note: true, assign: false, resolve: false, reopen: false },
      }),
    })
    expect(screen.getByText('You can read this conversation, not answer it')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Private note' })).toBeTruthy()
  })

  it('announces that the window has closed, politely and once', () => {
    const { change, container } = show(withWindow(openWindow(5 * 60_000)))
    const announcer = container.querySelector('[data-announcer="window"]')
    expect(announcer?.textContent).toBe('')
    change(withWindow(closedWindow))
    expect(announcer?.textContent).toContain('has closed')
    expect(announcer?.getAttribute('aria-live')).toBe('polite')
  })
})

describe('files', () => {
  const picture = new File(['x'], 'photo.jpg', { type: 'image/jpeg' })
  const choose = (files: File[]) => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]')
    if (input === null) throw new Error('no field for files')
    fireEvent.change(input, { target: { files } })
  }

  it('are uploaded at once and sent with the text as caption (DX-INBOX-02)', async () => {
    const uploaded = anAttachment()
    const { user, sent } = show({}, { upload: () => Promise.resolve(uploaded) })
    choose([picture])
    await screen.findByText('photo.jpg')
    await user.type(editor(), 'Here it is{Enter}')
    expect(sent()).toEqual([
      expect.objectContaining({ text: 'Here it is', attachments: [{ id: uploaded.id }] }),
    ])
  })

  it('show how far they are, hold the sending back, and stop when removed', async () => {
    let signal: AbortSignal | undefined
    const { user, send } = show(
      {},
      {
        upload: (_, onProgress, given) => {
          signal = given
          onProgress(0.4)
          return new Promise(() => {})
        },
      },
    )
    choose([picture])
    await screen.findByText('Uploading, 40 %')
    await user.type(editor(), 'Wait{Enter}')
    expect(send).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Cancel the upload of photo.jpg' }))
    expect(signal?.aborted).toBe(true)
    await user.type(editor(), '{Enter}')
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('that failed can be uploaded again', async () => {
    let tries = 0
    const { user } = show(
      {},
      {
        upload: () =>
          (tries += 1) === 1 ? Promise.reject(new Error('no')) : Promise.resolve(anAttachment()),
      },
    )
    choose([picture])
    await screen.findByText('Upload failed')
    await user.click(screen.getByRole('button', { name: /Upload again/ }))
    await waitFor(() => expect(screen.queryByText('Upload failed')).toBeNull())
  })

  it('that the channel does not take are refused with the reason', async () => {
    show()
    choose([new File(['x'], 'setup.exe', { type: 'application/x-msdownload' })])
    expect(await screen.findByText(/does not take files of this kind/)).toBeTruthy()
  })

  it('can be pasted and dropped', async () => {
    show()
    fireEvent.paste(editor(), { clipboardData: { files: [picture], getData: () => '' } })
    await screen.findByText('photo.jpg')
    const pane = screen.getByRole('region', { name: 'Conversation with Maria Rossi' })
    const dropped = new File(['x'], 'bill.pdf', { type: 'application/pdf' })
    fireEvent.dragEnter(pane, { dataTransfer: { types: ['Files'], files: [] } })
    expect(screen.getByText('Drop files to attach them')).toBeTruthy()
    fireEvent.drop(pane, { dataTransfer: { types: ['Files'], files: [dropped] } })
    await screen.findByText('bill.pdf')
    expect(screen.queryByText('Drop files to attach them')).toBeNull()
  })

  it('of office programmes do not replace the pasted text', () => {
    show()
    fireEvent.paste(editor(), { clipboardData: { files: [picture], getData: () => 'the text' } })
    expect(screen.queryByText('photo.jpg')).toBeNull()
  })
})

describe('a colleague who answered meanwhile', () => {
  const before = aMessage({ seq: 500, text: 'When?' })
  const theirs = aMessage({
    seq: 501,
    direction: 'outbound',
    text: 'Tomorrow!',
    author: { kind: 'member', id: luca.id, name: luca.name },
  })

  async function collide() {
    const view = show({ thread: aThread([before]) })
    await view.user.type(editor(), 'Next week')
    view.change({ actions: view.props.actions, thread: aThread([before, theirs]) })
    await view.user.type(editor(), '{Enter}')
    return { ...view, dialog: await screen.findByRole('alertdialog') }
  }

  it('is shown before anything leaves; the answer can be edited', async () => {
    const { user, send, dialog } = await collide()
    expect(send).not.toHaveBeenCalled()
    expect(dialog.textContent).toContain('Tomorrow!')
    expect(dialog.textContent).toContain('Next week')
    await user.click(within(dialog).getByRole('button', { name: 'Edit' }))
    expect(editor().value).toBe('Next week')
    await user.type(editor(), '{Enter}')
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('does not stop who wants to send anyway', async () => {
    const { user, sent, dialog } = await collide()
    await user.click(within(dialog).getByRole('button', { name: 'Send anyway' }))
    expect(sent()[0]).toMatchObject({ text: 'Next week' })
  })

  it('lets the answer be discarded', async () => {
    const { user, send, dialog } = await collide()
    await user.click(within(dialog).getByRole('button', { name: 'Discard' }))
    expect(editor().value).toBe('')
    expect(send).not.toHaveBeenCalled()
  })
})

describe('the typing signal', () => {
  it('is sent once for quick typing and ends with the sending', async () => {
    const typing = vi.fn<ConversationActions['typing']>()
    const { user } = show({}, { typing })
    await user.type(editor(), 'Hello there')
    expect(typing.mock.calls).toEqual([[true]])
    await user.type(editor(), '{Enter}')
    expect(typing.mock.calls).toEqual([[true], [false]])
  })

  it('is not sent for notes', async () => {
    const typing = vi.fn<ConversationActions['typing']>()
    const { user } = show({}, { typing })
    await user.click(screen.getByRole('radio', { name: 'Note' }))
    await user.type(editor(), 'internal')
    expect(typing).not.toHaveBeenCalledWith(true)
  })
})

describe('the shortcuts', () => {
  it('write, assign and resolve', async () => {
    const resolve = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const assign = vi.fn<() => Promise<void>>(() => Promise.resolve())
    show({}, { resolve, assign })
    act(() => void runConversationCommand('note'))
    await waitFor(() => expect(document.activeElement).toBe(editor()))
    expect(screen.getByRole('radio', { name: 'Note' }).getAttribute('aria-checked')).toBe('true')
    act(() => void runConversationCommand('resolve'))
    act(() => void runConversationCommand('assignToMe'))
    expect(resolve).toHaveBeenCalled()
    expect(assign).toHaveBeenCalledWith(me.id)
  })

  it('do nothing that is not allowed, and nothing when no conversation is open', () => {
    const resolve = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const conversation = aConversation()
    const can = { reply: true, note: true, assign: false, resolve: false, reopen: false }
    const view = show({ conversation, detail: aDetail(conversation, { can }) }, { resolve })
    runConversationCommand('resolve')
    expect(resolve).not.toHaveBeenCalled()
    view.unmount()
    expect(runConversationCommand('reply')).toBe(false)
  })

  it('open the templates from the editor', async () => {
    const { user } = show()
    await user.type(editor(), '/t')
    expect(editor().value).toBe('/t')
    await user.keyboard('{Enter}')
    expect(editor().value).toBe('')
    // By its label, not by its name: one that has not got the focus yet has none here.
    expect((await screen.findByRole('dialog')).getAttribute('aria-label')).toBe('Choose a template')
  })
})

describe('reactions', () => {
  it('are given to messages of the customer and taken back', async () => {
    const react = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const message = aMessage({
      text: 'Thanks',
      reactions: [{ emoji: '👍', by: 'member', name: 'Anna', at: NOW.toISOString() }],
    })
    const { user } = show({ thread: aThread([message]) }, { react })
    await user.click(screen.getByRole('button', { name: /Take it back/ }))
    expect(react).toHaveBeenLastCalledWith(message.id, '')
    act(() => screen.getByRole('article').focus())
    await user.click(screen.getByRole('button', { name: 'React' }))
    await user.click(await screen.findByRole('button', { name: 'React with ❤️' }))
    expect(react).toHaveBeenLastCalledWith(message.id, '❤️')
  })

  it('are not offered once the window is closed', async () => {
    const { user } = show({ ...withWindow(closedWindow), thread: aThread([aMessage({ text: 'Thanks' })]) })
    await user.hover(screen.getByRole('article'))
    expect(screen.queryByRole('button', { name: 'React' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Copy text' })).toBeTruthy()
  })
})
