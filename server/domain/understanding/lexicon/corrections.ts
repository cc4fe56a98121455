import type { SpokenLanguage } from '../languages.ts'

/** What people say about a single place of a number that was read back to them; patterns as in `phrase-pattern.ts`. */
export interface CorrectionLexicon {
  /** The wrong digits follow, the right ones came before or come after them: "… statt …", "nicht … sondern …". */
  wrong: string
  /** The right digits follow the wrong ones: "sondern". */
  right: string
  end: string
  start: string
  lastButOne: string
  /** "die dritte Ziffer": the words for first to tenth, and those for the digit, of which one has to be there. */
  ordinals: string
  digitWord: string
  /** Before a digit, and not a digit then. */
  articles: string
}

export const CORRECTIONS: Readonly<Record<SpokenLanguage, CorrectionLexicon>> = {
  de: {
    wrong: `(anstatt|statt|anstelle|anstelle von|und nicht|nicht|kein|keine|keinen) (mit|auf|die|der|das|einer|eine|ein|von)?`,
    right: `sondern (mit|auf)?, (dafür|stattdessen), (durch|gegen) (eine|die|ein)?, (ist|war) (falsch|verkehrt|nicht richtig) .. (richtig ist|es muss|das muss|muss)?`,
    end: `(ganz)? (am ende|am schluss|zum schluss|hinten|zuletzt|hintendran|ganz hinten), (die|der|das)? (letzte|letzten|letzter|letztes) (beiden|zwei|drei|vier)? (ziffer|ziffern|zahl|zahlen|stelle|stellen)?, (endet|hört) .. (auf|mit)`,
    start: `(ganz)? (am anfang|zu beginn|vorne|vorn|zuerst|vorwahl), (die)? (ersten) (beiden|zwei|drei|vier)? (ziffern|zahlen|stellen)?, (beginnt|fängt) .. (mit|an mit)`,
    lastButOne: `(die|der|das)? (vorletzte|vorletzten|vorletzter|zweitletzte|zweitletzten) (ziffer|zahl|stelle)?`,
    ordinals: 'erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte',
    digitWord: 'ziffer zahl stelle',
    articles: 'ein eine einer die der das den',
  },
  en: {
    wrong: `(instead of|rather than|and not|not|isnt|as opposed to|in place of|change|replace|swap) (a|an|the)?`,
    right: `(but|with) (a|an|the)?, (to|into) (a|an|the), (is|was|thats) (wrong|incorrect|not right) .. (its|it should be|should be|it is)?`,
    end: `(at|in|right at) the end, (the)? last (one|two|three|four|couple of|few)? (digit|digits|number|numbers|figure|figures)?, (ends|ending|finishes) (in|with|on), (the)? final (digit|digits|number|one)`,
    start: `(at|in|from)? the (start|beginning|front), (the)? first (two|three|four|few) (digits|numbers|figures)?, (starts|begins|starting|beginning) (with|in), area code`,
    lastButOne: `(the)? (second to last|second from last|second last|last but one|next to last|penultimate) (digit|number|one|figure)?`,
    ordinals: 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth',
    digitWord: 'digit number figure one',
    articles: 'a an the',
  },
  nl: {
    wrong: `(in plaats van|en niet|niet|ipv|geen) (op|de|het|een)?`,
    right: `maar (wel)? (op|een|de|het)?, (moet|wordt) (zijn|een)?, (is|was) (fout|verkeerd|niet juist|niet goed) .. (het is|het moet|dat moet)?`,
    end: `(aan|op|bij)? (het|t)? (eind|einde|slot), achteraan, (de|het)? (laatste) (twee|drie|vier|paar)? (cijfer|cijfers|getal|getallen)?, (eindigt|eindigend) (op|met)`,
    start: `(in|aan) (het|t) begin, vooraan, (de)? eerste (twee|drie|vier) (cijfers|getallen)?, (begint|beginnend) met, netnummer`,
    lastButOne: `(de|het)? (voorlaatste|een na laatste|op een na laatste) (cijfer|getal)?`,
    ordinals: 'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde',
    digitWord: 'cijfer getal nummer',
    articles: 'een de het',
  },
  es: {
    wrong: `(en vez|en lugar) (de|del) (un|una|el|la)?, y no (un|una|el|la)?, no (es|son|era|eran|termina en|acaba en|hay)? (un|una|el|la)?, cambie (el|la|un)?`,
    right: `sino (que)? (es|son)? (un|una|el|la)?, (por) (un|una|el|la), (es|son) (un|una|el|la)?, (está|era) (mal|equivocado) .. (es)?`,
    end: `(al|en el) (final|último), (el|la|los|las)? (último|última|últimos|últimas) (dos|tres|cuatro)? (número|números|cifra|cifras|dígito|dígitos)? (es|son)?, (termina|acaba|terminado|acabado|finaliza) (en|con)`,
    start: `(al|en el) (principio|comienzo|inicio), (los|las)? (primeros|primeras) (dos|tres|cuatro)? (números|cifras|dígitos)?, (empieza|comienza|inicia) (por|con|en), prefijo`,
    lastButOne: `(el|la)? (penúltimo|penúltima|antepenultima) (número|cifra|dígito)? (es)?`,
    ordinals:
      'primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta sexto|sexta séptimo|séptima octavo|octava noveno|novena décimo|décima',
    digitWord: 'número cifra dígito',
    articles: 'un una el la',
  },
}
