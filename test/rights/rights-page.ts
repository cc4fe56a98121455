import { verbRights } from '../../bot/actions.ts'
import { clientEventRights } from '../../server/contract/events.ts'
import { routes, type Route } from '../../server/contract/http.ts'
import { role, type Role } from '../../server/contract/member.ts'
import type { RouteRight } from '../../server/contract/rights.ts'
import { RIGHTS, type Action } from '../../server/domain/roles.ts'

const HEADINGS: Readonly<Record<Role, string>> = {
  agent: 'Agent',
  operator: 'Operator',
  contentManager: 'Content manager',
  analyst: 'Analyst',
  producer: 'Producer',
  environmentManager: 'Environment manager',
  developer: 'Developer',
}

const MEANINGS: Readonly<Record<Action, string>> = {
  'conversation:see': 'See conversations, their messages and files',
  'conversation:reply': 'Answer customers',
  'conversation:note': 'Write notes for the team',
  'conversation:assign': 'Take and assign conversations',
  'conversation:resolve': 'Resolve, reopen, pause, snooze, label, split and merge',
  'conversation:start': 'Start a WhatsApp conversation',
  'contact:list': 'See the contact list',
  'contact:export': 'Export what is known of a contact',
  'contact:erase': 'Erase a contact',
  'template:see': 'See message templates',
  'channel:see': 'See channels and whether they work',
  'channel:edit': 'Connect and disconnect channels',
  'member:see': 'See who can be assigned',
  'member:manage': 'Invite and remove members, give roles',
  'access:decide': 'Decide on access requests',
  'service:see': 'See services and their settings',
  'service:edit_content': 'Edit prompts and automatic answers',
  'service:edit': 'Configure services',
  'service:publish': 'Publish services',
  'order:see': 'See orders',
  'call:see': 'See calls, recordings and statistics',
  'teams:connect': 'Connect a channel of Teams with a queue',
  'teams:package': 'Download the app package for Teams',
  'environment:edit': 'Change the settings of the environment',
  'audit:see': 'See the audit log',
  'integration:manage': 'Manage API keys and webhooks',
  'account:see': 'See customer accounts (administration)',
  'account:manage': 'Create, change, deactivate and restore accounts; retention; second factor',
  'order:manage': 'Create and terminate orders',
  'policy:manage': 'Prescribe policies to all customers',
}

const code = (text: string): string => `\`${text}\``

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function matrix(): string[] {
  const head = ['May', ...role.options.map((one) => HEADINGS[one])]
  const lines = (Object.keys(RIGHTS) as Action[]).map((action) => {
    const { roles, agencyOnly } = RIGHTS[action]
    const mark = agencyOnly === true ? 'agency' : '✓'
    return row([
      `${MEANINGS[action]} (${code(action)})`,
      ...role.options.map((one) => (roles.includes(one) ? mark : '')),
    ])
  })
  return [row(head), row(head.map(() => '---')), ...lines]
}

function rightsOf({ open, right, orRight = [] }: Route): string {
  if (open === true) return 'everybody'
  return [right, ...orRight].map(words).join(' or ')
}

function words(right: RouteRight | undefined): string {
  return right === undefined || right === 'self' ? 'whoever is signed in' : code(right)
}

function table(heads: readonly [string, string], rows: readonly (readonly [string, string])[]): string[] {
  return [row(heads), row(['---', '---']), ...rows.map(([one, other]) => row([code(one), other]))]
}

/** The page of the documentation that says who may do what, made from the matrix, the contract and the bot's buttons. */
export function rightsPage(): string {
  const ofRoutes = Object.entries(routes as Record<string, Route>).map(
    ([key, route]): readonly [string, string] => [key, rightsOf(route)],
  )
  const lines = [
    '# Who may do what',
    '',
    'Members hold one or several roles per environment. Roles that somebody holds in an agency count in every environment of',
    'its customers. "agency" marks what only an agency’s own members may do. Whatever belongs to somebody else does not',
    'exist: the answer is 404.',
    '',
    'This page is made from `server/domain/roles.ts`, the contract and `bot/actions.ts`; a test calls every route, event and',
    'button with every role and compares (`test/rights`).',
    '',
    '## Roles',
    '',
    ...matrix(),
    '',
    '## REST routes',
    '',
    'Below `/api/v1`; a download is a route too.',
    '',
    ...table(['Route', 'Right'], ofRoutes),
    '',
    '## Socket events',
    '',
    ...table(
      ['Event', 'Right'],
      Object.entries(clientEventRights).map(([name, right]) => [name, words(right)] as const),
    ),
    '',
    '## Buttons of the bot',
    '',
    ...table(
      ['Button', 'Right'],
      Object.entries(verbRights).map(([name, right]) => [name, words(right)] as const),
    ),
    '',
  ]
  return lines.join('\n')
}
