import type { Locale } from '../../server/contract/member.ts'
import type { Availability } from '../../server/contract/teams.ts'

/** What somebody asks of the bot in words. */
export interface Command {
  name: 'help' | 'queue' | 'mine' | 'status' | 'notifications' | 'connect' | 'disconnect'
  /** With `status`: they want to be available or away from here on. */
  availability?: Availability
}

/** What people write for it, with commas between: small letters without accents and marks, umlauts as two letters. */
export type Phrases = Command & Record<Locale, string>

/** The titles that the app package gives the commands, and whatever else people may think of. */
export const phrases: readonly Phrases[] = [
  {
    name: 'help',
    en: 'help, help me, commands, menu, start, get started, what can you do, how does this work, hi, hello, hello there, hi there, hey, good morning, good afternoon, good evening, thanks, thank you',
    de: 'hilfe, befehle, menue, was kannst du, was koennen sie, was kannst du alles, wie geht das, hallo, hallo zusammen, moin, moin moin, servus, gruezi, gruess gott, gruess dich, guten tag, guten morgen, guten abend, danke, vielen dank',
    nl: 'help, hulp, commandos, opdrachten, wat kun je, wat kan je, wat kunt u, hoi, goedemorgen, goedemiddag, goedenavond, goedendag, goeiemorgen, dag, bedankt, dank je, dank u',
    es: 'ayuda, comandos, que puedes hacer, que puede hacer, que sabes hacer, hola, buenas, buenos dias, buenas tardes, buenas noches, gracias, muchas gracias',
  },
  {
    name: 'queue',
    en: 'queue, waiting, waiting chats, who is waiting, whos waiting, list, inbox',
    de: 'warteschlange, schlange, wartende, wartende chats, wer wartet, liste, posteingang',
    nl: 'wachtrij, wachtenden, wachtende chats, wie wacht, wie wacht er, lijst',
    es: 'cola, en cola, en espera, chats en espera, quien espera, lista, bandeja, bandeja de entrada',
  },
  {
    name: 'mine',
    en: 'mine, my chats, my conversations, assigned to me, my queue',
    de: 'meine, meine chats, meine unterhaltungen, meine gespraeche, mir zugewiesen',
    nl: 'mijn, mijn chats, mijn gesprekken, aan mij toegewezen, van mij',
    es: 'mis, mis chats, mis conversaciones, mios, asignados a mi',
  },
  {
    name: 'status',
    en: 'status, state, overview',
    de: 'status, zustand, uebersicht',
    nl: 'status, overzicht',
    es: 'estado, resumen',
  },
  {
    name: 'notifications',
    en: 'notifications, notification, notification settings, notify me, settings, preferences, quiet hours',
    de: 'benachrichtigungen, benachrichtigung, mitteilungen, einstellungen, ruhezeiten, ruhezeit',
    nl: 'meldingen, melding, notificaties, instellingen, voorkeuren, stille uren',
    es: 'notificaciones, notificacion, avisos, ajustes, configuracion, preferencias, horas de silencio',
  },
  {
    name: 'connect',
    en: 'connect, connect channel, connect this channel, connect the channel, connect chat, connect queue, subscribe',
    de: 'verbinden, kanal verbinden, diesen kanal verbinden, chat verbinden, abonnieren',
    nl: 'koppelen, koppel, kanaal koppelen, dit kanaal koppelen, chat koppelen, verbind, abonneren',
    es: 'conectar, conecta, conectar canal, conectar este canal, conectar el canal, conectar chat, suscribir',
  },
  {
    name: 'disconnect',
    en: 'disconnect, disconnect channel, disconnect this channel, disconnect the channel, disconnect chat, unsubscribe',
    de: 'trennen, kanal trennen, diesen kanal trennen, chat trennen, verbindung trennen, abbestellen',
    nl: 'loskoppelen, ontkoppelen, kanaal loskoppelen, kanaal ontkoppelen, chat loskoppelen, afmelden',
    es: 'desconectar, desconecta, desconectar canal, desconectar este canal, desconectar el canal, desconectar chat',
  },
  {
    name: 'status',
    availability: 'available',
    en: 'available, i am available, im available, online, back, im back, i am back, here, not away',
    de: 'verfuegbar, ich bin verfuegbar, erreichbar, anwesend, da, ich bin da, wieder da, ich bin wieder da, zurueck, ich bin zurueck',
    nl: 'beschikbaar, ik ben beschikbaar, aanwezig, bereikbaar, terug, ik ben terug, ik ben er',
    es: 'disponible, estoy disponible, presente, he vuelto, de vuelta',
  },
  {
    name: 'status',
    availability: 'away',
    en: 'away, i am away, im away, busy, unavailable, not available, offline, break, on a break, brb',
    de: 'abwesend, ich bin abwesend, weg, ich bin weg, nicht verfuegbar, nicht erreichbar, nicht da, beschaeftigt, pause, in der pause, ich mache pause',
    nl: 'afwezig, ik ben afwezig, ik ben weg, niet beschikbaar, onbeschikbaar, niet bereikbaar, niet aanwezig, bezet, pauze',
    es: 'ausente, estoy ausente, no disponible, no estoy disponible, ocupado, ocupada, fuera, pausa',
  },
]

/** Words that may stand around a command without changing it. */
export const fillers: Record<Locale, string> = {
  en: 'please, pls, show, the, callover, set',
  de: 'bitte, zeig, zeige, zeigen, mal, die, den',
  nl: 'alsjeblieft, aub, graag, toon, laat, zien',
  es: 'por, favor, muestra, mostrar, ver, la, las, los',
}

/** Words that say `status` before an availability. */
export const statusWords: Record<Locale, string> = {
  en: 'status, state',
  de: 'status, zustand',
  nl: 'status',
  es: 'estado',
}
