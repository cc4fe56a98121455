import type { Connection, Model, Schema } from 'mongoose'
import { accessRequestSchema, type AccessRequestDocument } from './access-request.ts'
import {
  accountSchema,
  environmentSchema,
  type AccountDocument,
  type EnvironmentDocument,
} from './account.ts'
import { callSchema, type CallDocument } from './call.ts'
import { channelSchema, type ChannelDocument } from './channel.ts'
import { contactSchema, type ContactDocument } from './contact.ts'
import {
  conversationSchema,
  counterSchema,
  type ConversationDocument,
  type CounterDocument,
} from './conversation.ts'
import { deletionRecordSchema, type DeletionRecordDocument } from './deletion-record.ts'
import { fileSchema, type FileDocument } from './file.ts'
import { intakeSchema, type IntakeDocument } from './intake.ts'
import { leaseSchema, type LeaseDocument } from './lease.ts'
import { messageSchema, type MessageDocument } from './message.ts'
import { oneTimeCodeSchema, type OneTimeCodeDocument } from './one-time-code.ts'
import { preferenceSchema, type PreferenceDocument } from './preference.ts'
import { serviceSchema, type ServiceDocument } from './service.ts'
import { serviceSettingsSchema, type ServiceSettingsDocument } from './service-settings.ts'
import { sessionSchema, type SessionDocument } from './session.ts'
import { teamsCardSchema, type TeamsCardDocument } from './teams-card.ts'
import { teamsPlaceSchema, type TeamsPlaceDocument } from './teams-place.ts'
import { templateSchema, type TemplateDocument } from './template.ts'
import { membershipSchema, userSchema, type MembershipDocument, type UserDocument } from './user.ts'

/** Every collection, on one connection. */
export interface Models {
  accounts: Model<AccountDocument>
  environments: Model<EnvironmentDocument>
  users: Model<UserDocument>
  memberships: Model<MembershipDocument>
  services: Model<ServiceDocument>
  serviceSettings: Model<ServiceSettingsDocument>
  calls: Model<CallDocument>
  channels: Model<ChannelDocument>
  contacts: Model<ContactDocument>
  conversations: Model<ConversationDocument>
  counters: Model<CounterDocument>
  messages: Model<MessageDocument>
  intake: Model<IntakeDocument>
  files: Model<FileDocument>
  templates: Model<TemplateDocument>
  sessions: Model<SessionDocument>
  leases: Model<LeaseDocument>
  deletionRecords: Model<DeletionRecordDocument>
  teamsPlaces: Model<TeamsPlaceDocument>
  teamsCards: Model<TeamsCardDocument>
  preferences: Model<PreferenceDocument>
  accessRequests: Model<AccessRequestDocument>
  oneTimeCodes: Model<OneTimeCodeDocument>
}

/** Registers the models with a connection of their own, so that several stores can be open in one process. */
export function openModels(connection: Connection): Models {
  const open = <T>(name: string, schema: Schema<T>): Model<T> => connection.model<T>(name, schema)
  return {
    accounts: open('Account', accountSchema),
    environments: open('Environment', environmentSchema),
    users: open('User', userSchema),
    memberships: open('Membership', membershipSchema),
    services: open('Service', serviceSchema),
    serviceSettings: open('ServiceSettings', serviceSettingsSchema),
    calls: open('Call', callSchema),
    channels: open('Channel', channelSchema),
    contacts: open('Contact', contactSchema),
    conversations: open('Conversation', conversationSchema),
    counters: open('Counter', counterSchema),
    messages: open('Message', messageSchema),
    intake: open('IntakeEvent', intakeSchema),
    files: open('File', fileSchema),
    templates: open('Template', templateSchema),
    sessions: open('Session', sessionSchema),
    leases: open('Lease', leaseSchema),
    deletionRecords: open('DeletionRecord', deletionRecordSchema),
    teamsPlaces: open('TeamsPlace', teamsPlaceSchema),
    teamsCards: open('TeamsCard', teamsCardSchema),
    preferences: open('Preference', preferenceSchema),
    accessRequests: open('AccessRequest', accessRequestSchema),
    oneTimeCodes: open('OneTimeCode', oneTimeCodeSchema),
  }
}
