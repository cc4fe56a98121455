import { takingNote } from './asides.ts'
import type { Asides } from './asides.ts'

const NOW =
  '(gerade|grad|jetzt|hier|eh|nämlich|leider|im moment|momentan|auch|noch|sowieso|ja|halt|da|so|schon|eben|ohnehin|einfach|grade|heute|wieder|selber|selbst|dauernd|gleich|ich|i)+'
const PLACE =
  '(im|in|auf|am|an|bei|beim|aus|mitten|hinterm|vorm|vor|auf dem|im vollen)+ (der|dem|einer|einem|nem|ner|meiner|meinem|dauer|vollen|wichtigen)+ (auto|wagen|zug|bus|bahn|straßenbahn|s bahn|u bahn|tram|ice|lkw|arbeit|büro|dienst|meeting|termin|besprechung|sitzung|stau|kunden|kundentermin|supermarkt|kasse|arzt|zahnarzt|wartezimmer|vorlesung|unterricht|schule|uni|baustelle|laden|geschäft|schicht|mittagspause|fahren|autofahren|einkaufen|kochen|steuer|lenkrad|sprung|weg|straße|autobahn|konferenz|bibliothek|werkstatt|krankenhaus|flughafen|bahnsteig|bahnhof|großraumbüro|funkloch|gespräch|fahrrad) (im|in der|am)? (supermarkt|stadt|bahnhof|büro|flughafen)?'
const CANNOT = `${NOW} (nicht|schlecht|schwer|kaum|ungern|nur kurz|ganz schlecht|nicht so|nicht gut|nicht mehr) (so|lange|lang|gut|ewig|mehr|länger|viel|laut|richtig|die ganze zeit|ohne weiteres|in ruhe|hier|jetzt|gerade|am telefon|in der leitung|in der warteschleife|am apparat|ewig lang|stundenlang|noch|frei|nebenbei|mir)+ (reden|sprechen|telefonieren|bleiben|warten|dranbleiben|quatschen|mitschreiben|aufschreiben|etwas aufschreiben|was aufschreiben|zuhören|rumhängen|hängen|merken|rangehen|anrufen|plaudern)`
const HAVE_NOT = `${NOW} (keine|kaum|wenig|nicht viel|nicht so viel|nur wenig|gar keine|keinen|nichts|nix|nicht) (zeit|geduld|akku|guthaben|empfang|ruhe|stift|kugelschreiber|papier|stift und papier|zettel|zu schreiben|zum schreiben|zum mitschreiben|zum aufschreiben|so viel zeit|viel zeit|lange zeit) (da|dabei|hier|zur hand|mehr|griffbereit|parat|gerade|grad|zum telefonieren|zum warten)+`
const EASIER =
  '(schneller|einfacher|leichter|bequemer|praktischer|besser|unkomplizierter|flotter|angenehmer|günstiger|übersichtlicher|entspannter|lieber)'
const BECAUSE = '(weil|da|denn|dann|nämlich|wo)'

