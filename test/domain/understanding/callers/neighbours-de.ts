/** Close to a yes in their words and none in their meaning. */
export const NEIGHBOURS_DE = `
    Ja, wo muss ich denn da drücken
    Ja, und dann meldet sich wer
    Ja was soll ich sagen
    Ja, ich such den Herrn Becker
    Also ja, mein Kühlschrank macht Lärm
    Ist da überhaupt ein Mensch dran
    Ja, bei mir im Haus ist das Wasser weg
    Ja das ist so eine Sache
    Gut, und wie lange dauert das
    Ja ja, blabla
    ja hallo, Schröder hier
    ja hallo, ich bräuchte mal Hilfe
    ja, ich habe eine Frage zu meiner Rechnung
    ja der Drucker blinkt
    ja mein Internet ist weg
    ja also es geht um folgendes
    ja genau, mein Router blinkt rot
    ja genau, ich hab da gestern schon mal angerufen
    ja richtig, der Techniker war nicht da
    ja, ja, ja, mein Drucker spinnt
    okay, also mein Vertrag läuft aus
    gut, ich wollte meinen Termin verschieben
    super, endlich geht jemand ran
    ja aber nur wenn das nichts kostet
    ja, aber wie geht das denn
    ja, ist das denn sicher
    ja wenn Sie mir sagen, wer Sie sind
    ja, wenn ich WhatsApp hätte
    wenn ich ein Smartphone hätte, dann ja
    ja, wenn ich wüsste wie
    ich bin gerade im Auto
    ja ich bin gerade im Auto
    ich kann gerade nicht sprechen
    ich sitze hier im Wartezimmer
    okay ich bin im Meeting
    ja ich hab gerade keine Zeit
    gut, ich hab jetzt keine Zeit
    weil ich im Zug sitze
    wenn das schneller geht
    wenn Sie so freundlich wären
    Sind Sie sicher
    sind Sie da ganz sicher
    ist das sicher so
    stimmt das denn
    geht das überhaupt
    meinen Sie das ernst
    wissen Sie das genau
    und das ist kostenlos
    und das ist wirklich sicher
    und was passiert dann
    Kannst du mal bitte leiser sein
    mach doch mal das Fenster zu
    komm, wir gehen gleich
    ja Schatz, ich komm gleich
    ja Mama, mach ich gleich
    Moment, es hat geklingelt
    nein, das passt schon
    nein, schon gut
    nein, alles gut, danke
    nee, ist gut
    nein nein, ich bin noch dran
    ja nein, also ich weiß auch nicht
    ja, theoretisch schon
    ja vielleicht, mal schauen
    das muss ich erst mit meiner Frau besprechen
    das entscheidet mein Chef
    ja das habe ich nicht verstanden
    wie, über WhatsApp
    WhatsApp
    über WhatsApp?
    mein WhatsApp funktioniert nicht
    schicken Sie mir einen Mitarbeiter vorbei
    schicken Sie mir bitte den Vertrag zu
    machen Sie mal hin
    machen Sie bitte die Störung weg
    ja klasse, das hat mir gerade noch gefehlt
    na toll, schon wieder ein Computer
    ja super, und wann kommt der Techniker
    gerne, wenn es nichts kostet
    gern würde ich mit einem Mitarbeiter reden
    ja, Kundendienst bitte
    ja bitte einmal mit der Technik
    das ist ja interessant
    das ist ja wohl ein Witz
    richtig, so steht es in der Rechnung
    das stimmt so nicht auf meiner Rechnung
    ja, wer ist denn da
    ja, und was kostet mich das
    ja also ich hab da eine Frage
    ja, guten Morgen, Weber mein Name
    ja, mein Auto springt nicht an
    ich hab eine Reklamation
    ja, ich rufe wegen der Heizung an
    okay, und dann
    ja ich brauche einen Termin beim Arzt
    Moment, ich muss kurz rechts ranfahren
    ja, das Gerät macht komische Geräusche
    gut, also, ich hätte gern den Chef gesprochen
    ja schön, und wo ist jetzt mein Paket
    ja die Lampe leuchtet noch immer
    ja am Montag war der Techniker da
    genau, am Dienstag um drei
    richtig, die Rechnung vom März
    ja, das ist die Kundennummer vier fünf sechs
    ja ist der Herr Maier da
    was ist, wenn ich kein WhatsApp habe
    könnte ich da auch Fotos schicken
    haben Sie meine Nummer überhaupt
    stimmt, da war ja noch was
    ja ja, das sagen Sie alle`
