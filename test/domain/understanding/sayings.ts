import type { Intent } from '../../../server/domain/understanding/answer.ts'
import type { SpokenLanguage } from '../../../server/domain/understanding/languages.ts'

/** Answers to "Shall we go on by WhatsApp, at the number you are calling from?", one per line. */
interface Sayings {
  yes: string
  no: string
  unclear: string
  /** People may argue whether it is a no or unclear, but it is no yes. */
  notYes: string
}

export const SAYINGS: Readonly<Record<SpokenLanguage, Sayings>> = {
  de: {
    yes: `
      Ja klar, schicken Sie mir das
      ja das können wir so machen
      jo passt scho
      ja freilich
      eh klar
      na gut, meinetwegen
      ja okay dann machen wir das so
      klingt gut
      ja gerne über WhatsApp
      ja natürlich, sehr gerne sogar
      ist mir recht
      ich habe nichts dagegen einzuwenden
      nee, hab ich nichts dagegen
      nein, kein Problem
      nein nein, das ist kein Problem, machen Sie ruhig
      warum eigentlich nicht
      wieso nicht
      ohne weiteres
      ja auf die Nummer von der ich gerade anrufe
      ja das ist meine Nummer
      ja an diese Nummer bitte
      ja bitte an diese Handynummer
      die Nummer stimmt
      ja stimmt genau
      ja mach mal
      dann mal los
      super, danke
      perfekt, ja
      okay ja von mir aus gerne
      ich wäre einverstanden
      da bin ich einverstanden
      das geht in Ordnung
      geht klar Chef
      ja sicher, warum denn nicht
      Ja, WhatsApp ist gut.
      lieber WhatsApp
      ja WhatsApp passt mir gut
      können Sie gerne machen
      ja das wäre toll
      ja das wäre super lieb von Ihnen
      jep
      joa, warum nicht
      mhm
      Mhm, ja.
      äh ja genau
      also äh ja gut okay
      na sicher
      ja, isch guet
      das wär fein
      ja eh
      gerne doch
      ja bitte schicken Sie mir eine Nachricht
      ja ich bin einverstanden
      eins
      Taste eins
      ich sage ja
      ich sag mal ja
      Ja, unter dieser Nummer bin ich erreichbar.
      hallo ja gerne
      guten Tag, ja das können wir machen
      nein äh doch ja gerne
      nein Moment doch, ja bitte
      nein, ach doch, machen Sie ruhig
      ja genau auf dieses Handy
      einverstanden
      ja ist okay
      jawoll machen wir
      von meiner Seite spricht nichts dagegen
      ja, wenn das möglich ist
      ja gerne wenn es geht
      ja tun Sie das
      ja machen Sie mal
      gut, einverstanden
      alles klar, machen wir
      das stimmt
      ja korrekt
      ja, aber gerne doch
      aber ja
      aber sicher doch
      aber natürlich
      ja aber natürlich
      Ja, das passt mir gut
      Na klar doch
      Logo
      Läuft
      Jo, mach ma
      Passt eh
      Bassd scho
      Ja eh, schick's her
      Isch in Ordnung
      Joo isch guet
      Ja sehr gärn
      Ja voll gern
      Find ich super
      Das fänd ich gut
      Das fände ich toll
      Das hört sich gut an
      Ich bitte darum
      Ja, ich bitte darum
      Können wir so machen
      Kein Ding
      Kein Thema
      Von mir aus kein Problem
      Spricht nix dagegen
      Ich wüsste nicht, was dagegen spricht
      Ich wüsste nicht warum nicht
      Nichts spricht dagegen
      Da hätte ich nichts dagegen
      Macht mir nichts aus
      Ich hätte kein Problem damit
      Ja das ist richtig so
      Ja die Nummer ist richtig
      Ja diese Nummer ist okay
      Nehmen Sie diese Nummer
      Ja, nehmen Sie die
      Die Nummer passt
      Die können Sie nehmen
      Genau diese Nummer
      Ja mit dieser Nummer
      Ja auf dem Handy
      Ja schreiben Sie mir auf WhatsApp
      WhatsApp ist super
      Wenn's geht gerne
      Gern, wenn möglich
      Ähm, ja, doch, gerne
      Hm, ja, gut
      Na ja, okay, gut
      Ach ja, gerne
      Oh ja, bitte
      Ja ja ja
      jaaa
      Jaaa gerne
      Ja, danke
      ja danke schön
      Gerne, danke
      Okay danke
      Ja, vielen Dank
      Alles klar
      Ja, bestätige ich
      Bestätigt
      Ja, ich stimme zu
      Ich stimme dem zu
      Das ist korrekt
      Das ist mein Handy
      Genau, das ist meine
      ja das ist die richtige
      Ja, das ist sie
      Entschuldigung, ja
      Sorry, ja bitte
      Ja ich hab WhatsApp
      selbstverständlich gerne
      Wunderbar
      Ausgezeichnet
      nein, Entschuldigung, ja
      Ach wissen Sie, ich sitze grad im Zug, da wäre WhatsApp wirklich besser, also ja
      Na endlich mal was Praktisches, ja, machen Sie das
      nein nein, das stört mich gar nicht, schicken Sie ruhig
      joa können wir schon machen
      Ja, wenn das schneller geht, gerne
      ja also meinetwegen können wir das so machen
      ja dann schicken Sie mir das halt auf WhatsApp
      ach so, ja, klar, das geht
      Ähm, wieso eigentlich nicht, ja
      das können wir gerne so machen
      Ja, unter der Nummer hab ich auch WhatsApp
      is scho recht
      passt scho, schickens mas
      ja bitte an die Nummer von der ich anrufe
      oh super, ja bitte`,
    no: `
      nein, bitte nicht
      nein möchte ich nicht
      das möchte ich lieber nicht
      nein auf gar keinen Fall
      nö, lass mal
      nee danke lass mal gut sein
      kein Interesse
      nein, kein Interesse danke
      das ist mein Firmentelefon
      das will ich nicht
      brauche ich nicht
      nicht nötig danke
      geht leider nicht
      das geht nicht
      stimmt so nicht
      das ist falsch
      passt mir nicht
      nein, das stimmt nicht
      na
      naa danke
      nei merci
      natürlich nicht
      sicher nicht
      bestimmt nicht
      ja nein
      ja, Moment, nein, doch nicht
      gerne, äh nein
      okay, nein, lieber doch nicht
      keinesfalls
      niemals
      zwei
      die Zwei
      ich glaube nicht
      eher weniger
      muss nicht sein
      damit bin ich nicht einverstanden
      ich bin dagegen
      ich möchte nicht dass Sie mir schreiben
      nein danke, passt schon so
      danke, nein
      lieber per E-Mail
      kann ich das auch auf eine andere Nummer bekommen
      Nein!
      nicht so gern
      ungern
      Nein, das ist die Nummer meiner Frau
      Das ist nicht mein Handy
      Ja, aber nicht an diese
      Gerne, aber nicht auf diese Nummer
      Okay, aber an eine andere
      Ja, aber an mein anderes Handy
      Nicht an die, an die andere
      Lieber auf meine private Nummer
      Nein bloß nicht
      Um Gottes willen nein
      Keine Lust
      Nö keine Lust
      Kein Bedarf
      Lassen Sie mich in Ruhe
      Ich will kein WhatsApp
      Ich mag kein WhatsApp
      Bei WhatsApp bin ich nicht
      Nicht per WhatsApp
      Kein WhatsApp bitte
      WhatsApp nein danke
      Hab kein Smartphone
      Das ist ein Festnetz
      Ich bin am Festnetz
      Ich telefoniere vom Festnetz
      Das hier ist mein Bürotelefon
      Stimmt leider nicht
      Die Nummer ist falsch
      Die Nummer stimmt nicht
      Das ist nicht ganz richtig
      Passt nicht
      Nicht richtig
      Nicht korrekt
      Ja äh nein doch nicht
      Ja, halt, nein
      Okay, nein
      Ja ne doch nicht
      Jein, eher nein
      Vielleicht lieber nicht
      nein nein nein
      Nee du lass mal
      Nei danke
      Na, i mog ned
      I mog des ned
      Des wü i ned
      Nöd nötig
      Will i nöd
      ich verzichte
      Bitte keine Nachrichten
      Schicken Sie mir nichts
      auf dem Handy habe ich kein WhatsApp
      ja schön aber nein
      ja schicken Sie es bitte meiner Frau auf ihre Nummer
      ja, das können Sie machen, aber nehmen Sie bitte eine andere Nummer
      das hier ist das Telefon von meiner Mutter, bitte nicht
      nein, ich warte lieber
      ich hab's nicht so mit WhatsApp
      bei uns im Büro haben wir kein WhatsApp
      nein ich hab noch so ein altes Tastenhandy
      Das ist mein Dienstanschluss, nehmen Sie besser meine private Nummer
      lassen Sie mal, ich ruf später nochmal an
      nee, lass ma stecken
      nö, muss nicht
      stimmt nicht, das ist die Nummer vom Büro
      ja doch aber nicht auf der Nummer
      da bin ich dagegen
      ich drücke die zwei
      ich will das nicht
      ja gut, dann aber an meine andere Nummer
      ja gut, aber WhatsApp hab ich nicht`,
    unclear: `
      ich weiß es nicht
      weiß nicht so recht
      da bin ich mir nicht sicher
      bin mir unsicher
      kommt drauf an
      mal sehen
      vielleicht später
      was meinen Sie
      was haben Sie gesagt
      ja hallo?
      ja?
      ja bitte?
      ja bitte wer ist da
      ja hallo ich rufe an wegen meiner Rechnung
      ja guten Tag, Müller mein Name
      guten Tag, mein Name ist Schmidt
      ja hier ist Schneider
      ich hätte gern eine Auskunft
      ich hätte gerne einen Termin
      ich wollte fragen ob meine Bestellung schon da ist
      meine Waschmaschine ist kaputt
      ja es geht um meinen Vertrag
      ja also ich hab da ein Problem mit meinem Internet
      bin ich hier richtig bei der Stadtverwaltung
      ist das kostenlos
      was ist das denn
      wie funktioniert das
      welche Nummer
      wer spricht da
      sind Sie ein Roboter
      woher haben Sie meine Nummer
      ähm
      hm
      naja
      also
      ja Schneider
      noch
      siehe oben
      ja, wenn es nichts kostet und sicher ist
      ja aber was kostet das
      Schatz komm mal her
      mach mal die Tür zu
      Papa ist am Telefon
      keine Ahnung was das ist
      ich weiß nicht welche Nummer das ist
      ich weiß nicht ob das geht
      bitte
      danke
      das kann ich nicht sagen
      jein
      Was für eine Nummer
      Welche Nummer meinen Sie
      Was soll das
      Worum geht es
      Wie jetzt
      Hä
      Häh, was?
      Bitte was
      Sprechen Sie bitte lauter
      Die Leitung ist schlecht
      Hallo, hören Sie mich
      Hallo ist da jemand
      Ja hallo, hören Sie mich?
      Ja, ich höre
      Ja, am Apparat
      Ja, Meier am Apparat
      Ja Grüß Gott Huber
      Grüezi, Meier
      Ja grüezi, ich ha e Frag
      Ja servus, ich bräucht mal eine Auskunft
      Ja ich wollte fragen wegen dem Termin
      Ja ich brauche Hilfe
      Ja ich habe eine Frage zu meiner Rechnung
      Ich will kündigen
      Ich möchte meinen Vertrag kündigen
      Ich möchte einen Termin vereinbaren
      Ich habe keine Zeit
      Ich bin gerade im Auto
      Mein Internet geht nicht
      Die Heizung funktioniert nicht
      Es ist dringend
      Das ist ein Notfall
      Sekunde
      Ja, Sekunde
      Ja warten Sie mal
      Moment, ich überlege
      Ich überlege noch
      Muss ich mir überlegen
      Da muss ich meinen Mann fragen
      Weiß ich noch nicht
      Keinen Plan
      Schwer zu sagen
      Kommt darauf an was es kostet
      Ja wenn das nichts kostet
      Nur wenn es kostenlos ist
      Ist das sicher
      Kostet das was
      Geht das auch später
      Wie lange dauert das
      Zentrale
      Kundenservice
      Ich will einen echten Menschen
      Kann ich mit jemandem reden
      Ja, verbinden Sie mich bitte mit einem Mitarbeiter
      Nochmal bitte
      Langsamer bitte
      Wiederholen bitte
      Können Sie das bitte wiederholen ja
      ja ja Mama ich komm gleich
      Hund aus jetzt
      ich weiß nicht ja
      ja vielleicht
      ja weiß nicht
      drei
      eins zwei drei
      genau was war die Frage
      ist gut möglich
      nicht
      kein
      gut, dass Sie anrufen
      genau deswegen rufe ich an
      richtig, ich hatte einen Termin
      ich bin mir sicher dass ich gestern bezahlt habe
      gerne würde ich wissen was das kostet
      na super
      alles gut?
      ja ist denn heute schon Weihnachten
      stimmt irgendwas mit meiner Rechnung nicht
      passt das so
      geht das
      machen Sie mir mal ein Angebot
      schicken Sie mir einen Techniker
      schicken Sie mir die Rechnung nochmal
      okay?
      ja was denn
      ja und
      ja und jetzt
      ja wie
      eins noch
      mein Handy ist kaputt
      gute Frage
      guten Morgen
      bin dabei mein Auto zu parken
      alles klar soweit aber ich will einen Menschen
      genau, also mein Problem ist folgendes
      richtig, es geht um die Rechnung
      ja es ist so, ich habe gestern bestellt
      ja das mit der Rechnung
      ja die Rechnung
      ja ich bins
      ja die Nummer weiß ich nicht
      ja ich verstehe das nicht
      okay was muss ich tun
      gut und wie geht das
      ja sagen Sie mal
      ja sagen Sie mal geht's noch
      ja Moment ich hol was zu schreiben
      ich würde gerne wissen ob das geht
      ja ich würde gerne mit der Buchhaltung sprechen
      der Mann hat ja gesagt
      sag doch einfach ja
      soll ich ja sagen
      muss ich jetzt ja sagen
      ja oder nein
      wenn ich ja sage was passiert dann
      ja hallo, hier ist die Frau Schulze aus der Gartenstraße
      ja guten Morgen ich hätte da mal eine Frage
      wer sind Sie denn überhaupt
      wozu brauchen Sie denn meine Nummer
      ich hör Sie ganz schlecht, können Sie das nochmal sagen
      bleiben Sie kurz dran ich muss an die Tür
      gibt's da auch einen echten Menschen
      hm weiß nicht so genau
      eventuell schon
      mal schauen
      Ja gut, Moment, ich muss mal kurz an die Tür
      Ja, Müller, guten Tag
      Müller, ja bitte
      ja genau, ich hatte gestern schon angerufen
      okay, also ich habe folgendes Problem
      ja, ich wollte mal nachfragen
      ja also, die Sache ist die
      Ja, mein Name ist Weber, ich habe da was bestellt
      ja gerne, aber wie geht das
      gut, und was kostet das
      also ja, ich weiß nicht
      na ja, ich weiß nicht recht`,
    notYes: `
      klar ist mir das nicht
      ja super, jetzt funktioniert gar nichts
      stimmt was nicht
      doch das stimmt nicht
      ich bin mit gar nichts einverstanden
      von mir aus nicht
      okay ich warte
      gut ich bleibe dran
      ja ich warte
      ja gern mit einem Kollegen
      gerne am Telefon
      lieber telefonisch
      ja aber telefonisch
      machen Sie das ohne WhatsApp
      schicken Sie es per Post
      ja per Mail bitte
      gerne per E-Mail
      ja per SMS
      gerne aber nicht heute
      ja ich habe aber kein Handy
      ja gut, dann will ich aber mit einem Menschen reden`,
  },
  en: {
    yes: `
      yeah go on then
      yeah that's fine
      yes that works for me
      yep that's the one
      sure thing
      that'd be grand
      grand job
      aye, go on
      yes you can send it to this number
      send it over
      yeah just text me on WhatsApp
      okay let's do that
      all good, go ahead
      no no, that's no problem at all
      no I don't mind at all
      I've no objection
      I have no problem with that
      can't see why not
      I can't see any reason why not
      wouldn't say no
      sounds like a plan
      works for me
      yes this is my mobile number
      yes use this number
      this number is fine
      the number I'm calling from is fine
      the same number
      yes the one I'm calling from
      I'd love that
      I'd be happy to
      happy with that
      yes please, that would be brilliant
      mm hmm
      mhm
      uh huh yeah
      yes correct
      correct
      right
      yeah right
      um yes I think so
      yeah I suppose so
      no wait yes please
      no sorry I mean yes
      well okay then
      alrighty
      definitely
      press one
      number one
      1
      cool
      fine by me
      no bother
      not a bother
      hello yes please go ahead
      yes sir
      yes ma'am
      you bet
      yeah WhatsApp's fine
      yes WhatsApp would be easier
      yeah no worries
      sure why not
      Yeah, that's grand
      Yes, that one
      Yes that number
      That's the right number
      That is my number
      It is, yeah
      It is
      I do
      Yup, go for it
      Fire away
      Crack on
      Be my guest
      By all means
      Sounds great
      Sounds good to me
      That'll do nicely
      That'll do
      Perfect, thanks
      Lovely, thank you
      Okay thanks
      Yes thanks
      Yes thank you
      Cheers, yeah
      Ta, yes
      Totally
      For sure
      Hundred percent
      Too right
      Righto
      Okey dokey
      Alright then
      Alright, let's do it
      Let's do it
      Yeah do that
      Yes, please send it
      Please send me a message
      Just send it to my phone
      Text me at this number
      You can use this number
      You can text me here
      This one's fine
      This one please
      That number's fine
      I've got no problem with that
      No objections
      No objections here
      I wouldn't mind
      I wouldn't mind that at all
      Don't mind if I do
      Not a problem
      It's no bother
      No, not a problem
      No, go ahead, that's fine
      Nah, no worries, go ahead
      I can't say no to that
      Why wouldn't I
      Yes I agree
      I agree
      Agreed
      I consent
      I confirm
      Confirmed
      Affirmative
      Roger that
      Um, okay, yeah
      Er, yes
      Oh yes please
      Oh, yes, of course
      Well yes
      Yessir
      Yes, absolutely, go ahead
      Hi, yes, that's fine
      Yes I have WhatsApp on this phone
      WhatsApp works for me
      WhatsApp is perfect
      If you like, yes
      Yes if you don't mind
      yes if that's okay
      Oh go on then, why not
      I'm on the train so yeah WhatsApp would be easier
      That would save me a lot of time, yes please
      Ah sure that's no bother at all
      Yeah, no, that's fine, go ahead
      Yeah no problem, send it through
      Sure look, why not
      Well if it's quicker then yes please
      I'd be grateful, yes
      Yes, I've got WhatsApp on this phone, go ahead
      You can message me on this number
      Oh brilliant, yes please
      Uh, yeah, I guess that works
      okay yeah that's my number
      that's me, yes
      I have no issue with that
      yes indeed
      happy to
      press one for yes`,
    no: `
      no not on this one
      no I'd rather you didn't
      no way
      nah you're alright
      I'm good thanks
      I'm all right thanks
      no I'm fine thank you
      thanks but no thanks
      not interested
      I'm not interested thank you
      not today thanks
      I don't want that
      I don't want to
      don't bother
      please do not send me anything
      can you text me instead
      I'd prefer an email
      that's incorrect
      that is not correct
      it's wrong
      yes no
      yeah no thanks
      yeah, no
      sure, actually no
      okay wait no don't
      definitely not
      of course not
      not at this number
      two
      number two please
      I don't think so
      certainly not on this phone
      negative
      never
      nuh uh
      No, that's my work phone
      That's not my number
      That's not the right number
      That's the wrong number
      Not on this phone
      Not to this phone
      Not that one
      Yeah but not this number
      Okay but use my other number
      Yes, but I'd like it on my other phone
      I'd prefer a different number
      I'd like to use another number
      Can you send it to another phone
      My other number please
      It's a landline
      This is a landline
      This is my home phone
      I'm calling from work
      This isn't my phone
      I don't have a smartphone
      No WhatsApp
      I deleted WhatsApp
      Never used WhatsApp
      I don't like WhatsApp
      Don't have it
      Rather not
      I would rather not
      I'd prefer not to
      I'd prefer you didn't
      Better not
      Not thanks
      No ta
      I'm grand thanks
      I'm okay thanks
      We're good
      Forget it
      Leave it
      No chance
      Not a chance
      Not in a million years
      Hell no
      God no
      Heavens no
      I don't agree
      I disagree
      I do not consent
      That doesn't work for me
      That won't work
      It isn't right
      It's not correct
      Incorrect
      False
      Yeah nah
      Yes, oh wait, no
      Yes sorry no
      Sure, hmm, no
      Okay actually no
      Right, no
      No no no
      Don't send me anything
      Stop
      Absolutely not thank you
      No I can't do that
      Could you email me instead
      that's fine but on my other phone
      Yes to WhatsApp but no to this number
      This phone belongs to my employer, please don't
      I'll just wait thanks
      I don't really do WhatsApp
      I'm afraid I haven't got WhatsApp
      my phone's too old for WhatsApp
      no, use my husband's mobile
      I'd rather you called me
      it's my mum's phone
      that's not going to work
      I'd say no
      nah you're grand
      no it's alright thanks
      I said no
      wrong number, use my other one
      it's a company line
      yes, okay, but on my other number
      great, thanks, but I don't have WhatsApp`,
    unclear: `
      I'm not sure
      not sure really
      dunno
      it depends
      depends how much it costs
      perhaps
      possibly
      let me think
      hmm
      what
      sorry
      pardon
      yes hello
      yes hello this is John Smith
      yeah hi I'm calling about my bill
      hello I have a question about my order
      yes I'd like to book an appointment
      yes I want to cancel my contract
      my internet's not working
      there's no hot water
      is this free
      who's calling
      what's this about
      what is this
      which number
      are you a robot
      do you have my number
      how does that work
      is that right
      yes?
      hello?
      uh
      know
      now
      yes if it's free
      only if it's free
      yes but how much does it cost
      yes but
      yesterday
      turn the telly down
      get off the sofa
      John Smith speaking
      sure but first tell me what this is
      thank you
      thanks
      I have one
      no idea
      no clue
      Yeah I'm not sure
      I'm sure I don't know
      Sure I don't know
      Could be
      Might do
      Maybe later
      I'll have to think about it
      Let me check with my husband
      Hmm let me think
      It depends on the cost
      Depends
      As long as it's free
      If it doesn't cost anything
      What number
      What do you need
      What's WhatsApp
      Sorry what
      Sorry, I missed that
      Excuse me
      Huh
      Eh
      You what
      Can you speak up
      I can barely hear you
      Is anybody there
      Are you there
      Yes, are you there
      Yes, speaking
      Yes, this is Mary
      Yeah hello
      Hi there
      Good morning
      Yes good morning my name is Peter Jones
      Yeah I've got a problem with my broadband
      Yes I need to change my booking
      I'd like to make a complaint
      I want a refund
      My boiler's broken
      I'm phoning about my delivery
      Right, so I ordered a washing machine
      Okay so my internet is down
      Yeah so basically my card was declined
      Customer service
      Representative
      I want a person
      Yes I want to speak to somebody
      Is this a real person
      Am I talking to a machine
      Give me a minute
      Just a mo
      Two secs
      Yeah just a sec
      Wait
      Hold the line
      Again please
      Slower please
      What was the question
      Is it free
      Will it cost me
      Is that safe
      How did you get my number
      Put the kettle on love
      Yes dear I'm on the phone
      Okay kids quiet please
      Good dog
      three
      I know
      note
      not
      right hand side
      is this the right number for the council
      I'm driving
      it's an emergency
      right so I've got this bill
      great, another robot
      good luck
      good evening
      good question
      sure about what
      right now I'm driving
      correct me if I'm wrong
      that's right I called yesterday
      yes I called yesterday
      exactly what is this
      of course I have a problem
      send me an engineer
      send someone round
      send me a new router
      go ahead and cancel my contract
      please hold
      please help me
      yes please help me
      yes can you help me
      yes I have a question
      absolutely useless
      definitely a problem
      is that okay
      is this fine
      one more thing
      alright alright calm down
      you're right that's the problem
      he said yes
      should I say yes
      yes or no
      what happens if I say yes
      just say yes
      I can't say yes
      yes what
      yes who is it
      yes and
      yes I'm waiting
      yeah I've been waiting for an hour
      okay this is ridiculous
      okay what do I do
      fine what do you want
      yes it's about my bill
      yes it's Margaret
      yes my name's Dave
      yes I'm listening
      go on
      yeah what is it
      I want to go ahead with my order
      can I go ahead and order
      please send my refund
      hi yes it's Margaret from number twelve
      hello yes I was wondering if you could help me
      who am I speaking to
      why do you need my number
      you're very faint, can you say that again
      hang on, there's someone at the door
      is there a human I can talk to
      hmm not too sure about that
      potentially
      let me have a think
      what's that supposed to mean
      yes, okay, but I need to speak to someone
      right, okay, so my order never arrived
      yes, hello, I placed an order last week
      okay, sure, but what is it
      yes, thank you, I'm calling about a bill
      yeah, right, like that's going to help
      oh yes, very funny
      yes, yes, I heard you the first time
      okay, okay, what do I do`,
    notYes: `
      fine I'll hold
      sure I'll wait
      okay I'll wait
      perfect nothing works
      please cancel my order
      yes by email
      yes by text
      sure, by email
      only by phone
      I'd rather talk
      let's talk on the phone
      it's fine don't bother
      no it's fine
      I'm okay
      not okay
      that's not fine
      yes on my husband's phone
      yes but I don't have WhatsApp
      sure if I had WhatsApp`,
  },
  nl: {
    yes: `
      ja hoor prima
      ja dat is goed hoor
      ja doe dat maar
      ja stuur het maar naar dit nummer
      jazeker
      ja natuurlijk, graag
      ja is prima
      ja lijkt me goed
      lijkt me prima
      dat lijkt me handig
      ja dat mag
      dat mag
      dat kan
      ja dat kan
      ga je gang
      gaat uw gang
      toe maar
      ik vind het prima
      ik vind het goed
      mij best
      voor mij is dat goed
      da's goed
      das goe
      awel ja
      ja zeker en vast
      zeker en vast
      dat klopt inderdaad
      ja klopt dat is mijn nummer
      ja op dit nummer graag
      ja hetzelfde nummer
      hetzelfde nummer graag
      gewoon dit nummer
      ja het nummer waarmee ik bel
      nee hoor geen probleem
      nee dat is geen probleem
      nee hoor, daar heb ik geen bezwaar tegen
      waarom eigenlijk niet
      ja waarom niet
      oke doe maar
      okee prima
      top
      super, doe maar
      ja perfect
      ja akkoord
      ik ga akkoord
      ik ben akkoord
      daar ga ik mee akkoord
      jep
      ja ja
      eh ja doe maar
      nou ja goed doe maar
      nou graag
      heel graag
      app me maar
      stuur me maar een appje
      stuur maar een berichtje
      nee wacht, toch wel, ja graag
      nee sorry ja doe maar
      hallo ja graag
      ja via WhatsApp is prima
      liever via WhatsApp ja
      toets een
      1
      ja tuurlijk joh
      ik heb er niks op tegen
      ja daar is niks mis mee
      komt goed
      in orde
      ja dat zou fijn zijn
      dat zou fijn zijn
      Ja joh, doe maar
      Ja tuurlijk doe maar
      Da's prima
      Dat is prima hoor
      Is oké
      Ja is oké
      Oké is goed
      Ja, dat is mijn nummer
      Dat is mijn nummer ja
      Klopt helemaal
      Ja dat klopt helemaal
      Het nummer klopt
      Dit nummer is goed
      Dit nummer is prima
      Op dit nummer ja
      Naar dit nummer graag
      Graag op dit nummer
      Ja hoor, stuur maar een WhatsApp
      Stuur maar een appje
      Ja app maar
      Via WhatsApp is goed
      WhatsApp is prima
      Liever via WhatsApp
      Geen enkel probleem
      Nee, geen probleem
      Ik heb er geen bezwaar tegen
      Geen bezwaar hoor
      Ik zie geen bezwaar
      Maakt mij niet uit, doe maar
      Waarom ook niet
      Vooruit dan maar
      Nou vooruit
      Allez ja
      Allez vooruit
      Ja natuurlijk
      Ah ja, zeker
      Ja absoluut
      Absoluut
      Uiteraard
      Vanzelfsprekend
      Ja precies
      Exact
      Juist
      Helemaal mee eens
      Daar ben ik het mee eens
      Dat vind ik goed
      Dat vind ik prima
      Lijkt me een goed idee
      Goed idee
      Ja dat zou ik fijn vinden
      Ja dat zou handig zijn
      Heel fijn, ja
      Ja dank u
      Ja bedankt
      Oké bedankt
      Nou ja, oké
      Eh, ja hoor
      Uh oké
      ja ja prima
      Wacht, ja, doe maar
      Ça va
      Da mag ja
      Da's in orde
      Is in orde
      Komt in orde
      Goe, doe maar
      Ja ge moogt
      Ja als het kan
      Ja graag als dat kan
      Sorry, ja
      Bevestigd
      Ik bevestig
      Ik zit in de trein, dus ja, doe maar via WhatsApp
      Nou ja, als dat sneller gaat, graag
      Och ja, waarom niet
      Ja hoor, dat is mijn nummer, stuur maar
      Jawel, doe maar
      Ja dat kan wel
      Ja dat is wel zo makkelijk
      Is goed joh
      Prima hoor, geen probleem
      Voor mij geen probleem
      Ge moogt dat zeker sturen
      Ja ja, stuur maar op
      Ja dat is goed voor mij
      Oh ja, top
      Ja zeker, ik heb WhatsApp op dit nummer
      Lijkt me wel handig
      Nee, ik vind dat niet erg, doe maar`,
    no: `
      nee liever niet
      nee dat wil ik niet
      dat wil ik liever niet
      nee dank u
      nee hoeft niet
      neen
      neen merci
      nee bedankt geen interesse
      geen interesse
      niet nodig
      laat maar
      laat maar zitten
      absoluut niet
      in geen geval
      natuurlijk niet
      zeker niet
      nee, dat klopt niet
      dat is fout
      dat is niet juist
      ik denk het niet
      ik geloof van niet
      ja nee toch maar niet
      ja, wacht, nee
      graag, oh nee toch niet
      kan het ook per mail
      liever per mail
      liever per sms
      twee
      nee nee
      nooit
      doe maar niet alsjeblieft
      dat hoeft voor mij niet
      ik wil dat niet
      nee ik ben niet geïnteresseerd
      Nee joh
      Neuh
      Nee nee nee
      Nee, niet doen
      Niet doen
      Doe maar niet
      Nee doe dat maar niet
      Liever niet nee
      Nee dank je
      Nee hoor bedankt
      Nee laat maar hoor
      Dat hoeft niet
      Hoeft niet hoor
      Da's niet nodig
      Ik heb geen interesse
      Geen behoefte aan
      Ik wil geen WhatsApp
      Niet via WhatsApp
      Ik zit niet op WhatsApp
      Ik doe niet aan WhatsApp
      Ik heb dat niet
      Zonder WhatsApp
      Ik heb geen smartphone
      Dit is een vaste lijn
      Ik bel vanaf een vaste telefoon
      Ik bel van kantoor
      Dit is mijn werknummer
      Dit is niet mijn telefoon
      Dit is mijn man zijn telefoon
      Liever naar mijn andere nummer
      Kan het ook op een ander nummer
      Ja, maar niet op dit nummer
      Jawel maar op een ander nummer
      Stuur het naar mijn andere gsm
      Een ander nummer graag
      Niet deze
      Het nummer klopt niet
      Verkeerd
      Dat is verkeerd
      Klopt niet helemaal
      Niet akkoord
      Ik ga niet akkoord
      Daar ben ik het niet mee eens
      Geen sprake van
      Van mijn leven niet
      Ja, eh, nee
      Oké, nee, toch niet
      Ja wacht nee
      Ik denk van niet
      Dat wil ik niet
      Ik wil dat niet hebben
      Nee, ik heb liever een mail
      Liever een sms'je
      da wil ik nie
      nee merci
      prima maar niet op dit nummer
      Ja, maar dit is mijn werktelefoon, stuur het naar mijn eigen nummer
      Dit is het toestel van mijn dochter
      Ik heb zo'n oude telefoon zonder internet
      Nee, ik wacht liever even
      Ik bel liever
      Nee, doe maar per mail
      Neen, da's niet mijn nummer
      Da moet niet voor mij
      Voor mij hoeft dat niet
      Dat nummer klopt niet
      Ik ben daar niet zo'n fan van
      Toets twee
      Nee hoor, laat maar zitten
      ja prima, maar niet naar dit nummer
      ja leuk, maar ik heb geen WhatsApp`,
    unclear: `
      weet ik niet
      ik weet het niet zeker
      ik twijfel
      geen flauw idee
      misschien wel
      dat hangt ervan af
      hangt ervan af
      kan zijn
      wablief
      wat
      sorry
      ja hallo
      ja met De Vries
      met Jansen
      goedemiddag u spreekt met Van Dijk
      ja goedemorgen met Pieters
      ja hallo ik bel over mijn factuur
      ik bel omdat mijn internet niet werkt
      ik heb een vraag over mijn bestelling
      het gaat over mijn abonnement
      ik wil graag een afspraak maken
      mijn wasmachine is kapot
      hoe werkt dat
      is dat gratis
      wat kost dat dan
      wie is dit
      spreek ik met een robot
      welk nummer
      waarom
      hoezo
      ja maar
      ja maar wat kost dat
      ja als het gratis is
      euh
      tja
      ja?
      nota
      zet de tv eens zachter
      dank u wel
      alstublieft
      zegt u het maar
      Dat weet ik eigenlijk niet
      Weet niet
      Weet ik nog niet
      Ik weet niet of dat kan
      Geen flauw benul
      Wellicht
      Kan best
      Even nadenken
      Daar moet ik over nadenken
      Moet ik even overleggen
      Ligt eraan
      Als het gratis is wel
      Mwah
      Bwa
      Tja weet ik niet
      Watte
      Hè
      Wat is dat
      Wat bedoelt u
      Ik snap het niet
      Ik begrijp u niet
      U bent slecht te verstaan
      Kunt u wat harder praten
      Hoort u mij
      Hallo, bent u daar nog
      Ja hallo is daar iemand
      Ja daar spreekt u mee
      Ja met mevrouw Bakker
      Goedemorgen met Smit
      Ja dag met Peeters
      Ja hallo ik heb een probleem met mijn modem
      Ja ik bel voor mijn afspraak
      Ik wil mijn abonnement opzeggen
      Ik wil graag iets bestellen
      Ik zou graag een afspraak maken
      Mijn internet doet het niet
      Mijn verwarming werkt niet
      Er is lekkage in mijn keuken
      Ja dus mijn pakketje is niet aangekomen
      Kost dat geld
      Is dat veilig
      Hoe komt u aan mijn nummer
      Wie bent u
      Met wie spreek ik
      Bent u een computer
      Welk nummer bedoelt u
      Waar gaat het over
      Klantenservice
      Kan ik iemand spreken
      Ik wil een echt mens
      Mag ik een medewerker
      Verbind me maar door
      Graag een medewerker
      Ja graag een medewerker
      Ik wil graag met iemand praten
      Ogenblikje
      Seconde
      Even geduld
      Ja wacht even
      Blijf even hangen
      Wat was de vraag
      Nog eens
      Wat langzamer graag
      ja mam ik kom zo
      doe de deur eens dicht
      goed zo Bello
      drie
      niet
      ja en nee
      ik zit in de auto
      ik heb nu geen tijd
      goed dat u belt
      precies daarom bel ik
      klopt er iets niet
      klopt dat
      mag dat
      is dat goed
      oké en nu
      oké wat moet ik doen
      ja en
      ja wie is dat
      ja zegt u het eens
      graag informatie over mijn factuur
      ik zou graag weten wat dat kost
      stuur me een monteur
      stuur maar een monteur
      zeker weten dat ik betaald heb
      goede vraag
      goedenavond
      moet ik ja zeggen
      ja of nee
      ja luister eens
      ja ik luister
      ja ik ben er nog
      prima maar wat kost het
      ja de factuur
      ja het is zo ik heb gisteren gebeld
      mijn man zegt ja
      doe de groeten
      dat is mooi weer
      Ja goedemiddag, ik heb eigenlijk een vraagje
      Hallo, met de familie Bos
      Waarom hebt u mijn nummer nodig
      Ik versta er niks van
      Wat zegt ge
      Wacht, ik ga even naar buiten
      Kan ik niet gewoon iemand spreken
      Goh, dat weet ik niet zo goed
      Moet ik even over nadenken
      Kan zijn ja
      ja, prima, maar hoe werkt dat
      ja goed, maar ik wil iemand spreken
      oké, ja, ik heb dus een probleem met mijn factuur
      ja ja, dat zal wel
      ja hoor, weer een computer`,
    notYes: `
      nou fijn hoor, weer een robot
      ja per mail graag
      graag telefonisch
      oké ik wacht
      ja ik wacht wel even
      ja maar ik heb geen WhatsApp
      dat is niet prima
      mooi niet`,
  },
  es: {
    yes: `
      sí sí claro
      sí, adelante
      sí, está bien
      sí, me parece bien
      me parece perfecto
      sí mándemelo por favor
      mándame el mensaje
      envíemelo a este número
      sí, a este número
      a este mismo número
      al mismo número
      sí, el número desde el que llamo
      sí es mi número
      ese es mi celular
      correcto, ese es mi número
      dale
      dale nomás
      órale
      órale pues
      ándale pues
      sale
      simón
      va
      va que va
      listo
      listo, hágale
      bueno
      bueno, dale
      bueno vale
      pues vale
      pues sí
      pues claro
      claro
      claro que si
      cómo no, claro
      con mucho gusto
      con gusto
      por mí bien
      por mi vale
      sí quiero
      acepto
      sí acepto
      estoy de acuerdo
      sí, sin problema
      no, no hay problema
      no no me importa
      no veo inconveniente
      no hay ningún problema
      no me molesta
      no tengo ningún problema
      y por qué no
      pues por qué no
      obvio
      obvio que sí
      de una
      de una vez
      ok
      okey
      sí correcto
      así mismo
      exactamente
      efectivamente
      eso mismo
      ajá
      ajá, sí
      sí señor
      sí señorita
      no espera sí
      no perdón sí
      hola sí claro
      sí, por WhatsApp está bien
      mejor por WhatsApp
      la uno
      uno
      1
      me viene bien
      me late
      genial
      estupendo
      muy bien
      está bueno
      sí, puede mandármelo
      hágalo
      venga va
      venga, vale
      sí, encantada
      me encantaría
      Sí, ese mismo
      Ese mismo
      Este mismo
      Sí a ese
      Al mismo, sí
      Sí, mándalo aquí
      Aquí mismo
      Sí, es mi celular
      Es el mío
      Sí, es correcto
      Es correcto
      Está correcto
      Eso es correcto
      Sí, así es
      Así es, sí
      Sí, eso es
      Efectivamente, sí
      Exacto, sí
      Claro, adelante
      Claro, mándamelo
      Claro, no hay problema
      Claro, por qué no
      Por supuesto que sí
      Desde luego
      Cómo no
      Como no
      Faltaba más
      Con mucho gusto, sí
      Dale, mandámelo
      Dale, sí
      Sí, dale
      Sí, perfecto
      Perfecto, gracias
      Sí, gracias
      Sí, muchas gracias
      Vale, gracias
      Muy bien, gracias
      De acuerdo, sí
      Estoy de acuerdo, sí
      Conforme
      Me parece bien
      Me parece una buena idea
      Buena idea
      Me gustaría, sí
      Sí me gustaría
      Sí, quiero
      Sí, prefiero WhatsApp
      Prefiero por WhatsApp
      Mejor por WhatsApp sí
      Por WhatsApp perfecto
      Bueno, sí
      Bueno, está bien
      Bueno, pues sí
      Pues venga
      Venga, adelante
      Va, órale
      Sí, ándele
      Sí cómo no
      Ya, perfecto
      Sí po
      Ya po
      Chévere
      Bacán
      Sí, de una
      Listo, pues
      Sale y vale
      No, no pasa nada, adelante
      No me importaría
      No tengo problema
      No tengo nada en contra
      No veo por qué no
      No creo que haya problema
      Sin ningún problema
      Sin duda
      Eh, sí
      Este, sí, claro
      Ah sí, claro
      Mmm sí
      Sí sí sí
      Sí, sí, por favor
      Sí, si es posible
      Sí, si puede ser
      Perdón, sí
      No, perdón, sí
      Confirmo
      Sí, confirmo
      Autorizo
      Positivo
      Afirmativo
      Estoy en el metro, así que sí, mejor por WhatsApp
      Ah, pues mira, sí, me viene genial
      Sí, hombre, claro
      Si es más rápido, sí, por favor
      Bueno, vale, mándelo
      Sí, este es mi WhatsApp
      Claro, escríbame por ahí
      Con confianza, mande
      Sí, cómo no, a este mismo
      No hay drama, mandalo
      No hay bronca
      Sin bronca
      Va que va, mándamelo
      Simón, dale
      Sí pues
      Ya, está bien
      Me parece súper
      No, no me molesta, adelante
      pulse uno
      marco el uno`,
    no: `
      no, gracias, no me interesa
      no me interesa
      no quiero
      no, no quiero
      no deseo eso
      no, mejor no
      mejor que no
      creo que no
      yo creo que no
      pues no
      claro que no
      ni hablar
      ni loco
      en absoluto
      de ningún modo
      nunca
      jamás
      no es correcto
      eso no es correcto
      no está bien
      es incorrecto
      está equivocado
      sí, no, mejor no
      sí, espera, no
      vale, no, mejor no
      nel
      no señor
      no, no
      que no quiero
      no lo necesito
      no es necesario
      déjelo
      dos
      la dos
      2
      prefiero por correo
      mejor por SMS
      no me mande nada
      No, no, gracias
      No muchas gracias
      Gracias, no
      No, que va
      Qué va
      Nada de eso
      Ni de broma
      No, ni hablar
      No, para nada
      De ninguna forma
      Mejor no, gracias
      Prefiero no
      Preferiría que no
      Yo preferiría que no
      No me gusta
      No me apetece
      No me hace falta
      No lo quiero
      No quiero WhatsApp
      Nada de WhatsApp
      Por WhatsApp no
      No por WhatsApp
      No tengo WhatsApp en este teléfono
      No manejo WhatsApp
      Yo no tengo de eso
      No tengo smartphone
      Es un teléfono fijo
      Le llamo desde un fijo
      Es el número de la oficina
      Este es el teléfono de la empresa
      Ese no es
      Ese no es mi celular
      No es mi número
      No, a este no
      A ese número no
      No al mismo número
      A otro
      A otro, por favor
      A mi otro número
      Mejor a otro número
      Sí, pero no a este número
      Sí, pero a mi otro celular
      Vale, pero a otro número
      Puede ser a otro número
      No está correcto
      No es así
      Incorrecto
      Eso está mal
      Número incorrecto
      No estoy de acuerdo
      No acepto
      No autorizo
      Sí, digo, no
      Sí, perdón, no
      Bueno, no
      Pues mejor no
      Va a ser que no
      Creo que mejor no
      No creo
      Hoy no
      Déjelo, gracias
      Mándelo por correo mejor
      Nones
      Sí, pero este es el teléfono de mi hermana
      Mejor a mi celular personal
      Este teléfono no es mío
      No, prefiero esperar
      No uso eso
      Mi teléfono es muy viejo, no tiene WhatsApp
      No, mejor por teléfono
      Ahorita no, gracias
      No, gracias, espero en línea
      Ese número está mal
      Ya no es mi número
      Para nada
      No, ni de chiste
      marco el dos
      sí, claro, pero a otro número
      sí, perfecto, pero no tengo WhatsApp`,
    unclear: `
      no lo sé
      no sé
      no se
      no estoy seguro
      no estoy segura
      tal vez
      a lo mejor
      puede ser
      depende
      ni idea
      no tengo idea
      quizá más tarde
      mande
      perdón
      cómo
      ¿qué?
      ¿cómo dijo?
      sí dígame
      ¿sí?
      ¿sí, dígame?
      ¿bueno?
      aló
      hola buenas tardes
      sí hola soy Carlos
      sí buenas llamo por mi factura
      llamo para cancelar mi contrato
      quería hacer una consulta
      tengo una pregunta
      quiero dar de baja la línea
      no me funciona el internet
      no me llega la factura
      quién es
      quién habla
      de parte de quién
      cuánto me cuesta
      es gratis
      cómo funciona
      por qué
      para qué
      a qué número
      sí pero cuánto cuesta
      sí, si es gratis
      eh
      pues
      a ver
      nota
      baja la tele
      gracias
      por favor
      me da igual
      No lo tengo claro
      No sabría decirle
      No sé qué decirle
      Pues no sé
      No sé, la verdad
      Ni idea, la verdad
      A lo mejor sí
      Puede que sí
      Quizá
      Según
      Tengo que pensarlo
      Déjeme pensarlo
      Tengo que preguntarle a mi marido
      Si no cuesta nada
      Si es gratis sí
      Solo si es gratis
      Qué dice
      Cómo que WhatsApp
      Qué es eso
      No comprendo
      No le oí
      No escucho nada
      No se escucha
      Se corta
      Hable más alto
      Hola, me escucha
      ¿Me oye?
      ¿Hay alguien ahí?
      Sí, ¿quién es?
      Sí, ¿con quién hablo?
      Sí, soy yo
      Sí, habla María
      Sí, buenos días
      Sí buenas tardes mi nombre es Juan
      Hola, llamaba por una avería
      Sí mire es que tengo un problema con la factura
      Bueno mire es que no me llegó el pedido
      Quiero cancelar mi cita
      Quería pedir cita
      Necesito ayuda
      Se me ha roto la lavadora
      No tengo internet
      No tengo tiempo ahora
      Estoy conduciendo
      Cuánto cobran
      Eso cuesta algo
      Es seguro eso
      De dónde sacaron mi número
      Quién me habla
      Es usted un robot
      Cuál número
      Qué número
      Para qué sirve
      Atención al cliente
      Un humano
      Con una persona por favor
      Pásame a un agente
      Quiero que me atienda una persona
      Sí, quiero hablar con alguien
      Momentito
      Espérate
      Aguarde un momento
      Sí, espere
      No cuelgue
      Repítalo
      De nuevo por favor
      Más despacio
      sí mamá ya voy
      cierra la puerta
      tres
      sí y no
      bueno mire yo llamaba por otra cosa
      vale y qué hago
      vale pero cuánto cuesta
      claro pero qué es
      perfecto, otro robot
      sí y entonces
      sí qué quiere
      sí quién es
      está bien el servicio
      bien y usted
      muy bien y usted
      mándeme un técnico
      envíeme la factura
      sí la factura
      sí es por la factura
      sí mire le cuento
      es correcto esto
      está bien esto
      tengo que decir que sí
      digo que sí o que no
      mi marido dice que sí
      si digo que sí qué pasa
      buena pregunta
      buenas noches
      por supuesto que tengo un problema
      claro que tengo una queja
      sí le escucho
      sí aquí estoy
      sí estoy aquí
      vaya por dios
      venga ya
      anda ya
      dale un beso
      ya está la comida
      Buenas, mire, quería hacerle una consulta
      Hola, sí, soy la señora García
      Para qué necesita mi número
      No le escucho bien, ¿me lo repite?
      Espere que cierro la puerta
      No hay una persona que me atienda
      Pues no sabría decirle
      Lo tengo que pensar
      Puede ser, puede ser
      Cómo así
      sí, claro, pero cuánto cuesta
      sí, vale, pero quiero hablar con alguien
      sí, bueno, mire, yo llamaba por mi factura
      sí, sí, ya le oí
      vale, vale, y ahora qué
      sí, hola, buenas, llamaba por un pedido`,
    notYes: `
      vale espero
      sí espero
      sí por correo
      claro por teléfono
      claro que no tengo whatsapp
      sí pero no tengo whatsapp`,
  },
}

