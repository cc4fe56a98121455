/** Close to a yes in their words and none in their meaning. */
export const NEIGHBOURS_NL = `
    Ja, waar moet ik drukken
    Ja en wie neemt er dan contact op
    Ja wat moet ik zeggen
    Ja ik zoek meneer Bakker
    Nou ja, mijn koelkast maakt lawaai
    Is daar wel een mens
    Ja, er is geen water in huis
    Ja, dat is zoiets
    Goed, en hoe lang duurt dat
    Ja ja, blabla
    ja hallo, met Jansen
    ja goedemiddag, met de heer de Vries
    ja ik heb een vraag over mijn factuur
    ja de printer knippert
    ja mijn internet doet het niet
    ja kijk, het zit zo
    ja precies, de monteur is niet geweest
    ja, ja, ja, mijn wasmachine is kapot
    ja inderdaad, daarom bel ik
    oké, dus mijn contract loopt af
    goed, ik wil mijn afspraak verzetten
    fijn, eindelijk iemand aan de lijn
    ja maar alleen als het gratis is
    ja maar hoe werkt dat dan
    ja maar is dat wel veilig
    ja als u zegt wie u bent
    ja als ik WhatsApp had
    als ik een smartphone had wel
    ja als ik wist hoe
    ik zit in de auto
    ja ik zit in de auto
    ik kan nu niet praten
    ik zit in een vergadering
    oké ik zit op mijn werk
    goed, ik heb nu geen tijd
    ja ik heb nu geen tijd
    omdat ik in de trein zit
    als dat sneller gaat
    als u zo vriendelijk wilt zijn
    weet u het zeker
    weet je het wel zeker
    bent u daar zeker van
    is dat zeker
    klopt dat wel
    meent u dat
    echt waar
    en dat is gratis
    en dat is veilig
    en dan
    en wat gebeurt er dan
    zet die muziek eens zachter
    doe de deur eens dicht
    doe dat licht eens uit
    kom, we gaan
    ja schat, ik kom
    ja mama, ik kom eraan
    wacht, de bel gaat
    nee, is goed
    nee, het is goed zo
    nee, is goed hoor
    nee nee, ik ben er nog
    ja nee, ik weet het ook niet
    ja, in theorie
    ja misschien, we zien wel
    ik moet het eerst aan mijn man vragen
    dat beslist mijn baas
    ja dat verstond ik niet
    wat, via WhatsApp
    WhatsApp
    via WhatsApp?
    mijn WhatsApp werkt niet
    stuur maar een monteur
    stuur me het contract
    ja mooi is dat
    nou lekker, weer een computer
    fijn, wanneer komt de monteur
    graag, als het niks kost
    ik zou graag iemand willen spreken
    ja, klantenservice graag
    ja verbind me maar door
    dat is interessant
    dat is toch belachelijk
    klopt, dat staat op mijn rekening
    ja het is de rode knop
    ja ik heb gisteren al gebeld
    ja dat heb ik al gedaan
    zeker, en wie bent u
    goed weer vandaag
    ja wie is dit
    ja en wat kost dat
    ja ik heb een vraag
    ja goedemorgen, met mevrouw de Boer
    ja mijn auto start niet
    ik heb een klacht
    ja ik bel over de verwarming
    oké en dan
    ja ik moet een afspraak maken
    wacht, ik moet even aan de kant
    ja het apparaat maakt een raar geluid
    goed, mag ik de manager spreken
    ja leuk, en waar is mijn pakketje
    ja het lampje brandt nog
    ja de monteur was er maandag
    precies, dinsdag om drie uur
    juist, de rekening van maart
    ja is meneer Smit er
    wat als ik geen WhatsApp heb
    kan ik daar ook foto's sturen
    heeft u mijn nummer wel
    ja ja, dat zeggen ze allemaal`
