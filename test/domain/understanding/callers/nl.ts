import type { Callers } from './callers.ts'
import { NEIGHBOURS_NL } from './neighbours-nl.ts'

/** Dutch of the Netherlands and of Flanders. */
export const CALLERS_NL: Callers = {
  yes: `
    Ja, dat is het makkelijkste
    Prima, stuur maar wanneer u wilt
    Ja, dat waardeer ik
    Oké ja, laten we overstappen
    Ja, u heeft mijn nummer, ga uw gang
    Ja, dat is cool
    Ja, ga daar maar verder
    Ja hoor, helemaal geen bezwaar
    Jep, dat werkt
    Ja, ik zit op WhatsApp met dit nummer
    Graag, dank u wel
    Ja waarom niet, ik sta toch in de file
    Zeker, dat maakt het makkelijker
    ja want ik zit in de auto
    ja, want ik kan nu niet zo goed praten
    ja graag, ik zit net in een vergadering
    ja graag, ik heb nu weinig tijd
    ja omdat ik op mijn werk ben
    ja graag, dan hoef ik niet meer te wachten
    ja hoor, dan kan ik het straks rustig nalezen
    ja prima, dat scheelt weer wachten
    ja, dan heb ik het zwart op wit
    ja want dat is makkelijker
    ja als dat makkelijker is voor u
    ja, als u zo vriendelijk wilt zijn
    graag, als het niet te veel gevraagd is
    als dat voor u handiger is, graag
    ja als het sneller werkt
    WhatsApp is voor mij het makkelijkst
    WhatsApp vind ik fijner
    via WhatsApp heb ik het liefst
    via WhatsApp komt me beter uit
    dat komt mij goed uit
    dat zou mij goed uitkomen
    liever via WhatsApp eigenlijk
    ik heb liever WhatsApp
    dat lijkt me een prima plan
    goed plan
    lijkt me wel wat
    stuur het daar maar naartoe
    stuur het maar hierheen
    stuurt u het maar door
    appt u me maar
    u mag me daar wel appen
    je kunt me daar appen
    stuur me daar maar een berichtje
    zet het maar op WhatsApp
    gooi maar op de WhatsApp
    schrijf me daar maar
    daar ben ik goed te bereiken, dus ja
    laten we dat maar doen
    laten we via WhatsApp verdergaan
    dan gaan we via WhatsApp verder
    nee hoor, dat is helemaal goed zo
    nee joh, dat is echt prima
    nee, dat vind ik helemaal niet erg
    nee hoor, stuur maar
    daar heb ik niks op tegen
    daar zie ik geen bezwaar in
    daar zeg ik geen nee tegen
    geen enkel bezwaar
    geen punt hoor
    no problemo, doe maar
    nee, ik bedoel ja
    nee wacht, ja natuurlijk
    nee sorry, jawel, doe maar
    ja da's goe
    amai ja, graag
    ba ja, doe maar
    da's in orde voor mij
    ja zeg, natuurlijk
    jazeker wel
    jawel hoor
    joe
    jup, doe maar
    jep, top
    ja joh
    ja hè, doe maar
    oké doe maar dan
    nou graag zelfs
    heel fijn, dank u
    wat mij betreft is dat prima
    wat mij betreft prima
    van mij mag het
    mij best hoor
    tof, doe maar
    ja dit is mijn eigen nummer
    ja dat is mijn mobiele nummer
    ja, op deze telefoon heb ik WhatsApp
    daar heb ik ook WhatsApp op, ja
    ja hoor, doe dat maar gerust
    ja, dat is wel zo handig
    oké, dan doen we dat
    ja graag, ik sta in de winkel
    ja, stuur maar een berichtje
    prima, app me maar
    ja hoor, dat vind ik prima
    ja, lijkt me handig
    zeker, dat mag
    ja dat vind ik goed
    nou graag
    ja, geen probleem hoor
    tuurlijk, stuur maar door
    ja, op dit nummer is prima
    ja, dat is mijn nummer
    ga ervoor
    is goed hoor
    dat is akkoord
    ik ga akkoord
    ja hoor, ik heb toch geen zin om te wachten
    ja da's handig
    ja da mag zeker
    da's goe voor mij
    jawel, doe maar
    waarom ook niet, ja
    ja dat zou fijn zijn
    heel graag zelfs
    dat is een goed idee
    ja, dat kunnen we wel doen
    daar ben ik het mee eens
    ja dat is goed, dank u
    oh ja, graag
    Dat zou top zijn
    Ja, stuur het gewoon naar mijn telefoon
    Doe dan maar WhatsApp
    WhatsApp graag
    Dan kies ik WhatsApp
    Dan maar via WhatsApp
    Ja hoor, app maar
    Ja, dat kan op die manier
    Ja, het nummer klopt
    Daar ben ik voor
    Dat is helemaal goed, doe maar
    Ja is goed, stuur maar
    Klinkt goed
    Jazeker, graag zelfs
    Helemaal geen probleem, stuur maar
    Tuurlijk, maakt mij niet uit, doe maar
    Ja dat wil ik wel
    Ja, dat mag u doen`,
  no: `
    Ik praat liever gewoon verder
    Nee ik wil geen berichten
    Het is een werktelefoon, dus nee
    Dat heb ik hier niet op staan
    Ik hou niet van typen
    Nee, bel me maar
    Per brief graag
    Vandaag niet, sorry
    Ja maar naar mijn kantoornummer graag
    daar begin ik liever niet aan
    daar doe ik niet aan mee
    daar heb ik geen zin in
    daar pas ik voor
    daar zit ik niet op te wachten hoor
    dat hoeft van mij niet
    dat zie ik niet zitten
    dat zie ik niet zo zitten
    dat is niks voor mij
    WhatsApp is niks voor mij
    ik moet niks hebben van WhatsApp
    ik hou niet van WhatsApp
    dat kunt u vergeten
    vergeet het maar
    geen denken aan
    geen sprake van
    mij niet gezien
    zonder mij
    dat doe ik liever niet
    dat heb ik liever niet
    bij voorkeur niet
    liever van niet
    nu liever niet
    nee, nu niet
    nee, op dit moment niet
    nee, laat maar hoor
    nee, hoeft niet hoor
    nee dank je wel
    nee merci
    nee, da moe nie
    bijlange nie
    bah nee
    nee zeg
    ik word liever gebeld
    bel me maar liever
    ik heb liever dat u belt
    ik praat liever met iemand
    liever gewoon bellen
    ik wacht wel aan de lijn
    stuur maar een mail
    mail het me maar
    stuur me liever een sms'je
    doe maar per post
    ik heb WhatsApp verwijderd
    ik heb WhatsApp eraf gegooid
    ik heb geen WhatsApp meer
    ik heb maar een simpele telefoon
    dit is een geleend toestel
    dit is de gsm van mijn dochter
    deze telefoon is van mijn baas
    ik bel van bij de buren
    ik bel via de vaste lijn
    ja maar niet op dit toestel
    graag, maar wel op een ander nummer
    ja, nee, toch maar niet
    prima, maar dit is niet mijn telefoon
    nee, ik bel liever
    nee, laat maar zitten
    dat wil ik niet
    daar heb ik geen behoefte aan
    nee, ik heb daar geen WhatsApp op
    absoluut niet
    nee, liever via de mail
    ik gebruik alleen Signal
    dit is een vaste lijn
    dat is het nummer van mijn man
    nee, niet op deze telefoon
    nee dank u, niet nodig
    eigenlijk niet
    liever niet hoor
    dat gaat niet, ik heb geen WhatsApp
    ja, maar dan op mijn andere nummer
    nee, dat vind ik niet prettig
    ik wil gewoon iemand aan de lijn, dus nee
    nee hoor, dat hoeft niet
    ik vind dat maar niks
    nee zeg, absoluut niet
    doe maar niet
    liever gewoon telefonisch
    dit is mijn werktelefoon
    neen bedankt
    Ach nee
    Nee, dat is niks voor mij
    Daar heb ik geen zin in
    Ik wil niks op papier
    Ik heb niet eens een mobiel
    Deze mobiel is van het werk
    Ik heb hier alleen een vaste telefoon
    Nee, ik blijf hangen
    Ik kan niet met WhatsApp overweg
    WhatsApp gebruik ik nooit
    Ik heb liever een telefoontje
    Nee, een sms graag
    Niet via WhatsApp alstublieft
    Ik wacht liever
    Ja maar dat nummer is niet van mij
    Nee, een ander nummer graag`,
  neighbours: NEIGHBOURS_NL,
}
