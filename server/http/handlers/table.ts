import type { Routes } from '../../contract/http.ts'
import type { Handlers } from '../route-table.ts'
import { createAccessRequestHandlers } from './access-requests.ts'
import { appPackageHandlers } from './app-package.ts'
import { attachmentHandlers } from './attachments.ts'
import { callHandlers } from './calls.ts'
import { conversationHandlers } from './conversations.ts'
import { environmentHandlers } from './environments.ts'
import { fileHandlers } from './files.ts'
import { meHandlers } from './me.ts'
import { messageHandlers } from './messages.ts'
import { serviceHandlers } from './services.ts'
import { notificationHandlers } from './notifications.ts'
import { createSessionHandlers, type SessionOptions } from './sessions.ts'
import { templateHandlers } from './templates.ts'

/** A handler for every route of the contract: a missing one does not compile. */
export function createHandlers(options: SessionOptions): Handlers<Routes> {
  return {
    ...createSessionHandlers(options),
    ...createAccessRequestHandlers(options.microsoft?.tokens ?? null),
    ...meHandlers,
    ...notificationHandlers,
    ...environmentHandlers,
    ...serviceHandlers,
    ...callHandlers,
    ...conversationHandlers,
    ...messageHandlers,
    ...attachmentHandlers,
    ...fileHandlers,
    ...templateHandlers,
    ...appPackageHandlers,
  }
}
