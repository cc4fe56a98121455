import type { NumberLexicon } from './number-lexicon.ts'

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const TENS = 'twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90'
const EXTRA =
  'nought:0 naught:0 nil:0 ought:0 aught:0 zeero:0 cero:0 null:0 niner:9 fourty:40 ninty:90 thirdy:30 twenny:20 fife:5 tree:3 tutu:22 nine:9 sevn:7 fower:4'

function numerals(): Map<string, number> {
  const words = new Map(SMALL.split(' ').map((word, value) => [word, value] as const))
  const units = SMALL.split(' ').slice(1, 10)
  for (const [word = '', value] of `${TENS} ${EXTRA}`.split(' ').map((pair) => pair.split(':'))) {
    words.set(word, Number(value))
    // "fortysix" in one word; "forty-six" is two.
    if (Number(value) % 10 === 0 && Number(value) > 0) {
      for (const [index, unit] of units.entries()) words.set(`${word}${unit}`, Number(value) + index + 1)
    }
  }
  return words
}

/** English numbers. */
export const NUMBERS_EN: NumberLexicon = {
  numerals: numerals(),
  tens: 'before_units',
  hundred: 'hundred hundreds',
  thousand: 'thousand',
  joiners: 'and',
  plurals:
    'zeros:0 zeroes:0 ohs:0 os:0 noughts:0 nils:0 ones:1 twos:2 threes:3 fours:4 fives:5 sixes:6 sevens:7 eights:8 nines:9 naughts:0',
  repeats: 'double:2 dubble:2 doubles:2 twin:2 triple:3 treble:3 tripple:3 quadruple:4 quad:4 quadruble:4',
  times: 'twice:2 thrice:3',
  timesWord: 'times x time',
  articles: 'the a an of digit number figure letter',
  homophones:
    'o:0 oh:0 owe:0 ow:0 to:2 too:2 tu:2 tow:2 for:4 fore:4 ate:8 ait:8 won:1 wun:1 wan:1 sex:6 sicks:6 free:3 nein:9 fort:4 tooth:2',
  articleNumerals: 'one',
  quantities:
    'seconds second secs sec minutes minute mins min hours hour oclock pounds dollars euros cents years year days day weeks week months month percent numbers phones mobiles people kids digits things options questions miles million am pm',
  moments:
    'of i is that which with where on here more sim time person else way im second sec moment minute mo min tick number mobile phone line thing',
  marks: {
    neutral: `(hang|hold) on .., (just|wait)? (one|a) (second|sec|moment|minute|mo) .., no (problem|worries|trouble), like i said, right, not (sure|certain) .., (so|and|okay|ok) then, if im not (wrong|mistaken)`,
    foreign: `(customer|account|order|reference|invoice|policy|booking|contract|ticket|case|membership|serial|house|flat|apartment|room|reservation|client|employee|tracking|meter|national insurance|social security|fax|landline|home phone) (reference)? (number|no|id|code|line)? (is|its|was)? , (extension|ext|postcode|post code|zip|zip code|date of birth|dob|born|pin|sort code|iban|street|road|avenue|order|landline|invoice) (number|is|in|on|code)? (is)?`,
    negated: `(not|isnt|its not|and not|rather than|instead of|as opposed to|but not) (the|a|an|on|to)?`,
    repeated: `(and|so|ill|let me|i will|ill just|just to|i|and i|to)? (repeat|repeating|say that again|say it again|confirm|say again|read it back|recap) (that|it|again|the number|that again)?, (thats|that is|so thats|so that is|once|one more time|once more)? (again|once more|one more time), once again, (so|and) (thats|that is|its|all together) .. (again)?, all together, altogether, in full, the (whole|full) (number|thing) (is|again)?`,
    corrected: `(oh|ah|er|um|sorry|wait|hang on|oops|actually)? (no|nope|nah|wrong|scratch|correction|oops|whoops|rubbish|incorrect|strike|cancel|ignore|forget|delete) (no|wait|sorry|that|hang on|hold on|wrong|scratch that|its|thats wrong|i mean|actually|not that|it)? (sorry|wait|its|i mean|that)?, (thats|that is|that was|was|its|is)? (wrong|not right|incorrect|a mistake|my old|the old|my old number|my old one|the wrong one|the wrong number|not it), (let me|ill|i will|can i|lets) .. (start again|start over|try again|begin again|try that again|correct that|rephrase|do that again|redo that|start from scratch|start from the beginning), (start|starting) (again|over), starting (again|over), i (made|ve made) a mistake, (my|a|the) (mistake|bad|fault), i got (that|it) wrong, i messed (that|it)? up, make that, i (meant|misspoke|misread), from the (top|beginning|start), (but|the|my) new (one|number) (is)?, (or)? rather, i stand corrected, take that back, back up, but actually`,
    interrupted: `(oh|im|so|very|ah)? (sorry|apologies|pardon|excuse me|pardon me|i beg your pardon|beg pardon) (about that|i mean|its|no|thats)?, (wait|hang on|hold on|actually|i mean|let me see|er no) (a (second|minute|sec|moment))?, oh wait`,
    alternative: `(or|alternatively|otherwise|or else) (try|on|you can|its|maybe)?, and (my|the) (other|second|work|home|wifes) (one|number|mobile|phone)? (is)?`,
    plus: `plus, (country|international) (code|dialling code|prefix) (is|of)? (plus)?`,
  },
  noNumber: `(dont|do not|cant|cannot|couldnt|didnt|havent|can never|never) ... (know|remember|recall|tell|have|got|give|find|see|think of) ... (number|mobile|it|one|that|heart|head|cell|phone|cellphone|me|off)?, not .. (by heart|off by heart|off the top), forgotten, forgot, no idea, (no|without) (mobile|cell|cellphone|phone|smartphone|number), (rather|prefer) not .. (say|give|tell), (wont|not going to|dont want to) .. (say|give|tell|share), by heart`,
  sameNumber: `(the|this|thats|on the)? same (number|one|phone|mobile|as|line)? ..., (this|that|the current|my current) (very)? (number|one|phone|mobile|line) .., (the|its|its the)? (one|number|phone|mobile|line|that) (that)? (im|i am|i|ive been|were) (calling|ringing|phoning|on|using|speaking|called|rang) ..., (im|i am) (calling|ringing|phoning) (from|on|you) .., (this|that) one, where im calling from, what you (have|see), you (have|already have|should have|can see) (it|my number|the number) .., (comes|came|shows|showing) up .., current (number|one), the one you have`,
}
