import type { Call } from './call-entities.ts'

/** How much of a contact was deleted. */
export interface ErasureCounts {
  conversations: number
  messages: number
  /** Attachments and recordings, with their content. */
  files: number
  calls: number
  contacts: number
  /** Webhooks that were kept for a while, or set aside. */
  events: number
}

/** What a contact is known by beside their id. */
export interface ErasedPerson {
  /** E.164. */
  phones: string[]
  /** The platforms' own ids. */
  userIds: string[]
}

/**
 * The deletion of a contact, or of the calls of somebody who is none: what is still to be done, and afterwards the record that it
 * was done, which names nobody.
 */
export interface Erasure {
  id: string
  environmentId: string
  kind: 'contact' | 'caller'
  /** The contact's id; of a caller, an id that nothing else has. */
  contactId: string
  /** Masked number, for the audit log. */
  address: string
  by: { memberId: string; name: string; address: string | null }
  /** By the clock of the rules: what is younger is not theirs any more. */
  startedAt: Date
  /** Whom to look for; `null` once nothing is to be found any more. */
  person: ErasedPerson | null
  /** Everything that was in these. */
  conversationIds: string[]
  noted: boolean
  /** When it is looked after again, by the machine's clock; `null` when it is finished. */
  dueAt: Date | null
  /** `null` while something may still come to light. */
  finishedAt: Date | null
  counts: ErasureCounts
}

/** Finds and deletes all that there is of one contact. Every step may be repeated, by several processes at once. */
export interface PrivacyStore {
  /** Begins to delete a contact; answers with the one that is under way when there is one. */
  begin(erasure: Omit<Erasure, 'counts' | 'finishedAt' | 'noted' | 'conversationIds'>): Promise<Erasure>
  find(environmentId: string, contactId: string): Promise<Erasure | null>
  /** The deletion of this number's calls that is under way. */
  findCaller(environmentId: string, phone: string): Promise<Erasure | null>
  /** Deletions that are due, whoever began them. */
  due(now: Date, limit: number): Promise<Erasure[]>
  /** Adds to what was deleted and to where something was, and sets the rest. Answers with what there is then. */
  update(
    erasureId: string,
    change: {
      counts?: Partial<ErasureCounts>
      conversationIds?: readonly string[]
      set?: Partial<Pick<Erasure, 'person' | 'noted' | 'dueAt' | 'finishedAt' | 'conversationIds'>>
    },
  ): Promise<Erasure>

  /** Calls that came from or led to these numbers or conversations, by age; with `until` only those that had begun by then. */
  callsOf(
    environmentId: string,
    of: { phones: readonly string[]; conversationIds: readonly string[]; until?: Date },
  ): Promise<Call[]>

  deleteContact(environmentId: string, contactId: string): Promise<number>
  conversationIdsOf(environmentId: string, contactId: string): Promise<string[]>
  /** With messages, files, cards and what webhooks are still to be told. It may be gone itself already. */
  deleteConversation(environmentId: string, conversationId: string): Promise<Partial<ErasureCounts>>
  /** Files of these conversations that no message has any more. */
  deleteFilesOf(environmentId: string, conversationIds: readonly string[]): Promise<Partial<ErasureCounts>>
  /**
   * With its recordings; what the platform still holds is handed over as of `now`. Its entry in a thread that is somebody else's
   * forgets who rang and what was said.
   */
  deleteCall(
    environmentId: string,
    call: { id: string; entryId: string },
    now: Date,
  ): Promise<Partial<ErasureCounts>>
  /** Webhooks that had come in by `until` and name this person. */
  deleteEvents(environmentId: string, person: ErasedPerson, until: Date): Promise<Partial<ErasureCounts>>
}
