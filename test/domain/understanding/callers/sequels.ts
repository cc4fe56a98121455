import type { SpokenLanguage } from '../../../../server/domain/understanding/languages.ts'

/** Sentences to be said after a yes, one per line. */
interface Sequels {
  /** How people begin an answer, and how they begin to tell what they call about. */
  beginnings: string
  /** What they call about: no yes, however it begins. */
  stories: string
  /** Why they say yes. */
  reasons: string
}

export const SEQUELS: Readonly<Record<SpokenLanguage, Sequels>> = {
  de: {
    beginnings: `
      ja
      ja,
      ja genau
      ja gut
      okay
      okay,
      gerne
      super
      ja klar,
      ja ja,
      na gut
      ja hallo
      ja bitte
      ja richtig,
      ja super,
      also ja,
      gut,`,
    stories: `
      mein Fernseher bleibt schwarz
      der Fahrer hat das Päckchen beim Nachbarn abgegeben
      ich habe gestern schon mit Ihrer Kollegin telefoniert
      die Heizung wird nicht warm
      ich soll mich bei Ihnen melden
      da stand was von einer Mahnung im Brief
      ich möchte wissen wann der Monteur kommt
      es geht um den Zähler im Keller
      ich hab hier einen Brief von Ihnen bekommen
      wir haben seit heute Morgen keinen Strom
      meine Tochter hat bei Ihnen bestellt
      ich müsste mal meine Adresse ändern
      das Angebot war mir zu teuer
      wann haben Sie denn geöffnet
      ich wollte mich beschweren
      bei uns tropft der Wasserhahn
      Sie haben mich eben angerufen
      ich habe eine Kundennummer
      haben Sie noch Termine frei
      ich würde gern zwei Karten für Samstag bestellen
      man hat mir gesagt ich soll hier anrufen
      ich brauche eine neue Chipkarte
      das Gerät ist erst zwei Monate alt
      ich komme am Freitag vorbei
      ich kann mich nicht einloggen
      das Passwort stimmt nicht
      ist da die Werkstatt
      wo finde ich Ihre Öffnungszeiten
      hier ist Familie Krause
      ich warte auf meinen Techniker`,
    reasons: `
      weil ich gleich in einen Termin muss
      weil ich auf der Arbeit bin
      weil ich grad Auto fahre
      weil ich hier nicht laut reden kann
      weil das für mich einfacher ist
      denn ich hab keine Zeit zu warten
      ich will nämlich nicht ewig in der Schleife hängen
      dann hab ich die Nummer gleich schriftlich
      wenn das für Sie okay ist
      wenn es keine Umstände macht
      wenn das möglich wäre
      wenn Ihnen das lieber ist`,
  },
  en: {
    beginnings: `
      yes
      yes,
      yeah right
      okay
      okay,
      sure
      great
      yes of course
      yeah yeah
      well yes
      yes hello
      yes please
      right,
      yeah great,
      good,
      fine,`,
    stories: `
      my telly's gone blank
      the driver left the box next door
      I spoke to your colleague yesterday
      the radiators won't warm up
      I was told to ring you
      there was something about a reminder in the letter
      I want to know when the fitter's coming
      it's to do with the meter in the cellar
      I've had a letter from you
      we've had no power since this morning
      my daughter ordered from you
      I need to change my address
      the quote was too high
      what are your opening hours
      I'd like to complain
      our tap is dripping
      you just rang me
      I have a customer number
      have you any slots left
      I'd like two tickets for Saturday
      somebody told me to call this number
      I need a new card
      it's only two months old
      I'll come by on Friday
      I can't log in
      the password's wrong
      is that the garage
      where do I find your prices
      this is the Smith family
      I'm waiting for my technician`,
    reasons: `
      because I'm about to go into a meeting
      because I'm at the office
      because I'm driving
      because I can't speak loudly here
      because that's easier for me
      as I don't have time to wait
      I don't want to wait on hold forever
      then I've got the number in writing
      if that's okay with you
      if it's not a hassle
      if that's possible
      if you'd prefer that`,
  },
  nl: {
    beginnings: `
      ja
      ja,
      ja precies
      ja goed
      oké
      oké,
      graag
      fijn
      ja natuurlijk,
      ja ja,
      nou goed
      ja hallo
      ja graag
      ja klopt,
      prima,
      goed,`,
    stories: `
      mijn televisie blijft zwart
      de bezorger heeft het doosje bij de buren afgegeven
      ik heb gisteren al met uw collega gesproken
      de radiatoren worden niet warm
      ik moest u bellen
      er stond iets over een aanmaning in de brief
      ik wil weten wanneer de monteur komt
      het gaat om de meter in de kelder
      ik heb een brief van u gekregen
      we zitten sinds vanmorgen zonder stroom
      mijn dochter heeft bij u besteld
      ik moet mijn adres wijzigen
      de offerte was te duur
      wanneer bent u open
      ik wil een klacht indienen
      bij ons lekt de kraan
      u heeft me net gebeld
      ik heb een klantnummer
      heeft u nog plekken vrij
      ik wil graag twee kaartjes voor zaterdag
      ze zeiden dat ik dit nummer moest bellen
      ik heb een nieuwe pas nodig
      het is pas twee maanden oud
      ik kom vrijdag langs
      ik kan niet inloggen
      het wachtwoord klopt niet
      is dat de garage
      waar vind ik uw prijzen
      u spreekt met de familie Smit
      ik wacht op de monteur`,
    reasons: `
      want ik moet zo een vergadering in
      want ik ben op het werk
      omdat ik aan het rijden ben
      omdat ik hier niet hard kan praten
      want dat is voor mij makkelijker
      want ik heb geen tijd om te wachten
      ik wil niet eeuwig in de wacht staan
      dan heb ik het op papier
      als dat voor u goed is
      als het geen moeite is
      als dat zou kunnen
      als u dat liever heeft`,
  },
  es: {
    beginnings: `
      sí
      sí,
      sí exacto
      bueno
      bueno,
      vale
      claro
      perfecto
      sí claro,
      sí sí,
      pues sí
      sí hola
      sí por favor
      correcto,
      genial,
      bien,
      si`,
    stories: `
      la tele se queda en negro
      el repartidor dejó la caja en el portal
      ayer hablé con su compañera
      los radiadores no calientan
      me dijeron que llamara
      en la carta ponía algo de un aviso
      quiero saber cuándo viene el técnico
      es por el contador del sótano
      me ha llegado una carta de ustedes
      estamos sin luz desde esta mañana
      mi hija hizo un pedido
      tengo que cambiar mi dirección
      el presupuesto era muy caro
      qué horario tienen
      quiero poner una reclamación
      nos gotea el grifo
      me acaban de llamar
      tengo número de cliente
      les quedan citas libres
      quería dos entradas para el sábado
      me han dicho que llame a este número
      necesito una tarjeta nueva
      sólo tiene dos meses
      paso el viernes
      no puedo entrar en mi cuenta
      la contraseña está mal
      es ahí el taller
      dónde veo los precios
      le llama la familia Gómez
      estoy esperando al técnico`,
    reasons: `
      porque tengo que entrar a una reunión
      porque estoy en la oficina
      porque voy conduciendo
      porque aquí no puedo hablar alto
      porque para mí es más fácil
      que no tengo tiempo para esperar
      no quiero estar esperando todo el día
      así tengo el número por escrito
      si le parece bien
      si no es problema
      si fuera posible
      si usted lo prefiere`,
  },
}
