/** Close to a yes in their words and none in their meaning. */
export const NEIGHBOURS_ES = `
    Sí, dónde aprieto
    Sí, y quién me contesta
    Sí, qué tengo que decir
    Sí, busco al señor Panadero
    Bueno sí, mi nevera hace ruido
    Hay algún humano ahí
    Sí, no hay agua en mi casa
    Sí, es una cosa rara
    Bien, y cuánto tarda
    Sí sí, bla bla
    sí dígame
    sí, hola, soy Marta
    sí, buenas, llamo por mi factura
    sí, la impresora parpadea
    sí, mi internet no anda
    sí mire, resulta que
    sí, exacto, el técnico no vino
    sí, sí, sí, mi lavadora está rota
    sí, precisamente por eso llamo
    vale, pues mi contrato se acaba
    bueno, quería cambiar mi cita
    bueno, por fin contestan
    sí pero solo si es gratis
    sí pero cómo funciona
    sí, pero es seguro
    sí, si me dice quién es
    sí, si tuviera WhatsApp
    si tuviera un smartphone, sí
    sí, si supiera cómo
    voy conduciendo
    sí voy conduciendo
    estoy en una reunión
    ahora no puedo hablar
    vale, estoy en el trabajo
    bueno, no tengo tiempo
    sí no tengo tiempo
    porque estoy en el autobús
    si así es más rápido
    si es tan amable
    está seguro
    está usted seguro
    y es seguro
    eso es seguro
    seguro que es gratis
    de verdad
    y eso es gratis
    y luego qué
    y qué pasa después
    baja la música
    cierra la puerta
    vámonos ya
    sí cariño, ya voy
    sí mamá, ahora voy
    espere, llaman a la puerta
    no, está bien
    no, está bien así
    no, tranquilo
    no, no se preocupe
    no no, sigo aquí
    sí no, no sé
    sí, en teoría
    sí, quizás, ya veremos
    tengo que preguntarle a mi esposa
    eso lo decide mi jefe
    sí no le entendí
    cómo, por WhatsApp
    WhatsApp
    ¿por WhatsApp?
    mi WhatsApp no funciona
    mándeme a alguien
    mándeme el contrato
    mándenme un técnico
    pues qué bien, otra máquina
    genial, lo que me faltaba
    bien, cuándo viene el técnico
    claro, si no me cuesta nada
    me gustaría hablar con alguien
    sí, atención al cliente
    sí, páseme con ventas
    qué interesante
    esto es una broma
    correcto, eso dice mi factura
    sí, es el botón rojo
    sí, ya llamé ayer
    sí, ya lo hice
    claro, y quién es usted
    buen día hoy
    si no me importa
    si me dicen cuánto cuesta
    sí, quién es
    sí, y cuánto cuesta
    sí, tengo una pregunta
    sí, buenos días, soy la señora López
    sí, mi coche no arranca
    tengo una queja
    sí, llamo por la calefacción
    vale, y luego
    sí, necesito una cita
    espere que tengo que parar el coche
    sí, el aparato hace un ruido raro
    bien, puedo hablar con el encargado
    sí, muy bonito, y dónde está mi paquete
    sí, la luz sigue encendida
    sí, el técnico vino el lunes
    exacto, el martes a las tres
    correcto, la factura de marzo
    sí, está el señor Pérez
    y si no tengo WhatsApp
    puedo mandar fotos por ahí
    tienen mi número
    sí, sí, eso dicen todos`
