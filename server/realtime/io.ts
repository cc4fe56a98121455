import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { ClientToServer, ServerToClient } from '../contract/events.ts'

/** Who is behind a client. Other processes may read it, so it holds no secret. */
export interface ClientData {
  person: { id: string; name: string }
}

export type IoServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, ClientData>
export type IoSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, ClientData>
