import type { ConversationText } from '../messages/message-words.ts'
import type { FieldIssue } from './template-filling.ts'

export function issueText(issue: FieldIssue, t: ConversationText): string {
  return 'max' in issue
    ? t(`template.issue.${issue.code}`, { max: issue.max })
    : t(`template.issue.${issue.code}`)
}
