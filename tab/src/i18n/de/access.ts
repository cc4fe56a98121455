/** Wer in eine Umgebung aufgenommen werden möchte. */
export const access = {
  title: 'Zugangsanfragen',
  lead: 'Menschen aus Ihrer Organisation, die sich mit Microsoft angemeldet haben und in {{environment}} arbeiten möchten.',
  count_one: '{{count}} offen',
  count_other: '{{count}} offen',
  waiting_one: '{{count}} Person möchte dazukommen.',
  waiting_other: '{{count}} Personen möchten dazukommen.',
  since: 'Angefragt {{moment}}',
  roles: 'Rollen',
  rolesOf: 'Rollen von {{name}}',
  approve: 'Aufnehmen',
  approveWho: '{{name}} aufnehmen',
  decline: 'Ablehnen',
  declineWho: '{{name}} ablehnen',
  noRole: 'Wählen Sie mindestens eine Rolle.',
  role: {
    agent: 'Antwortet Kunden.',
    operator: 'Antwortet Kunden, beginnt Unterhaltungen und sieht alle Kontakte.',
    contentManager: 'Bearbeitet, was Anrufer hören und lesen.',
    analyst: 'Sieht die Zahlen.',
    producer: 'Richtet Services ein und veröffentlicht sie.',
    environmentManager: 'Entscheidet, wer mit welcher Rolle dazukommt.',
    developer: 'Bindet andere Systeme an.',
  },
  confirm: {
    title: '{{name}} ablehnen?',
    text: '{{name}} erfährt, dass die Anfrage abgelehnt wurde, und bekommt keinen Zugang zu {{environment}}.',
    yes: 'Ablehnen',
  },
  done: {
    approved: '{{name}} kann jetzt hier arbeiten',
    declined: '{{name}} wurde abgelehnt',
  },
  empty: 'Niemand fragt an',
  emptyHint:
    'Wer Callover in Teams ohne Konto öffnet, kann um Zugang bitten. Die Anfrage erscheint dann hier.',
  settled: 'Über {{name}} hat inzwischen jemand anderes entschieden. Die Liste ist auf dem neuesten Stand.',
  failed: {
    approve: '{{name}} konnte nicht aufgenommen werden.',
    decline: '{{name}} konnte nicht abgelehnt werden.',
  },
  refreshFailed: 'Die Liste ist möglicherweise nicht aktuell.',
} as const
