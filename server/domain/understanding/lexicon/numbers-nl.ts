import type { NumberLexicon } from './number-lexicon.ts'

const UNITS = ['', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen']
const TEENS = 'tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien'.split(' ')
const TENS = '_ _ twintig dertig veertig vijftig zestig zeventig tachtig negentig'.split(' ')

/** As recognisers and dialects write them. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/zeven/, 'zeuven'],
  [/eeen/, 'een'],
  [/ieen/, 'ien'],
  [/achttien/, 'achtien'],
  [/vijf/, 'fijf'],
  [/zestig/, 'sestig'],
  [/zeventig/, 'seventig'],
  [/honderd/, 'hondert'],
]

const EXTRA =
  'nul:0 null:0 zero:0 nulletje:0 een:1 eentje:1 ene:1 één:1 twee:2 tweetje:2 twe:2 drie:3 drij:3 vier:4 vijve:5 vijf:5 zes:6 zesse:6 ses:6 zeven:7 zeuven:7 seven:7 acht:8 negen:9 neugen:9 nege:9 tien:10 twalf:12 elve:11'

function belowHundred(value: number): string {
  const unit = value % 10
  if (value < 10) return UNITS[value] ?? ''
  if (value < 20) return TEENS[unit] ?? ''
  const tens = TENS[(value - unit) / 10] ?? ''
  return unit === 0 ? tens : `${UNITS[unit]}en${tens}`
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
  for (let value = 1; value < 100; value += 1) add(belowHundred(value), value)
  for (let hundreds = 1; hundreds < 10; hundreds += 1) {
    for (const head of hundreds === 1 ? ['honderd', 'eenhonderd'] : [`${UNITS[hundreds]}honderd`]) {
      add(head, hundreds * 100)
      for (let rest = 1; rest < 100; rest += 1) {
        add(`${head}${belowHundred(rest)}`, hundreds * 100 + rest)
        add(`${head}en${belowHundred(rest)}`, hundreds * 100 + rest)
      }
    }
  }
  for (const [word = '', value] of EXTRA.normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .split(' ')
    .map((pair) => pair.split(':'))) {
    words.set(word, Number(value))
  }
  return words
}

/** Dutch numbers. */
export const NUMBERS_NL: NumberLexicon = {
  numerals: numerals(),
  tens: 'after_units',
  hundred: 'honderd',
  thousand: 'duizend',
  joiners: 'en',
  plurals:
    'nullen:0 enen:1 eenen:1 tweeën:2 tweeen:2 tweetjes:2 drieën:3 drieen:3 vieren:4 vijven:5 zessen:6 zevens:7 achten:8 negens:9 nulletjes:0 eentjes:1',
  repeats:
    'dubbel:2 dubbele:2 dubbel:2 dobbel:2 double:2 driedubbel:3 driedubbele:3 drievoudig:3 triple:3 tripel:3 tripple:3 vierdubbel:4',
  times: 'tweemaal:2 driemaal:3 viermaal:4 vijfmaal:5',
  timesWord: 'keer maal x keren',
  articles: 'de het een t n cijfer getal',
  homophones: 'o:0 oh:0 sex:6 tree:3 for:4 fier:4',
  articleNumerals: 'een ene',
  quantities:
    'seconden seconde secondes minuten minuut uur uren euro cent jaar jaren dagen dag weken week maanden maand procent nummers telefoons kinderen mensen cijfers dingen vragen miljoen tellen kilometer etage verdieping',
  moments:
    'moment momentje momenteke seconde secondje ogenblik ogenblikje minuut minuutje tel nummer mobiel gsm ander andere toestel telefoon',
  marks: {
    neutral: `(een|n)? (momentje|moment|ogenblikje|ogenblik) (hoor|graag|alstublieft)?, (even|effe|eens) (kijken|wachten|zoeken|denken|zien), niet waar, en dan (nog)?, als ik me niet vergis`,
    foreign: `(klantnummer|ordernummer|bestelnummer|factuurnummer|huisnummer|postcode|geboortedatum|geboren|toestelnummer|doorkiesnummer|rekeningnummer|iban|pincode|dossiernummer|referentienummer|referentie|contractnummer|lidnummer|polisnummer|meternummer|ticketnummer|zaaknummer|reserveringsnummer|kamer|kamernummer|bestelling|factuur|order|faxnummer|fax|toestel|vaste nummer|vast nummer|vaste lijn|bsn) (nummer|is|op|het|de|van)? (is)?, (straat|laan|weg|plein|steenweg)`,
    negated: `(niet|nie) (op|aan|via)? (de|het|die|dat|een)?, (in plaats van|en niet|ipv|maar niet) (de|het|een)?`,
    repeated: `(ik|en|dus|ik zal|en ik|zal ik)? (herhaal|herhaal het|herhalen|zeg het) (nog|het|even|nog even|nog een keer|nog eens|dat)? (nog een keer|nog eens|nogmaals)?, (nog|dus nog|en nog) (een keer|eens|ne keer|een maal|eenmaal), nogmaals, opnieuw, (alles|allemaal)? bij elkaar, compleet, volledig, in totaal, voluit, helemaal dus, ter controle, voor de zekerheid`,
    corrected: `(oh|ah|eh|o|ach|wacht|sorry|maar|oei|oeps)? (nee|neen|neeje|nope|fout|verkeerd|stop|correctie|onzin|ho|mis|foutief|herstel|verbetering|corrigeer) (nee|wacht|sorry|fout|hoor|toch niet|verkeerd|ik bedoel|niet|dat klopt niet|stop|momentje|het is|dat is fout)? (sorry|het is|wacht|ik bedoel)?, (dat|dit|het|die)? (is|was|klopt|klopte) (fout|verkeerd|niet|niet goed|niet juist|niet correct|mis|mijn oude|mijn oude nummer|het oude|het oude nummer), (ik)? (heb|had|ben) (me|mij)? (vergist|versproken|verteld|verkeerd gezegd|in de war|verkeken|verlezen), ik vergis (me|mij), (ik)? begin (opnieuw|even opnieuw|nog een keer|overnieuw|terug|van voren af aan|van voor af aan), (even|nog een keer|nog eens)? (opnieuw beginnen|van voren af aan|van voor af aan|overnieuw|vanaf het begin), toch niet, ofwel beter, beter gezegd, vergeet (dat|het|die)?, schrap (dat|die), andersom, het nieuwe (nummer)? (is)?, mijn nieuwe (nummer)? (is)?`,
    interrupted: `(oh|ah|o|eh|oei)? (sorry|pardon|excuseer|excuus|neem me niet kwalijk|oeps|oei|wacht|wacht even|wacht eens) (even|ik bedoel|nee|het is|hoor)?, ik bedoel, bedoel ik, bedoelde ik, ik bedoelde, (dat)? moet (het)? (zijn|wezen), (of)? beter gezegd, wacht, oh jee, ach`,
    alternative: `(of|ofwel|anders|of anders|eventueel) (op|ook|het|de|naar)?, en mijn (andere|tweede|vaste|werk) (nummer)? (is)?`,
    plus: `plus, (landnummer|landcode|landencode|landennummer|landkengetal|internationale code|landprefix) (is|van nederland|nederland|belgie|voor nederland|van belgie)? (plus)?`,
  },
  noNumber: `(weet|ken|onthou|herinner) ... (niet|nie), niet ... (uit mijn hoofd|uit het hoofd|van buiten|bij de hand|vanbuiten|paraat), (uit mijn hoofd|vanbuiten) ... niet, (heb|bezit|is er|gebruik) ... geen .. (mobiel|gsm|mobieltje|telefoon|nummer|smartphone|mobiele|ander), geen (mobiel|gsm|mobieltje|smartphone|nummer|mobiele telefoon|mobiele nummer|mobiel nummer), (heb|gebruik) ik .. niet, geen idee, vergeten, kwijt, (wil|geef) ... niet .. (geven|zeggen|doorgeven|delen|kwijt)`,
  sameNumber: `(het|dit|t|op|naar|op het|naar het|gewoon)? (zelfde|hetzelfde|dezelfde|eigenste) ..., (dit|deze|dat|het huidige|mijn huidige) (nummer|telefoon|gsm|mobiel|lijn|toestel|hier) .., (waarmee|waarvan|waarvandaan|waar|waarop|waarvanaf) (ik|u) ... (bel|belt|mee bel|aan het bellen|vandaan bel|spreek|mee), gewoon (dit|deze|die|hier|hierop), het nummer .. (dat u ziet|dat u heeft|in beeld|in uw scherm), (u|je) (heeft|hebt|ziet|heb) (het|mijn nummer|hem) .. (al|toch)`,
}