/** What an answer is about besides yes and no: language, answer, intent, words. */
export const INTENTS: readonly (readonly [SpokenLanguage, 'yes' | 'no' | 'unclear', Intent, string])[] = [
  ['de', 'no', 'other_number', 'nein, nehmen Sie lieber meine andere Nummer'],
  ['de', 'no', 'other_number', 'bitte auf mein Diensthandy'],
  ['de', 'no', 'other_number', 'ich hab noch eine andere Nummer'],
  ['de', 'no', 'other_number', 'nicht auf diese Nummer'],
  ['de', 'no', 'other_number', 'das ist nicht meine Nummer'],
  ['de', 'no', 'other_number', 'das ist die falsche Nummer'],
  ['de', 'no', 'other_number', 'ich rufe vom Festnetz an'],
  ['de', 'no', 'other_number', 'ja gerne, aber an eine andere Nummer'],
  ['de', 'no', 'other_number', 'ja schon aber nicht auf die hier'],
  ['de', 'no', 'other_number', 'auf mein privates Handy bitte'],
  ['de', 'no', 'no_whatsapp', 'WhatsApp habe ich nicht'],
  ['de', 'no', 'no_whatsapp', 'ich nutze kein WhatsApp'],
  ['de', 'no', 'no_whatsapp', 'ich hab leider kein WhatsApp auf dem Handy'],
  ['de', 'no', 'no_whatsapp', 'nein ich benutze WhatsApp nicht'],
  ['de', 'no', 'no_whatsapp', 'ohne WhatsApp bitte'],
  ['de', 'no', 'no_whatsapp', 'nein WhatsApp hab ich gelöscht'],
  ['de', 'unclear', 'not_understood', 'das hab ich akustisch nicht verstanden'],
  ['de', 'unclear', 'not_understood', 'ich verstehe Sie ganz schlecht'],
  ['de', 'unclear', 'not_understood', 'ich kann Sie nicht hören'],
  ['de', 'unclear', 'not_understood', 'Entschuldigung, wie bitte?'],
  ['de', 'unclear', 'repeat', 'bitte nochmal'],
  ['de', 'unclear', 'repeat', 'noch einmal bitte'],
  ['de', 'unclear', 'repeat', 'wiederholen Sie das bitte'],
  ['de', 'unclear', 'agent', 'Mitarbeiter'],
  ['de', 'unclear', 'agent', 'verbinden Sie mich mit einem Berater'],
  ['de', 'unclear', 'agent', 'ich will mit einem Menschen sprechen'],
  ['de', 'unclear', 'agent', 'kann ich bitte jemanden sprechen'],
  ['de', 'unclear', 'agent', 'ja ich möchte mit jemandem sprechen'],
  ['de', 'unclear', 'agent', 'ich möchte gerne einen Mitarbeiter sprechen'],
  ['de', 'unclear', 'wait', 'Moment'],
  ['de', 'unclear', 'wait', 'warten Sie mal kurz'],
  ['de', 'unclear', 'wait', 'ja Moment bitte'],
  ['de', 'unclear', 'wait', 'Augenblick'],
  ['de', 'unclear', 'stop_recording', 'bitte nicht aufzeichnen'],
  ['de', 'unclear', 'stop_recording', 'ich möchte nicht dass das Gespräch aufgezeichnet wird'],
  ['de', 'unclear', 'stop_recording', 'keine Aufzeichnung bitte'],
  ['de', 'yes', 'stop_recording', 'ja gerne, aber bitte nicht aufzeichnen'],
  ['en', 'no', 'other_number', 'use my work phone instead'],
  ['en', 'no', 'other_number', 'can you use a different number'],
  ['en', 'no', 'other_number', "it's not my phone"],
  ['en', 'no', 'other_number', 'this is my office phone'],
  ['en', 'no', 'other_number', 'send it to my other phone'],
  ['en', 'no', 'other_number', 'yes but not to this number'],
  ['en', 'no', 'other_number', 'sure but on another number'],
  ['en', 'no', 'other_number', "I'm calling from a landline"],
  ['en', 'no', 'other_number', "this isn't a mobile"],
  ['en', 'no', 'other_number', 'wrong number'],
  ['en', 'no', 'other_number', "that's my wife's phone"],
  ['en', 'no', 'no_whatsapp', "I don't use WhatsApp"],
  ['en', 'no', 'no_whatsapp', "I haven't got WhatsApp"],
  ['en', 'no', 'no_whatsapp', "no I don't do WhatsApp"],
  ['en', 'no', 'no_whatsapp', 'not on WhatsApp'],
  ['en', 'no', 'no_whatsapp', "I'm not on WhatsApp"],
  ['en', 'no', 'no_whatsapp', "what's up I don't have that"],
  ['en', 'unclear', 'not_understood', "I can't hear you"],
  ['en', 'unclear', 'not_understood', "you're breaking up"],
  ['en', 'unclear', 'not_understood', 'what do you mean'],
  ['en', 'unclear', 'not_understood', "I don't understand"],
  ['en', 'unclear', 'not_understood', "sorry I don't follow"],
  ['en', 'unclear', 'repeat', 'say that again'],
  ['en', 'unclear', 'repeat', 'can you repeat that please'],
  ['en', 'unclear', 'repeat', 'one more time please'],
  ['en', 'unclear', 'agent', 'agent'],
  ['en', 'unclear', 'agent', 'operator'],
  ['en', 'unclear', 'agent', 'I want to talk to a human'],
  ['en', 'unclear', 'agent', 'put me through to someone'],
  ['en', 'unclear', 'agent', 'can I speak with a representative please'],
  ['en', 'unclear', 'agent', "yes I'd like to speak to an advisor"],
  ['en', 'unclear', 'agent', 'let me talk to a real person'],
  ['en', 'unclear', 'wait', 'one moment please'],
  ['en', 'unclear', 'wait', 'just a second'],
  ['en', 'unclear', 'wait', 'hold on'],
  ['en', 'unclear', 'wait', 'yeah hang on a minute'],
  ['en', 'unclear', 'wait', 'bear with me'],
  ['en', 'unclear', 'stop_recording', "please don't record this call"],
  ['en', 'unclear', 'stop_recording', "I don't want to be recorded"],
  ['en', 'unclear', 'stop_recording', 'no recording please'],
  ['nl', 'no', 'other_number', 'liever op een ander nummer'],
  ['nl', 'no', 'other_number', 'nee op mijn andere nummer'],
  ['nl', 'no', 'other_number', 'niet op dit nummer'],
  ['nl', 'no', 'other_number', 'dit is niet mijn nummer'],
  ['nl', 'no', 'other_number', 'dit is mijn werktelefoon'],
  ['nl', 'no', 'other_number', 'ik bel met de vaste telefoon'],
  ['nl', 'no', 'other_number', 'dit is een vast nummer'],
  ['nl', 'no', 'other_number', 'ja graag maar op een ander nummer'],
  ['nl', 'no', 'other_number', 'stuur het naar mijn privénummer'],
  ['nl', 'no', 'other_number', 'dit is de telefoon van mijn vrouw'],
  ['nl', 'no', 'no_whatsapp', 'ik heb geen WhatsApp'],
  ['nl', 'no', 'no_whatsapp', 'WhatsApp heb ik niet'],
  ['nl', 'no', 'no_whatsapp', 'ik gebruik geen WhatsApp'],
  ['nl', 'no', 'no_whatsapp', 'ik app niet'],
  ['nl', 'unclear', 'not_understood', 'ik versta u niet'],
  ['nl', 'unclear', 'not_understood', 'ik heb u niet verstaan'],
  ['nl', 'unclear', 'not_understood', 'ik hoor u niet goed'],
  ['nl', 'unclear', 'not_understood', 'wat zei u'],
  ['nl', 'unclear', 'not_understood', 'pardon wat zegt u'],
  ['nl', 'unclear', 'repeat', 'kunt u dat nog eens zeggen'],
  ['nl', 'unclear', 'repeat', 'nog een keer graag'],
  ['nl', 'unclear', 'repeat', 'herhaal dat eens'],
  ['nl', 'unclear', 'agent', 'medewerker'],
  ['nl', 'unclear', 'agent', 'ik wil iemand spreken'],
  ['nl', 'unclear', 'agent', 'kan ik een medewerker spreken'],
  ['nl', 'unclear', 'agent', 'verbind me door met een mens'],
  ['nl', 'unclear', 'agent', 'ja ik wil graag iemand aan de lijn'],
  ['nl', 'unclear', 'agent', 'mag ik iemand van jullie spreken'],
  ['nl', 'unclear', 'wait', 'een momentje'],
  ['nl', 'unclear', 'wait', 'wacht even'],
  ['nl', 'unclear', 'wait', 'even wachten'],
  ['nl', 'unclear', 'wait', 'ja momentje hoor'],
  ['nl', 'unclear', 'stop_recording', 'niet opnemen alstublieft'],
  ['nl', 'unclear', 'stop_recording', 'ik wil niet dat dit gesprek wordt opgenomen'],
  ['nl', 'unclear', 'stop_recording', 'geen opname graag'],
  ['es', 'no', 'other_number', 'a otro número por favor'],
  ['es', 'no', 'other_number', 'a otro celular'],
  ['es', 'no', 'other_number', 'no, a mi otro móvil'],
  ['es', 'no', 'other_number', 'no a este número'],
  ['es', 'no', 'other_number', 'este no es mi número'],
  ['es', 'no', 'other_number', 'no es mi teléfono'],
  ['es', 'no', 'other_number', 'es el teléfono de mi mujer'],
  ['es', 'no', 'other_number', 'es un fijo'],
  ['es', 'no', 'other_number', 'estoy llamando de un teléfono fijo'],
  ['es', 'no', 'other_number', 'sí, pero a otro número'],
  ['es', 'no', 'other_number', 'claro pero a otro móvil'],
  ['es', 'no', 'other_number', 'número equivocado'],
  ['es', 'no', 'other_number', 'prefiero otro número'],
  ['es', 'no', 'no_whatsapp', 'no tengo whatsapp'],
  ['es', 'no', 'no_whatsapp', 'no uso WhatsApp'],
  ['es', 'no', 'no_whatsapp', 'yo no uso guasap'],
  ['es', 'no', 'no_whatsapp', 'WhatsApp no tengo'],
  ['es', 'unclear', 'not_understood', 'no le entiendo'],
  ['es', 'unclear', 'not_understood', 'no le escucho'],
  ['es', 'unclear', 'not_understood', 'se oye muy mal'],
  ['es', 'unclear', 'not_understood', 'no he entendido nada'],
  ['es', 'unclear', 'not_understood', 'qué ha dicho'],
  ['es', 'unclear', 'repeat', 'repita por favor'],
  ['es', 'unclear', 'repeat', 'otra vez por favor'],
  ['es', 'unclear', 'repeat', 'puede repetir'],
  ['es', 'unclear', 'repeat', 'me repite la pregunta'],
  ['es', 'unclear', 'agent', 'agente'],
  ['es', 'unclear', 'agent', 'operadora'],
  ['es', 'unclear', 'agent', 'quiero hablar con un agente'],
  ['es', 'unclear', 'agent', 'páseme con alguien'],
  ['es', 'unclear', 'agent', 'con un asesor por favor'],
  ['es', 'unclear', 'agent', 'sí quiero hablar con una persona'],
  ['es', 'unclear', 'agent', 'necesito hablar con atención al cliente'],
  ['es', 'unclear', 'wait', 'un momento por favor'],
  ['es', 'unclear', 'wait', 'espere un momento'],
  ['es', 'unclear', 'wait', 'espérame tantito'],
  ['es', 'unclear', 'wait', 'un segundito'],
  ['es', 'unclear', 'wait', 'sí, un momento'],
  ['es', 'unclear', 'stop_recording', 'no quiero que me graben'],
  ['es', 'unclear', 'stop_recording', 'no grabe la llamada por favor'],
  ['es', 'unclear', 'stop_recording', 'sin grabación por favor'],
]
