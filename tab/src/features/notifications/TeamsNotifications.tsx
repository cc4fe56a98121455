import { useState } from 'react'
import { createApi } from '../../api/http.ts'
import { useHost } from '../../host/use-host.ts'
import { useAccount } from '../inbox/use-account.ts'
import { useWorkspace } from '../inbox/use-workspace.ts'
import { NotificationsDialog } from './NotificationsDialog.tsx'

export interface TeamsNotificationsProps {
  open: boolean
  onClose: () => void
}

/** The dialogue about notifications in Teams, for everybody who can get any. */
export function TeamsNotifications(props: TeamsNotificationsProps) {
  const { areas } = useAccount()
  return areas.includes('inbox') ? <InInbox {...props} /> : <Elsewhere {...props} />
}

function InInbox(props: TeamsNotificationsProps) {
  return <NotificationsDialog api={useWorkspace().api} {...props} />
}

/** Who answers no customers has no workspace. */
function Elsewhere(props: TeamsNotificationsProps) {
  const { readToken } = useHost()
  const [api] = useState(() => createApi({ base: '/api/v1', readToken }))
  return <NotificationsDialog api={api} {...props} />
}
