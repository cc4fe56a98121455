import type { NumberLexicon } from './number-lexicon.ts'

const UNITS = ['', 'ein', 'zwei', 'drei', 'vier', 'funf', 'sechs', 'sieben', 'acht', 'neun']
const TEENS = 'zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn'.split(' ')
const TENS = '_ _ zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig'.split(' ')

/** As recognisers and dialects write them. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/zwei/, 'zwo'],
  [/funf/, 'fuenf'],
  [/funf(?=z)/, 'fuff'],
  [/zwolf/, 'zwoelf'],
  [/dreissig/, 'dreizig'],
  [/zwanzig/, 'zwanzg'],
  [/hundert/, 'hundat'],
]

const EXTRA =
  'eins:1 einz:1 oans:1 ans:1 eis:1 zwo:2 zwoa:2 zwee:2 zwoi:2 zwou:2 dree:3 dru:3 funfe:5 fünnef:5 fumf:5 foif:5 feif:5 fuf:5 sechse:6 sachs:6 siebene:7 siebn:7 siem:7 siebm:7 siebne:7 viere:4 dreie:3 fumfe:5 zwoe:2 sibe:7 neune:9 nuin:9 null:0 nulle:0 nul:0 zero:0 fuffzig:50 fuffzehn:15 siebenzehn:17 siebenzig:70 sechszig:60 sechszehn:16 zwanzge:20 elfe:11'

function belowHundred(value: number): string[] {
  const unit = value % 10
  if (value < 10) return value === 1 ? ['eins', 'ein'] : [UNITS[value] ?? '']
  if (value < 20) return [TEENS[unit] ?? '']
  const tens = TENS[(value - unit) / 10] ?? ''
  return unit === 0 ? [tens] : [`${UNITS[unit]}und${tens}`, `${UNITS[unit]}n${tens}`]
}

function numerals(): Map<string, number> {
  const words = new Map<string, number>()
  const add = (word: string, value: number): void => {
    words.set(word, value)
    for (const [standard, variant] of SPELLINGS) {
      const other = word.replace(standard, variant)
      if (!words.has(other)) words.set(other, value)
    }
  }
  for (let value = 2; value < 100; value += 1) for (const word of belowHundred(value)) add(word, value)
  for (let hundreds = 1; hundreds < 10; hundreds += 1) {
    for (const head of hundreds === 1 ? ['hundert', 'einhundert'] : [`${UNITS[hundreds]}hundert`]) {
      add(head, hundreds * 100)
      for (let rest = 1; rest < 100; rest += 1) {
        for (const tail of belowHundred(rest)) {
          add(`${head}${tail}`, hundreds * 100 + rest)
          add(`${head}und${tail}`, hundreds * 100 + rest)
        }
      }
    }
  }
  for (const [word = '', value] of EXTRA.split(' ').map((pair) => pair.split(':')))
    words.set(word, Number(value))
  return words
}

/** German numbers. */
export const NUMBERS_DE: NumberLexicon = {
  numerals: numerals(),
  tens: 'after_units',
  hundred: 'hundert',
  thousand: 'tausend eintausend',
  joiners: 'und',
  plurals:
    'nullen:0 einsen:1 einser:1 zweien:2 zweier:2 dreien:3 dreier:3 vieren:4 vierer:4 fünfen:5 fünfer:5 sechsen:6 sechser:6 siebenen:7 siebener:7 achten:8 achter:8 neunen:9 neuner:9 einzer:1',
  repeats:
    'doppel:2 doppelt:2 doppelte:2 doppelter:2 dopple:2 dobbel:2 double:2 zweifach:2 zweifache:2 dreifach:3 dreifache:3 tripel:3 triple:3 trippel:3 vierfach:4 vierfache:4',
  times: 'zweimal:2 dreimal:3 viermal:4 fünfmal:5 sechsmal:6 zwomal:2',
  timesWord: 'mal x',
  articles: 'die der das den dem eine ein ziffer zahl mal',
  homophones: 'o:0 oh:0 sex:6 frei:3 fier:4 einsn:1',
  articleNumerals: 'ein eine',
  quantities:
    'sekunden sekunde minuten minute stunden stunde uhr euro cent jahre jahren jahr tage tagen tag wochen woche monate monaten monat prozent nummern handys telefone kinder leute personen ziffern stellen zahlen sachen dinge möglichkeiten fragen tausend millionen grad kilometer meter stück seiten etage stock',
  moments: 'moment momentchen augenblick sekunde sekündchen minute minütchen nummer handynummer handy',
  marks: {
    neutral: `(einen|kleinen|nen)? (kleinen|kurzen)? (augenblick|momentchen) .., (warten|warte) sie .., und zwar, nicht wahr, ich muss nochmal .. (schauen|nachschauen|gucken), (bitte|ja)? entschuldigen sie (bitte)? die störung, wenn ich mich nicht irre, nicht vergessen, stimmt nicht wahr`,
    foreign: `(kundennummer|vertragsnummer|rechnungsnummer|auftragsnummer|bestellnummer|hausnummer|postleitzahl|plz|geburtsdatum|geboren|jahrgang|durchwahl|nebenstelle|kontonummer|iban|pin|aktenzeichen|vorgangsnummer|ticketnummer|mitgliedsnummer|versicherungsnummer|zählernummer|referenznummer|artikelnummer|seriennummer|personalnummer|steuernummer|zimmer|zimmernummer|apparat|bestellung|auftrag|rechnung|vertrag|ticket|festnetznummer|festnetz|faxnummer|fax) (nummer|ist|lautet|am|die|der|das|den|meine|unter)? (ist|die|der|das)?, (straße|strasse|weg|platz|gasse|allee)`,
    negated: `(nicht|net|ned|nöd) (mehr|auf|an|unter|mit|bei|hinten|vorne)? (die|der|das|den|dem|eine|ein)?, (anstatt|statt|anstelle|anstelle von|und nicht) (die|der|das|einer|eines|von)?`,
    repeated: `(ich|und|also|also ich|und ich)? (wiederhole|wiederhol|wiederholung) (nochmal|noch mal|noch einmal|es|die nummer|das|gerne|also|das nochmal)?, (also|und|ich sags|ich sage es|ich sage|hier|jetzt|dann|gern|gerne|zur sicherheit|zur kontrolle|das ganze|die nummer|ganze nummer)? (nochmal|nochmals|noch mal|noch einmal|noch ein mal|abermals) (langsam|die nummer|zur sicherheit|zum mitschreiben|das ganze|also|zur kontrolle|langsamer|komplett)?, in worten, das heißt also, zusammen, insgesamt, im ganzen, komplett, also komplett`,
    corrected: `(ach|oh|äh|ähm|nein|also|ne|nee|moment|halt|oh je|mist|sorry)? (nein|nee|nö|quatsch|blödsinn|falsch|stopp|stop|halt|unsinn|mist|verdammt|korrektur|korrigiere|verkehrt|ungültig) (nein|quatsch|falsch|warte|warten sie|moment|entschuldigung|sorry|halt|stimmt nicht|doch nicht|das war falsch|das ist falsch|ich meine|ich meinte|stopp|ich korrigiere|andersrum|anders|pardon)?, (das|die)? (war|ist|wäre|stimmt) (falsch|verkehrt|quatsch|nicht|nicht richtig|nicht korrekt|der falsche|die falsche|die alte|ja die alte|meine alte|meine alte nummer|blödsinn|ja nicht|gar nicht), (hab|habe|hatte|jetzt) (ich)? (mich|mi)? (vertan|versprochen|verzählt|verhaspelt|geirrt|vertippt|verlesen|verguckt|verdreht), (ich)? (habe|hab|bin) (mich)? (vertan|versprochen|verzählt|verhaspelt|geirrt|vertippt|verlesen|verguckt|durcheinander), (ich)? (fange|fang|beginne|starte) (nochmal|noch mal|noch einmal|von vorne|neu|von vorn)? (von vorne|von vorn|neu|an)? (an)?, (nochmal|noch mal|noch einmal|jetzt|also|bitte)? (alles)? von (vorne|vorn|anfang|anfang an), ganz von vorne, (neuer|neu) (versuch|anfang), sondern, vielmehr, besser gesagt, beziehungsweise, ich korrigiere (mich)?, (streichen|vergessen|löschen) sie (das|die)?, streich das, vergiss das, doch nicht, andersrum, umgekehrt, zurück, die neue (ist|lautet|nummer)?, meine neue (ist|lautet|nummer)?, jetzt ist (es|sie) die`,
    interrupted: `(oh|ach|ups|hoppla|tut mir leid|äh)? (sorry|entschuldigung|entschuldigen sie|entschuldige|verzeihung|pardon|tschuldigung|verzeihen sie|tut mir leid) (nein|falsch|ich meine|ich meinte|quatsch|es ist|es war)?, (moment|momentan) (mal|nein|falsch|stopp|quatsch)?, (ich)? (meine|meinte) (natürlich)?, ups, hoppla, wart (mal)?, warte (mal)?, ach (so|je|gott)?, oh je, oje, ach nee`,
    alternative: `(oder|alternativ|wahlweise) (auch|auf|unter|die|an|der)?, und (meine|die) (zweite|andere|private|geschäftliche|dienstliche|vom|von), und außerdem die`,
    plus: `plus, (ländervorwahl|landesvorwahl|ländercode|landeskennzahl|länderkennung|ländervorwahlnummer|landeskennung) (ist|lautet|die|also|von deutschland|für deutschland)? (die)? (plus)?, vorwahl (von|für) (deutschland|österreich|der schweiz|die schweiz|holland|niederlande|belgien|spanien|frankreich|england|italien|polen)`,
  },
  noNumber: `(weiß|weiss|wüsste) (ich|i|die|sie)? ... (nicht|net|ned|nöd), (weiß|weiss|kenne|kenn|hab|habe) ... (nummer|handynummer|telefonnummer) ... nicht, nicht ... (auswendig|im kopf|parat|dabei|zur hand|einfallen|eingefallen|bekannt), (auswendig|im kopf) ... nicht, (fällt|will) mir .. nicht ein, (habe|hab|besitze|gibt|nutze) ... (kein|keine|keinen) .. (handy|handynummer|mobiltelefon|mobilnummer|nummer|smartphone|telefon|andere|anderes|natel), (kein|keine|keinen) (handy|handynummer|mobiltelefon|smartphone|handys|natel), (habe|hab) (ich)? (leider|gar|auch)? (keins|keines|keine|nicht), keine ahnung, vergessen, nicht angeben, (nummer|die) (möchte|will|sag|gebe|geb) ich .. nicht .. (sagen|angeben|nennen|geben|verraten|raus)?, (möchte|will) ... nicht .. (sagen|angeben|nennen|geben|verraten|rausgeben)`,
  sameNumber: `(die|der|den|das|auf|an)? (gleiche|selbe|dieselbe|gleichen|selben|derselben|nämliche) ..., (diese|dieser|dieselbe|die aktuelle|die jetzige|die angezeigte) (nummer|handynummer|hier|rufnummer|telefonnummer), (die|der|nummer|dieser) ... (anrufe|anruf|telefoniere|spreche), ich ... (gerade|jetzt|hier) ... (anrufe|telefoniere|spreche), (die|diese) (hier|angezeigte|jetzige|aktuelle), (die|der|nummer) ... (angezeigt|display|sehen|anzeige), genau (die|diese), wie jetzt, die haben sie .. , (die|sie) (steht|sehen sie|haben sie) .. (doch|ja|schon|da)`,
}