/** German. */
export const ASIDES_DE: Asides = {
  courtesies: `wann (immer)? (sie|ihr|du) (wollen|möchten|können|mögen|wollt|magst|zeit haben)+, (jederzeit|wann auch immer) $, (wenn|falls) (das|es) (bei|ihnen|dir|für|sie|auch|so|denn|da|von|aus|überhaupt)+ (geht|ginge|klappt|passt|möglich ist|machbar ist|funktioniert), (wenn|falls|sofern) (das|es|ihnen|sie|dir|s|ich|so|über|whatsapp|per|auf|dem|weg|für|auch|dann|damit)+ ${EASIER} (ist|geht|wäre|für sie|für dich|läuft|klappt|funktioniert|für alle|für beide|für uns|für mich|als warten|als hier warten)+,
      wenn sie (das|mir|es|so|bitte|mir das)+ (freundlich|nett|lieb|gut|liebenswürdig|gütig) (wären|sind|würden|sein würden|sein könnten|sein wollen),
      wenn sie (das|mir|es|das bitte|so)+ (machen|tun|schicken|schreiben|veranlassen|einrichten)? (würden|könnten|wollen|möchten|mögen|können|wollten),
      wenn (es|das) (ihnen|für sie|dir|so)+ (nichts ausmacht|keine umstände macht|keine mühe macht|recht ist|passt|nicht zu viel mühe macht|nicht zu umständlich ist|nicht zu viel verlangt ist|keine zu große mühe ist|nicht zu viele umstände macht|geht|lieber ist|nicht stört|weiterhilft|hilft|ausreicht|reicht|machbar ist|möglich wäre|sich einrichten lässt|zeit spart|geht so),
      wenn (das|es) (für|sie|ihnen|dich|euch|von|aus|auch|so|ihrer|seite)+ (okay|ok|in ordnung|gut|möglich|recht|passend|machbar|genehm) (ist|wäre|geht|sein sollte), wenn ihnen das (keine umstände|keine mühe|nichts) (macht|ausmacht), wenn ich (darum)? (bitten darf|bitten dürfte|so sagen darf),
      (so|wie)? (wie)? es (für sie|ihnen)? am (einfachsten|besten|schnellsten) (ist|geht|passt), was (auch immer)? (am)? (schneller|einfacher|einfachsten|besten|schnellsten) (geht|ist|wäre)`,
  reasons: `${BECAUSE} ich ${NOW} (in einen|in ein|in eine|zum|zur|zu|in den|in die|auf den|auf die|in|aus)+ (meeting|termin|besprechung|sitzung|arzt|arbeit|zug|bus|bahn|tunnel|konferenz|schule|kita|haus|schicht|kunden|vorlesung|unterricht) (muss|gehe|steige|fahre|komme|laufe)?, ${BECAUSE} ich ${NOW} (weg|los|gehen|fahren|aussteigen|umsteigen|auflegen|arbeiten|kochen|rein|weiter) (muss|müsste)?,
      ${BECAUSE} (muss|muss ich|ich muss) ${NOW} (weg|los|gehen|fahren|aussteigen|auflegen|arbeiten|weiter), ${BECAUSE} (ich)? (habe|hab) ${HAVE_NOT} (um|zu|hier|länger|lange|so|mehr)+ (warten|telefonieren|hängen|bleiben)?,
      (ich)? (will|möchte|mag) ${NOW} nämlich ${NOW} nicht (ewig|so|lange|länger|hier|mehr|in|der|die|ganze|zeit|stundenlang)+ (schleife|leitung|warteschleife|telefon|warten|hängen) (hängen|warten|bleiben|sitzen)+,
      (dann|so|da) (habe|hab) ich .... (schriftlich|schwarz auf weiß|zum nachlesen|auf einen blick),
      ${BECAUSE} (ich|i) ${NOW} ${PLACE} (bin|sitze|stehe|stecke|hänge|fahre|war|unterwegs)?, ${BECAUSE} (bin|sitze|stehe|stecke|hänge) (ich|i) ${NOW} ${PLACE},
      (ich)? (bin|sitze|sitz|stehe|steh|stecke|hänge) ${NOW} nämlich ${NOW} ${PLACE}, (ich)? bin ${NOW} nämlich ${NOW} (unterwegs|am fahren|in eile|beschäftigt|nicht allein),
      ${BECAUSE} (ich|i|man) ${CANNOT} (kann|möchte|will|mag|darf|könnte|muss)?, ${BECAUSE} (kann|will|möchte|darf) ich ${CANNOT}, (ich)? (kann|will|möchte|darf) ${NOW} nämlich ${CANNOT},
      ${BECAUSE} (mein|der) akku (gleich|fast|bald|schon|ist|wird|geht|auch)+ (leer|alle|schwach|schlapp) (ist|geht|wird|macht)?, ${BECAUSE} (ich|i) ${HAVE_NOT} (habe|hab)?, ${BECAUSE} (habe|hab) ich ${HAVE_NOT},
      ${BECAUSE} ich ${NOW} (unterwegs|am fahren|in eile|beschäftigt|nicht allein|im stress|auto|los) (bin|fahre|muss)?,
      ${BECAUSE} (das|es|whatsapp|so|mir|für|mich|uns|ist|geht|wäre|viel|sowieso|eh|ja|auch|einfach|doch|deutlich|wesentlich|sicher|nämlich)+ ${EASIER} (ist|geht|wäre|für mich|als warten|als das hier|als telefonieren|als hier warten)+,
      das (ist|geht|wäre) (mir|für mich|ja|eh|viel|sowieso|nämlich|auch)+ ${EASIER} (für mich)? als (hier)? (warten|telefonieren|in der leitung hängen|die warteschleife|das telefon|hier zu warten|zu telefonieren),
      (dann|so|da) (muss|brauche|brauch) ich (hier|wenigstens|ja|dann|auch)+ nicht (mehr|so|länger|ewig|lange|noch|hier|stundenlang|so lange)+ (zu)? (warten|hängen|telefonieren|dranbleiben|anrufen|mitschreiben|aufschreiben|aufzuschreiben|in der leitung hängen|in der warteschleife hängen),
      (dann|so|da) (kann|könnte) ich (mir|es|das|s|alles|ihnen|gleich|auch|dann|in ruhe|später|heute abend|nachher|direkt|besser|noch|mal|ja|wenigstens)+ (lesen|nachlesen|durchlesen|anschauen|ansehen|nachschauen|antworten|reinschauen|draufschauen|nachsehen),
      (dann|so|da) (habe|hab) ich (es|das|s|alles|ja|wenigstens|auch|gleich|dann|sogar)+ (schriftlich|schwarz auf weiß|vor mir|auf dem handy|zum nachlesen),
      bevor ich .... (hänge|warte|sitze|höre|bleibe|rumhänge|verbringe) .., (das)? (spart|erspart) (mir|uns|ja|das|die|warten|zeit|warterei|viel|eine menge|wenigstens|auch|lästige)+`,
  circumstances: takingNote(
    'okay|ok|oke|gut|na gut|genau|richtig|alles klar|schön|super|toll|also|na|tja|aha|ja gut|ja okay',
    `(ich)? muss ${NOW} (weg|los|gehen|fahren|aussteigen|umsteigen|auflegen|arbeiten|in einen termin|ins meeting|zur arbeit|zum zug), ich (gehe|steige|fahre|laufe) ${NOW} in (einen|ein|den|die|das)? (tunnel|zug|bus|termin|meeting|besprechung|bahn|funkloch), (ich)? (warte|hänge|häng|wart) (ich|hier|jetzt|schon|nun|bereits|seit|über|bestimmt|wieder|doch|ja)+ (einer|eine|zwanzig|dreißig|vierzig|zehn|fünfzehn|einer halben|ewigkeiten|stunden|halbe|halben|viertel|zwei|drei|20|30|40|lange|ewig)+ (minuten|stunde|stunden|viertelstunde|ewigkeiten|ewig|lange|ewigkeit|zeit|in der leitung|in der warteschleife|hier)+, (hier|es) ist (es|hier|so|sehr|gerade|ziemlich|zu|einfach|grad|recht)+ (laut|voll), (ich)? (bin|sitze|sitz|stehe|steh|stecke|steck|hänge|häng|fahre|fahr) ${NOW} ${PLACE} .., (ich)? (bin|fahre|fahr|muss) ${NOW} (unterwegs|am fahren|auto|in eile|beschäftigt|nicht allein|im stress|los|gleich weg),
      (ich)? ${NOW} ${PLACE} (bin|sitze|stehe|stecke|hänge|fahre), (ich)? (kann|will|möchte|mag|darf|könnte) ${CANNOT}, (ich)? (habe|hab|hätte) ${HAVE_NOT}, (und)? ${NOW} ${CANNOT} (kann|will|möchte|darf), (mein|der) akku (ist|wird|geht|macht)? .. (leer|alle|schwach|schlapp)`,
  ),
}
