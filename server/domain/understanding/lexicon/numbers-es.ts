import type { NumberLexicon } from './number-lexicon.ts'

const SMALL =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve'
const TENS = 'treinta:30 cuarenta:40 cincuenta:50 sesenta:60 setenta:70 ochenta:80 noventa:90'
const HUNDREDS =
  'cien:100 ciento:100 doscientos:200 trescientos:300 cuatrocientos:400 quinientos:500 seiscientos:600 setecientos:700 ochocientos:800 novecientos:900 docientos:200 trecientos:300 sietecientos:700 nuevecientos:900 cincocientos:500 seicientos:600'
const EXTRA =
  'zero:0 sero:0 un:1 una:1 treis:3 quatro:4 cuarto:4 sinco:5 sei:6 ceis:6 seys:6 ciete:7 nuebe:9 dies:10 onse:11 dose:12 trese:13 catorse:14 quinse:15 diesiseis:16 veintiun:21 ventiuno:21 ventidos:22 ventitres:23 venticuatro:24 venticinco:25 ventiseis:26 ventisiete:27 ventiocho:28 ventinueve:29 beinte:20 viente:20 trenta:30 quarenta:40 sincuenta:50 cinquenta:50 sesanta:60 nobenta:90 cerito:0'

function numerals(): Map<string, number> {
  const words = new Map(SMALL.split(' ').map((word, value) => [word, value] as const))
  const units = SMALL.split(' ').slice(1, 10)
  for (const [word = '', text] of `${TENS} ${HUNDREDS} ${EXTRA}`.split(' ').map((pair) => pair.split(':'))) {
    const value = Number(text)
    words.set(word, value)
    if (value >= 200 && value % 100 === 0) words.set(word.replace(/os$/, 'as'), value)
    if (value >= 30 && value < 100) {
      for (const [index, unit] of units.entries()) {
        for (const glue of ['y', 'i', '']) words.set(`${word}${glue}${unit}`, value + index + 1)
      }
    }
  }
  return words
}

