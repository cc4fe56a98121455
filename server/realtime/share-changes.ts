import { forgetSessionHere, tellOfForgotten } from '../usecases/authenticate.ts'
import type { Deps } from '../usecases/ports.ts'
import type { Gateway } from './gateway.ts'
import type { News } from './news.ts'

type Known = Pick<Deps, 'store' | 'channels' | 'lines' | 'directory'>

/** What this process forgets because of a change, the others are told to forget as well. */
export function shareChanges(
  { store, channels, lines, directory }: Known,
  gateway: Pick<Gateway, 'tell' | 'rolesChanged'>,
): Pick<Deps, 'channels' | 'lines' | 'directory' | 'rolesChanged'> {
  tellOfForgotten(store, (sessionId) => gateway.tell({ kind: 'session', sessionId }))
  const telling = <T extends { invalidate(): void }>(part: T, news: News): T => ({
    ...part,
    invalidate() {
      part.invalidate()
      gateway.tell(news)
    },
  })
  return {
    channels: telling(channels, { kind: 'channels' }),
    lines: telling(lines, { kind: 'channels' }),
    directory: telling(directory, { kind: 'directory' }),
    rolesChanged: () => gateway.rolesChanged(),
  }
}

/** Forgets what another process has changed, without telling anybody. */
export function lookAnew({ store, channels, lines, directory }: Known, news: News): void {
  if (news.kind === 'session') return forgetSessionHere(store, news.sessionId)
  // Roles are in the directory.
  if (news.kind !== 'channels') return directory.invalidate()
  channels.invalidate()
  lines.invalidate()
}
