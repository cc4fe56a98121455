import type { Routes } from '../../contract/http.ts'
import type { Handlers } from '../route-table.ts'
import { createAccessRequestHandlers } from './access-requests.ts'
import { administrationHandlers } from './administration.ts'
import { appPackageHandlers } from './app-package.ts'
import { attachmentHandlers } from './attachments.ts'
import { auditHandlers } from './audit.ts'
import { callHandlers } from './calls.ts'
import { conversationHandlers } from './conversations.ts'
import { environmentHandlers } from './environments.ts'
import { fileHandlers } from './files.ts'
import { createIdentityHandlers } from './identity.ts'
import { integrationHandlers } from './integrations.ts'
import { meHandlers } from './me.ts'
import { messageHandlers } from './messages.ts'
import { orderHandlers } from './orders.ts'
import { createPeopleHandlers } from './people.ts'
import { privacyHandlers } from './privacy.ts'
import { serviceHandlers } from './services.ts'
import { notificationHandlers } from './notifications.ts'
import { createSessionHandlers, type SessionOptions } from './sessions.ts'
import { setupHandlers } from './setup.ts'
import { templateHandlers } from './templates.ts'

/** A handler for every route of the contract: a missing one does not compile. */
export function createHandlers(options: SessionOptions): Handlers<Routes> {
  return {
    ...createSessionHandlers(options),
    ...createIdentityHandlers(options),
    ...createAccessRequestHandlers(options.microsoft?.tokens ?? null),
    ...meHandlers,
    ...notificationHandlers,
    ...environmentHandlers,
    ...createPeopleHandlers(options.onSignedOut),
    ...auditHandlers,
    ...administrationHandlers,
    ...orderHandlers,
    ...serviceHandlers,
    ...setupHandlers,
    ...callHandlers,
    ...conversationHandlers,
    ...messageHandlers,
    ...attachmentHandlers,
    ...fileHandlers,
    ...templateHandlers,
    ...appPackageHandlers,
    ...integrationHandlers,
    ...privacyHandlers,
  }
}
