import type { Principal } from '../server/usecases/ports.ts'
import { withNotice } from './decorate-card.ts'
import { noticeOfError, warning } from './notice.ts'
import { answerStranger } from './press-answer.ts'
import { sayShown } from './reply.ts'
import { readCommand, type Command } from './commands.ts'
import { disconnect, onlyPersonal, onlySay, setAvailability, type Shown } from './setting-press.ts'
import { showConnect, showHelp, showList, showPreferences, showStatus } from './shown-cards.ts'
import { hasFiles, spokenText } from './spoken-text.ts'
import { textsOf } from './texts/texts.ts'
import type { Turn } from './turn.ts'

/** Answers what somebody wrote to the bot. Whatever it does not understand is answered with what it can do. */
export async function answerCommand(turn: Turn): Promise<void> {
  await sayShown(turn, await shownFor(turn))
}

async function shownFor(turn: Turn): Promise<Shown> {
  const text = spokenText(turn.activity)
  const command = readCommand(text)
  if (command?.name === 'help') return { card: showHelp(turn), notice: null }
  if (turn.reader === null) return answerStranger(turn)
  if (command === null) return misunderstood(turn, text)
  try {
    return await obey(turn, turn.reader, command)
  } catch (error) {
    return { card: null, notice: noticeOfError(error, turn.locale) }
  }
}

function misunderstood(turn: Turn, text: string): Shown {
  const { notice } = textsOf(turn.locale)
  if (hasFiles(turn.activity)) return onlySay(notice.noFiles)
  const help = showHelp(turn)
  // Who only calls the bot by its name has not said anything that it could not understand.
  const card = text === '' ? help : withNotice(help, warning(notice.unknownCommand))
  return { card, notice: null }
}

async function obey(turn: Turn, reader: Principal, { name, availability }: Command): Promise<Shown> {
  switch (name) {
    case 'help':
      return { card: showHelp(turn), notice: null }
    case 'queue':
      return { card: await showList(turn, reader, 'queue'), notice: null }
    case 'mine':
      return onlyPersonal(turn, () => showList(turn, reader, 'mine'))
    case 'status':
      return availability === undefined
        ? { card: await showStatus(turn, reader), notice: null }
        : onlyPersonal(turn, () => setAvailability(turn, reader, availability))
    case 'notifications':
      return onlyPersonal(turn, () => showPreferences(turn, reader))
    case 'connect':
      return turn.shared
        ? { card: await showConnect(turn, reader), notice: null }
        : onlySay(textsOf(turn.locale).notice.sharedOnly)
    case 'disconnect':
      return disconnect(turn, reader)
  }
}