/** Spanish numbers. */
export const NUMBERS_ES: NumberLexicon = {
  numerals: numerals(),
  tens: 'before_units',
  hundred: 'cientos',
  thousand: 'mil',
  joiners: 'y i e',
  plurals:
    'ceros:0 unos:1 doses:2 treses:3 cuatros:4 cincos:5 seises:6 sietes:7 ochos:8 nueves:9 ceritos:0 seros:0 cinquitos:5 dosis:2',
  repeats: 'doble:2 dobles:2 triple:3 tripe:3 cuádruple:4 dobl:2 double:2',
  times: '',
  timesWord: 'veces vez x',
  articles: 'el la los las un una número cifra dígito de al',
  homophones: 'oh:0 dio:2 trae:3 hoy:8',
  articleNumerals: 'un una',
  quantities:
    'segundos segundo minutos minuto horas hora euros pesos dólares céntimos años año días día semanas semana meses mes números teléfonos móviles celulares personas hijos cifras dígitos cosas preguntas millones grados kilómetros piso planta pies tonos',
  moments: 'momento momentito segundo segundito minuto minutito ratito número móvil celular teléfono otro',
  marks: {
    neutral: `(un)? (momento|momentito|segundo|segundito) .., (espere|espera) un (momento|segundo), a ver .., déjeme ver, no (hay|pasa) (problema|nada|de qué), no sé si .., más o menos, si no me equivoco`,
    foreign: `(número|numero|código|codigo|referencia|clave|cuenta) (de|del) (cliente|pedido|factura|contrato|póliza|referencia|cuenta|reserva|orden|expediente|socio|ticket|casa|guía|serie|medidor|empleado|seguro|fax|fijo|incidencia) .. (es|el)?, (código|codigo) postal (es|el)?, (extensión|interno|anexo|dni|nie|nif|rfc|curp|cédula|nací|nacido|nacida|iban|pin|pedido|factura|expediente|contrato|cliente|calle|avenida|portal|habitación|fijo|teléfono fijo|fax) (número|es|el|en|es el)? (es|el)?`,
    negated: `(y no|en vez de|en lugar de|no es|no era|no el|no la|no los|pero no) (el|la|al|un|los|en)?`,
    repeated: `(y|lo|le|te|se lo|te lo|os lo|voy a|y lo)? (repito|repetir|repetirlo|repetírselo|vuelvo a decir|vuelvo a repetir) (el|lo|la|número|otra vez)? (número)?, (otra|una) vez (más)?, de nuevo, nuevamente, (o sea|es decir) (que)?, (todo)? (junto|completo|seguido), en total, resumiendo, recapitulando, el (número)? completo (es)?`,
    corrected: `(ay|ah|uy|eh|oh|bueno|perdón|espere|espera|huy|pero)? (no|mal|miento|mentira|corrijo|rectifico|error|corrección|borre|borra|olvide|olvídelo|falso|tache|tacha|anule|incorrecto|equivocado) (no|perdón|perdone|disculpe|espere|espera|perdona|es|mal|mentira|así no|miento|ese no|era|me he equivocado|me equivoqué|que|eso no|disculpa|quiero decir|digo|eso)? (perdón|es|espere|espera|perdona|digo|disculpe|eso)?, (me)? (he|había|estoy) (equivocado|confundido|liado|equivocando|confundiendo|hecho un lío), me (equivoqué|confundí|equivoco|lié|confundo|trabé|he liado|he equivocado|he confundido), (está|eso está|lo he dicho|lo dije|eso es|era) (mal|incorrecto|equivocado|erróneo|al revés), ese (era|es) el (viejo|antiguo|anterior|malo), (es|era|este es|ese es)? (mi|el) número (viejo|antiguo|anterior), (empiezo|empezamos|comienzo|vuelvo a empezar|voy a empezar|empecemos|vuelvo|empezando|iniciamos) (de nuevo|otra vez|desde el principio|a empezar|de cero|desde cero)?, (desde|de) (el principio|cero otra vez|nuevo empiezo), quiero decir, mejor dicho, al revés, sino, el nuevo es, (mi|el) número nuevo es, ahora es`,
    interrupted: `(ay|uy|oh|ah|huy)? (perdón|perdone|perdona|disculpe|disculpa|lo siento|disculpen|espera|espere|espérate|espérese|digo) (digo|es|que)?, uy, ups, huy, ay`,
    alternative: `(o|u|o si no|o bien|o también|si no) (al|el|en el|en|este|a)?, y (mi|el) (otro|segundo|fijo|del trabajo) (es|número)? (es)?`,
    plus: `(más|mas|signo más|plus|símbolo más), (prefijo|código|codigo|lada) (internacional|del país|de país|país|de españa|de méxico|de argentina|de colombia|de alemania) (es|el)? (más|mas)?, con el (más|mas)`,
  },
  noNumber: `no ... (sé|se|acuerdo|recuerdo|conozco) ... (memoria|número|el mío|ahora|bien)?, no me .. (sé|se|acuerdo|viene|sale|lo sé|la sé|recuerdo) .., no .. tengo ... (móvil|celular|teléfono|número|smartphone|cel|a mano|memorizado|ninguno|otro), (ni|no tengo) idea, de memoria no, se me (ha)? (olvidó|olvidado|fue|ha ido), olvidé, no (lo|la)? (quiero|voy a|puedo|pienso|deseo) .. (dar|decir|darlo|decirlo|facilitar|compartir), prefiero no (dar|decir|darlo|decirlo), sin (móvil|celular|teléfono)`,
  sameNumber: `(el|este|ese|al|a|en|por el|por este|éste|a este)? (mismo|mismito) ..., (este|ese|éste|ése|el actual|mi) (número|móvil|teléfono|celular|cel|que) (actual|de ahora|mismo|desde|que) .., (este|ese|éste) (número|teléfono|móvil|celular) .., (el|del|desde el|al|con el|en el) (número)? (que|donde|cual) .. (le|te|estoy|les|me|os)? (llamo|llamando|llamé|hablo|hablando|marco|marcando) .., (desde)? (donde|el que) .. (llamo|llamando|estoy llamando|hablo) .., el que (sale|aparece|ve|ven|tiene|tienen|ves) .., ya (lo|la) (tiene|tienen|tienes|ve) .., (a|en) (este|ese)`,
}
