import type { Callers } from './callers.ts'
import { NEIGHBOURS_ES } from './neighbours-es.ts'

/** Spanish of Spain, Mexico, the Andes and the River Plate. */
export const CALLERS_ES: Callers = {
  yes: `
    Sí, es lo más fácil
    Claro, escríbame cuando quiera
    Sí, se lo agradecería
    Ok sí, cambiemos
    Sí, ya tiene mi número, adelante
    Sí, está chévere
    Sí, siga por ahí
    Sí, ningún problema
    Sí, tengo WhatsApp en este número
    Por favor, gracias, sí
    Sí, por qué no, estoy en el tráfico
    Claro, así es más fácil
    sí porque estoy en el trabajo
    sí, que ahora no puedo hablar
    sí por favor, voy manejando
    sí, es que estoy en una reunión
    sí claro, que se me acaba la batería
    sí porque no tengo tiempo de esperar
    sí, así no tengo que esperar
    sí, así lo leo luego con calma
    vale, así lo tengo por escrito
    sí, me ahorro la espera
    sí, si es tan amable
    sí, si no le importa
    si no es mucha molestia, sí por favor
    sí, si es más fácil para usted
    si así es más rápido, pues sí
    por WhatsApp me queda mejor
    prefiero WhatsApp, la verdad
    a mí me va mejor por WhatsApp
    me es más cómodo por WhatsApp
    mejor WhatsApp, sí
    mucho mejor por WhatsApp
    me resulta más cómodo
    me viene de maravilla
    me viene fenomenal
    me parece muy buena idea
    me parece muy bien
    escríbanme por ahí
    escríbame por WhatsApp nomás
    mándemelo a este número
    mándelo por ahí
    envíemelo por ahí, gracias
    pásemelo por WhatsApp
    me lo puede mandar por ahí
    puede escribirme por ahí
    puede mandármelo aquí
    me puede contactar por ahí
    sigamos por ahí
    seguimos por ahí, vale
    pues hagámoslo así
    hagámosle
    no, no, adelante, me parece perfecto
    no, por mí no hay problema
    no hay ningún inconveniente por mi parte
    no le veo inconveniente
    no veo ningún problema
    yo no tengo inconveniente
    no me molesta para nada
    no, claro que no me importa, adelante
    cómo le voy a decir que no
    no, digo sí
    no, perdón, quise decir sí
    ay no, espere, sí, sí
    sipi
    sí, cómo no
    ya pues, dale
    ya, po, mándelo
    dale, che, mandalo
    va, mándemelo
    sale pues
    listo, envíemelo
    hágale, pues
    de una, parce
    arre, mándalo
    claro que sí, señorita
    pues claro, hombre
    sí hombre, sí
    venga, pues sí
    que sí, que sí
    por mí estupendo
    por mi parte perfecto
    encantada de la vida
    cuando quiera, sí
    sí, a mi celular, este mismo
    sí, este es mi número
    sí, en este tengo WhatsApp
    si claro por supuesto
    pues si, esta bien
    sí, haga eso, por favor
    claro, mándeme el mensaje
    sí, me parece práctico
    vale, pues lo hacemos así
    sí por favor, estoy en la calle
    sí, mándeme un mensajito
    perfecto, escríbame
    sí, como no
    me parece bien, sí
    pues sí, me viene bien
    sí, está perfecto
    sí, no tengo problema
    claro, mándelo
    sí, a este número está bien
    sí, ese es mi número
    adelante, por favor
    está bien, sí
    de acuerdo, sigamos por WhatsApp
    acepto, gracias
    sí, que no tengo ganas de esperar
    órale, sí
    sí, ándele pues
    dale, mandame
    bueno, dale
    sí, porfa
    sí, sería estupendo
    con mucho gusto, sí
    es buena idea
    sí, podemos hacer eso
    estoy de acuerdo
    sí está bien, gracias
    ah sí, por favor
    me encantaría, sí
    yo sí quiero
    Sería genial
    Sí, mándelo a mi celular
    Prefiero por WhatsApp
    WhatsApp por favor
    Entonces por WhatsApp
    Me quedo con WhatsApp
    Sí, mande nomás
    Sí, puede hacerlo así
    Sí, el número es correcto
    Estoy a favor
    Está perfecto, adelante
    Sí bueno, mándelo
    Suena bien
    Sí, desde luego
    Ningún problema, escríbame
    Claro, me da lo mismo, adelante
    Sí, eso quiero
    Sí, puede hacer eso`,
  no: `
    Prefiero seguir hablando aquí
    No quiero mensajes
    Es un teléfono del trabajo, así que no
    No lo tengo aquí
    No me gusta escribir
    No, mejor llámeme
    Por carta, por favor
    Hoy no, lo siento
    Sí, pero al número de mi oficina
    de eso ni hablar
    de eso nada, monada
    ni pensarlo
    ni por asomo
    ni de chiste
    eso ni en sueños
    a mí no me va eso
    eso no va conmigo
    no me convence
    no lo veo claro, mejor no
    no me fío de eso
    no soy de WhatsApp
    no me gusta el WhatsApp
    paso, gracias
    ahora no, gracias
    no, por ahora no
    no, ahora mismo no
    no hace falta, gracias
    no, déjelo
    no, déjelo así
    mejor lo dejamos
    que no, hombre, que no
    pues va a ser que no
    no señorita, gracias
    no, mi amor, no
    nanay
    prefiero que me llamen
    prefiero que me llame usted
    mejor llámame
    mejor me llaman ustedes
    prefiero una llamada
    prefiero esperar en línea
    prefiero hablar con alguien, no
    mejor por correo
    mándeme un correo
    mándemelo al correo electrónico
    prefiero un mensaje de texto
    lo prefiero por mail
    ya no tengo WhatsApp
    borré el WhatsApp
    he desinstalado WhatsApp
    me quité el WhatsApp
    mi teléfono es de los de antes, sin WhatsApp
    este móvil no es mío
    este teléfono es prestado
    me han prestado este móvil
    el celular es de mi hermana
    este es el teléfono de mi vecino
    le llamo desde una cabina
    le hablo desde el teléfono de la casa, es fijo
    sí, pero en mi otro celular
    claro, pero no en este número
    vale, solo que a otro número
    bueno, pero al de mi esposa
    sí, bueno, no, mejor no
    sí, aunque este no es mi teléfono
    no, prefiero llamar
    no, déjelo estar
    no quiero eso
    no me hace falta
    no, no tengo WhatsApp ahí
    de ninguna manera
    no, mejor por correo
    solo uso Telegram
    esto es un fijo
    es el número de mi marido
    no, en este teléfono no
    no gracias, no es necesario
    la verdad que no
    mejor no, gracias
    no se puede, no tengo WhatsApp
    sí, pero a mi otro número
    no, no me gusta eso
    prefiero hablar con una persona, no
    eso no me gusta
    no, para nada
    prefiero seguir por teléfono
    este es el teléfono de la empresa
    no, muchas gracias
    no lo creo
    yo no quiero
    Ay no
    No, eso no es para mí
    No tengo ganas de eso
    No quiero nada por escrito
    No tengo ni celular
    Este celular es del trabajo
    Aquí solo tengo un fijo
    No me manejo con WhatsApp
    Nunca uso WhatsApp
    Prefiero que me llamen por teléfono
    No, un SMS por favor
    Por WhatsApp no, por favor
    Prefiero esperar
    Sí, pero ese número no es mío
    No, otro número por favor`,
  neighbours: NEIGHBOURS_ES,
}
