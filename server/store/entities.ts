/** What the store keeps, as plain objects. Ids are 24 hexadecimal digits; instants are `Date`. */
export type * from './call-entities.ts'
export type * from './conversation-entities.ts'
export type * from './message-entities.ts'
export type * from './organisation-entities.ts'
export type * from './service-entities.ts'
export type * from './teams-entities.ts'
