import type { Callers } from './callers.ts'
import { NEIGHBOURS_DE } from './neighbours-de.ts'

/** German, from Kiel to Vienna and Zurich. */
export const CALLERS_DE: Callers = {
  yes: `
    Ja, das wäre mir am liebsten
    Ja, dann geht's schneller, gerne
    Mach ma so
    Ja, ich hab da kein Problem mit
    Wunderbar, dann schreiben wir uns
    Ja, meine Güte, dann halt über WhatsApp
    Ja, Sie dürfen mir gern schreiben
    Genau, auf das Handy hier bitte
    Jo, kannste machen
    Sehr gerne, ich sitz eh grad im Zug
    Ja, ich denke das ist das Beste
    Ja, wenn das bei Ihnen auch geht, gern
    Ja von mir aus auch WhatsApp
    Das ist eine super Idee, machen wir
    ja, weil ich gerade im Auto sitze
    ja, ich kann hier nämlich nicht so gut reden
    ja gerne, ich bin grad in der Bahn und hier ist es so laut, also WhatsApp bitte
    ja gern, ich stehe gerade an der Kasse im Supermarkt, da passt mir WhatsApp besser
    ja bitte, dann muss ich nicht mehr in der Warteschleife hängen
    ja klar, dann kann ich das später in Ruhe nachlesen
    ja gern, dann hab ich das gleich schriftlich
    ja gerne, ich hab leider nicht so viel Zeit
    ja weil mein Akku gleich leer ist
    ja, wenn's Ihnen nichts ausmacht
    ja wenn Sie das machen würden
    wenn das für Sie einfacher ist, gerne
    wenn es recht ist, ja gerne
    gerne, wenn Sie so lieb wären
    ja falls das schneller geht
    WhatsApp ist mir eh am liebsten
    WhatsApp wäre mir sogar sehr recht
    über WhatsApp ist es für mich einfacher
    also WhatsApp finde ich praktischer
    das ist mir lieber
    das wäre mir ehrlich gesagt lieber
    per WhatsApp geht's bei mir am besten
    das käme mir sehr entgegen
    das trifft sich gut
    das passt mir gerade ganz gut
    schreiben Sie mir einfach
    ja schreibt mir da hin
    schickts mir rüber
    dann schicken Sie's halt rüber
    ja schicken Sie das da ruhig hin
    melden Sie sich einfach per WhatsApp
    Sie können mir da gerne schreiben
    da könnt ihr mir schreiben
    auf dem Handy bin ich gut erreichbar, also ja
    nur zu, schreiben Sie
    dann lassen Sie uns das über WhatsApp machen
    dann machen wir auf WhatsApp weiter
    nein nein, das ist völlig in Ordnung für mich
    nee, das ist schon recht so, schicken Sie nur
    ach was, das macht mir gar nichts, ja
    nein, da habe ich überhaupt nichts dagegen
    dagegen hab ich nix
    da gibt's von mir keinen Einwand
    da sag ich nicht nein
    das soll mir recht sein
    nein, ich meine ja
    nein, Blödsinn, ich meinte natürlich ja
    nee warten Sie, doch, ja
    natuerlich gerne
    das waere schoen
    koennen wir gern so machen
    fuer mich ist das in Ordnung
    jo klor
    jo eh, schickens ma des
    passt schon, machens des
    ja mei, von mir aus gern
    ja das isch super so
    ja gärn, schicked Sie mer das
    jepp, geht in Ordnung
    jou, mach ma
    allet klar, machen Se det
    au ja
    super Idee
    das ist eine gute Sache, ja
    aber immer
    immer gerne
    ja das klingt vernünftig
    na dann ja
    ja gut, dann so
    ja meine Handynummer, genau
    das ist meine Handynummer, ja
    ja da hab ich auch WhatsApp drauf
    ja, auf der Nummer hab ich WhatsApp
    ja, machen Sie ruhig, ich hab eh keine Geduld mehr
    schreiben Sie mir doch einfach kurz
    ja, ich bin damit einverstanden, schreiben Sie mir
    ja, das ist ja praktisch
    ja, geht das? Dann gerne.
    oh ja, das wäre mir sehr recht
    ja gut, ich sitze nämlich in der Arbeit
    ja, nur her damit
    kein Problem, schreiben Sie mir da
    ja warum denn nicht, machen wir
    Sehr gut, dann machen wir es so
    ja, bitte weiter über WhatsApp
    jo is recht
    ja basst, schick rüber
    jawohl, können Sie machen
    ja, die Nummer ist die richtige
    joa, können wa machen
    ja, ich find das gut
    von mir aus, ja
    ja, von mir aus können Sie das machen
    na klar, her mit der Nachricht
    ja, dann brauch ich nicht so lange zu warten
    ja, per WhatsApp ist super, ich kann grad nicht telefonieren
    jep, immer gern
    ja mei, wenn's schneller geht
    ja, dann machen Sie das bitte
    das können wir gern tun
    doch, das geht
    hätte ich nichts dagegen
    ich bitte sogar darum
    bin einverstanden, ja
    okay, schicken Sie los
    ja gut, einverstanden, danke
    Das wär spitze
    Ja, schick's mir einfach aufs Handy
    Mir ist WhatsApp lieber
    Von meiner Seite gern
    Ja passt, schreibts mir
    Machen Sie das so
    Ja logisch
    Ja, ich nehm WhatsApp
    Dann nehme ich WhatsApp
    Dann halt WhatsApp
    WhatsApp bitte
    ja, schreiben wir über WhatsApp
    Joa passt
    Ja, das können Sie machen, die Nummer stimmt
    Jo, schreib mir
    Ja, gern über diese Nummer
    Okay, WhatsApp ist gut
    Nein, gar kein Problem, schreiben Sie ruhig`,
  no: `
    Nee, das mit WhatsApp lassen wir mal
    Nein, ich möchte nicht angeschrieben werden
    Geht nicht, ist ein Diensttelefon
    Ich hab das nicht, dieses WhatsApp
    Ich mag das nicht
    Nein, da gehe ich nicht drauf ein
    Lieber per Brief
    Nein, sonst gern, aber heute nicht
    Ich will einfach nur telefonieren
    Ja, aber bitte auf die Nummer von meinem Büro
    nein, das kommt überhaupt nicht in Frage
    das kommt für mich nicht infrage
    das können Sie sich sparen
    das können Sie gleich wieder vergessen
    darauf kann ich verzichten
    da mach ich nicht mit
    damit fang ich gar nicht erst an
    ohne mich
    nicht mit mir
    lassen wir das lieber
    das lassen wir mal schön bleiben
    das ist nichts für mich
    WhatsApp ist nicht so mein Ding
    mit WhatsApp will ich nichts zu tun haben
    von WhatsApp halte ich nichts
    das möchte ich eigentlich nicht so gern
    das wär mir nicht so recht
    das ist mir nicht so lieb
    heute lieber nicht
    nein, im Moment nicht
    nein, jetzt gerade nicht
    eher nein
    bitte nicht
    bloß nicht
    naa, des mog i ned
    nei, da bruuchts nöd
    na danke
    nö du, lass stecken
    nein danke, ich warte lieber
    ich möchte lieber angerufen werden
    mir wäre ein Anruf lieber
    rufen Sie mich lieber an
    ich würde das lieber mit jemandem persönlich besprechen
    schicken Sie mir lieber eine E-Mail
    mailen Sie mir das lieber
    eine Mail wäre mir lieber
    schreiben Sie mir bitte eine SMS
    lieber mit der Post
    WhatsApp hab ich schon lange nicht mehr
    WhatsApp hab ich deinstalliert
    ich hab das WhatsApp wieder runtergeschmissen
    auf diesem Telefon geht kein WhatsApp
    ich hab nur ein Klapphandy
    das Handy ist nur geliehen
    das ist das Handy von meiner Schwester
    das Telefon gehört meinem Chef
    ich rufe von meiner Nachbarin aus an
    ich telefoniere über den Festnetzanschluss
    ja, aber auf der anderen Nummer
    gerne, allerdings auf einer anderen Nummer
    gern, nur nicht auf diesem Handy
    okay, aber nehmen Sie die Nummer von meinem Mann
    ja gut, das ist aber nicht mein Handy
    ja, nee, lieber doch nicht
    nein, ich telefoniere lieber
    nee, lassen Sie das mal
    ach nein, das ist nichts für mich
    nein, da hab ich kein WhatsApp
    nö, ich will das nicht
    auf keinen Fall
    das möchte ich nicht, danke
    ich bin da eher dagegen
    mir ist ein Gespräch lieber
    nein, ich hab nur Festnetz
    das ist leider ein Festnetzanschluss
    ich habe WhatsApp nicht installiert
    nein, ich nutze nur Signal
    lieber über eine andere Nummer
    das Handy ist von meinem Sohn
    ja, aber bitte an die Nummer meiner Frau
    nee, nicht auf dem Handy
    danke, brauch ich nicht
    nein, vielen Dank auch
    WhatsApp? Nein danke.
    geht bei mir nicht, ich hab kein WhatsApp
    nein, schicken Sie's per Mail
    nein, das will ich nicht so haben
    eigentlich nicht
    eher ungern
    also nee, wirklich nicht
    das passt mir gar nicht
    nein, das ist mir zu unsicher
    lieber klassisch am Telefon
    Och nö
    Nee, das ist mir nichts
    Da hab ich keine Lust drauf
    Ich will da nichts schriftlich
    Ich hab doch gar kein Handy
    Das Handy hier ist vom Geschäft
    Hier hab ich nur ein Festnetztelefon
    Nein, ich bleibe dran
    Mit WhatsApp kenn ich mich nicht aus
    WhatsApp benutze ich nicht
    Ich hätte lieber einen Anruf
    Nein, lieber eine SMS
    Bitte nicht über WhatsApp
    Ich würd lieber warten
    Ja, aber die Nummer ist nicht meine
    Nee, andere Nummer bitte`,
  neighbours: NEIGHBOURS_DE,
}
