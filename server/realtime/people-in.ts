import { realtimeLog } from '../lib/logger.ts'
import type { ClientData, IoServer } from './io.ts'

type Person = ClientData['person']

/**
 * Who is in a room, on whichever process, each person once however many clients they have. Never rejects: when the
 * other processes cannot be asked, those of this one are the answer.
 */
export async function peopleIn(io: IoServer, room: string): Promise<Person[]> {
  try {
    const sockets = await io.in(room).fetchSockets()
    return unique(sockets.map(({ data }) => data.person))
  } catch (err) {
    realtimeLog.debug({ err }, 'other processes not asked')
    return unique(localPeople(io, room))
  }
}

/** Socket.IO's own way to ask for local clients only asks the other processes all the same. */
function localPeople(io: IoServer, room: string): Person[] {
  const ids = [...(io.sockets.adapter.rooms.get(room) ?? [])]
  return ids.flatMap((id) => io.sockets.sockets.get(id)?.data.person ?? [])
}

function unique(people: Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()]
}
