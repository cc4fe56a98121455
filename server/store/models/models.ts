import type { Connection, Model, Schema } from 'mongoose'
import { accessRequestSchema, type AccessRequestDocument } from './access-request.ts'
import { accountDeletionSchema, type AccountDeletionDocument } from './account-deletion.ts'
import {
  accountSchema,
  environmentSchema,
  type AccountDocument,
  type EnvironmentDocument,
} from './account.ts'
import { apiKeySchema, type ApiKeyDocument } from './api-key.ts'
import { auditEntrySchema, type AuditEntryDocument } from './audit-entry.ts'
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
import { erasureSchema, type ErasureDocument } from './erasure.ts'
import { fileSchema, type FileDocument } from './file.ts'
import { intakeSchema, type IntakeDocument } from './intake.ts'
import { invitationSchema, type InvitationDocument } from './invitation.ts'
import { leftRecordingSchema, type LeftRecordingDocument } from './left-recording.ts'
import { leaseSchema, type LeaseDocument } from './lease.ts'
import { linkSchema, type LinkDocument } from './link.ts'
import { messageSchema, type MessageDocument } from './message.ts'
import { oneTimeCodeSchema, type OneTimeCodeDocument } from './one-time-code.ts'
import { orderSchema, type OrderDocument } from './order.ts'
import { preferenceSchema, type PreferenceDocument } from './preference.ts'
import { roleGuardSchema, type RoleGuardDocument } from './role-guard.ts'
import {
  servicePictureSchema,
  serviceSchema,
  type ServiceDocument,
  type ServicePictureDocument,
} from './service.ts'
import { serviceSettingsSchema, type ServiceSettingsDocument } from './service-settings.ts'
import { sessionSchema, type SessionDocument } from './session.ts'
import { settingsVersionSchema, type SettingsVersionDocument } from './settings-version.ts'
import { teamsCardSchema, type TeamsCardDocument } from './teams-card.ts'
import { teamsPlaceSchema, type TeamsPlaceDocument } from './teams-place.ts'
import { templateSchema, type TemplateDocument } from './template.ts'
import { throttleSchema, type ThrottleDocument } from './throttle.ts'
import { membershipSchema, userSchema, type MembershipDocument, type UserDocument } from './user.ts'
import {
  webhookDeliverySchema,
  webhookQueueSchema,
  webhookSchema,
  type WebhookDeliveryDocument,
  type WebhookDocument,
  type WebhookQueueDocument,
} from './webhook.ts'

/** Every collection, on one connection. */
export interface Models {
  accounts: Model<AccountDocument>
  environments: Model<EnvironmentDocument>
  accountDeletions: Model<AccountDeletionDocument>
  orders: Model<OrderDocument>
  users: Model<UserDocument>
  memberships: Model<MembershipDocument>
  roleGuards: Model<RoleGuardDocument>
  invitations: Model<InvitationDocument>
  services: Model<ServiceDocument>
  servicePictures: Model<ServicePictureDocument>
  serviceSettings: Model<ServiceSettingsDocument>
  settingsVersions: Model<SettingsVersionDocument>
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
  links: Model<LinkDocument>
  throttles: Model<ThrottleDocument>
  leases: Model<LeaseDocument>
  deletionRecords: Model<DeletionRecordDocument>
  teamsPlaces: Model<TeamsPlaceDocument>
  teamsCards: Model<TeamsCardDocument>
  preferences: Model<PreferenceDocument>
  accessRequests: Model<AccessRequestDocument>
  oneTimeCodes: Model<OneTimeCodeDocument>
  auditEntries: Model<AuditEntryDocument>
  apiKeys: Model<ApiKeyDocument>
  webhooks: Model<WebhookDocument>
  webhookDeliveries: Model<WebhookDeliveryDocument>
  webhookQueues: Model<WebhookQueueDocument>
  erasures: Model<ErasureDocument>
  leftRecordings: Model<LeftRecordingDocument>
}

/** Registers the models with a connection of their own, so that several stores can be open in one process. */
export function openModels(connection: Connection): Models {
  const open = <T>(name: string, schema: Schema<T>): Model<T> => connection.model<T>(name, schema)
  return {
    accounts: open('Account', accountSchema),
    environments: open('Environment', environmentSchema),
    accountDeletions: open('AccountDeletion', accountDeletionSchema),
    orders: open('Order', orderSchema),
    users: open('User', userSchema),
    memberships: open('Membership', membershipSchema),
    roleGuards: open('RoleGuard', roleGuardSchema),
    invitations: open('Invitation', invitationSchema),
    services: open('Service', serviceSchema),
    servicePictures: open('ServicePicture', servicePictureSchema),
    serviceSettings: open('ServiceSettings', serviceSettingsSchema),
    settingsVersions: open('SettingsVersion', settingsVersionSchema),
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
    links: open('Link', linkSchema),
    throttles: open('Throttle', throttleSchema),
    leases: open('Lease', leaseSchema),
    deletionRecords: open('DeletionRecord', deletionRecordSchema),
    teamsPlaces: open('TeamsPlace', teamsPlaceSchema),
    teamsCards: open('TeamsCard', teamsCardSchema),
    preferences: open('Preference', preferenceSchema),
    accessRequests: open('AccessRequest', accessRequestSchema),
    oneTimeCodes: open('OneTimeCode', oneTimeCodeSchema),
    auditEntries: open('AuditEntry', auditEntrySchema),
    apiKeys: open('ApiKey', apiKeySchema),
    webhooks: open('Webhook', webhookSchema),
    webhookDeliveries: open('WebhookDelivery', webhookDeliverySchema),
    webhookQueues: open('WebhookQueue', webhookQueueSchema),
    erasures: open('Erasure', erasureSchema),
    leftRecordings: open('LeftRecording', leftRecordingSchema),
  }
}
