import { takingNote } from './asides.ts'
import type { Asides } from './asides.ts'

const NOW =
  '(nu|net|even|hier|zelf|ook|nog|toch|gewoon|momenteel|op dit moment|op het moment|eigenlijk|helaas|juist|zo|al|vandaag|namelijk|alweer|meteen|straks|ik|weer|net even|altijd)+'
const PLACE =
  '(in|op|aan|bij|met|naar|onderweg|achter|midden|de|het|een|mijn|n|t|m|drukke|volle)+ (auto|wagen|werk|trein|bus|tram|metro|kantoor|vergadering|meeting|overleg|winkel|supermarkt|file|dokter|huisarts|tandarts|ziekenhuis|school|les|college|weg|straat|fiets|klant|klanten|bespreking|dienst|stuur|perron|station|wachtkamer|lunch|pauze|lunchpauze|vliegveld|bouw|werf|baan|kinderen|bibliotheek|kassa)'
const CANNOT =
  '(kan|mag|wil|hoef|ga|zou|wou) (ik|je|nu|hier|even|zo|vandaag|eigenlijk|momenteel|op dit moment|gewoon|toch|namelijk|echt|ook|dan|daar|er)+ (niet|nie|moeilijk|slecht|lastig|nauwelijks|amper|maar kort|heel even) (zo|meer|lang|langer|heel|echt|goed|hard|hier|nu|eeuwig|uren|vrij|hardop|rustig|te|zolang|aan de telefoon|aan de lijn|in de wacht|iets|alles|de hele tijd|nog|weer|te lang)+ (praten|bellen|spreken|telefoneren|wachten|blijven|blijven zitten|zitten|hangen|blijven hangen|staan|opschrijven|noteren|meeschrijven|klappen|onthouden|blijven wachten|kletsen)'
const CANNOT_LAST =
  '(ik|je|nu|hier|even|zo|vandaag|eigenlijk|momenteel|op dit moment|gewoon|toch|echt)+ (niet|nie|moeilijk|slecht|lastig|nauwelijks|amper) (zo|meer|lang|langer|heel|goed|hard|hier|nu|eeuwig|vrij|hardop|rustig|te lang|aan de telefoon|aan de lijn|in de wacht)+ (kan|mag|wil) (praten|bellen|spreken|telefoneren|wachten|blijven|zitten|hangen|staan|opschrijven|noteren)'
const HAVE_NOT =
  '(heb) (ik|nu|even|hier|momenteel|eigenlijk|toch|helaas|ook|namelijk|vandaag|gewoon|op dit moment)+ (geen|weinig|niet veel|niet zo veel|niet zoveel|amper|bijna geen|maar weinig) (tijd|pen|batterij|bereik|beltegoed|geduld|pen en papier|papier|belminuten) (bij de hand|bij me|meer|om te wachten|om te bellen|over|hier|nu|vandaag)+'
const EASIER =
  '(sneller|makkelijker|gemakkelijker|handiger|beter|eenvoudiger|fijner|praktischer|vlotter|prettiger|rustiger|simpeler|liever)'
const BECAUSE = '(want|omdat|aangezien|doordat|dus|zodat)'

/** Dutch. */
export const ASIDES_NL: Asides = {
  courtesies: `(wanneer|zodra) (u|je|jullie) (maar|het|ook|dat)+ (wil|wilt|kunt|kan|uitkomt|tijd heeft|tijd hebt|zin heeft), wanneer (het|dat) (u|je) uitkomt, als (het|dat|t|u|je|jullie|ik|zo|via|whatsapp|voor|mij|me|jou|nou|dan|op|die|manier|iets|wat)+ ${EASIER} (is|gaat|werkt|voor u|voor jullie|voor je|uitkomt|zou zijn|zou gaan|voor mij|vindt|lukt|loopt|dan wachten)+,
      als (dat|het|t) (voor|u|jullie|je|jou|ook|wat|zo)+ (goed|oke|prima|in orde|mogelijk|akkoord|handig) (is|zou zijn|vindt), als u (dat|het) (liever|graag|fijner) (heeft|wilt|vindt|hebt), als (dat|het|t) (zou)? (kunnen|kan|mogen|mag|lukken|lukt), als u (het|dat|zo|me|mij|even|een|zou)+ (vriendelijk|aardig|lief|goed) (bent|zou zijn|wil zijn|wilt zijn|zou willen zijn),
      als (u|je) (dat|het|me|mij|even|zou|t|voor|een|berichtje|appje)+ (willen|wil|wilt|kunt|kan|kunnen|zou|zou willen|zou kunnen) (doen|sturen|appen|regelen)?,
      als (het|dat|t) (niet|te|veel|zo|voor|u|jullie|geen|al|een|je|teveel)+ (moeite|gedoe|werk|moeite kost|bezwaar|gevraagd) (is|kost|geeft|zou zijn)+, als ik (dat|zo vrij)? (mag|mag vragen|zo vrij mag zijn), (net)? (zoals|wat|hoe) (het)? (voor u)? (makkelijkst|handigst|snelst|het makkelijkst|het handigst|het snelst) (is|gaat|voor u)+`,
  reasons: `${BECAUSE} ik ${NOW} (moet|ga) ${NOW} (weg|door|gaan|ophangen|uitstappen|werken|rijden|(een|de|het|naar|mijn)+ (vergadering|trein|bus|afspraak|werk|meeting|overleg|les|dienst|dokter|school) (in|halen|heen|toe)?), ${BECAUSE} ik (moet|ga) ${NOW} (weg|door|gaan|ophangen|uitstappen|werken|rijden|(een|de|het|naar|mijn)+ (vergadering|trein|bus|afspraak|werk|meeting|overleg|les|dienst|dokter|school) (in|halen|heen|toe)?),
      (dan|zo) heb ik .... (zwart op wit|op papier|op schrift|bij de hand), ik wil (echt|nu|hier|gewoon|ook)+ (niet|geen) (eeuwig|uren|lang|langer|zo|te|de|hele|dag|in|aan|wacht|lijn)+ (staan|hangen|wachten|blijven|zitten),
      ${BECAUSE} ik (toch|echt|nu|geen)+ (geen zin|geen geduld) (heb)? om (nog|langer|zo lang|hier|te)+ (te)? (wachten|hangen|bellen) (heb)?, (ik)? heb (toch|echt|nu|ook)+ geen (zin|geduld) om (nog|langer|zo lang|hier|te)+ (te)? (wachten|hangen|blijven hangen), ${BECAUSE} ik ${NOW} (ben|zit|sta|rij|rijd|loop|werk|fiets) ${NOW} ${PLACE}, ${BECAUSE} ik (ben|zit|sta|rij|rijd|loop|werk|fiets) ${NOW} ${PLACE}, ${BECAUSE} ik ${NOW} ${PLACE} (ben|zit|sta|rij|rijd|loop|werk|fiets),
      ${BECAUSE} ik (ben|zit) ${NOW} (onderweg|aan het rijden|aan het werk|aan het koken|bezig|druk|druk bezig|niet alleen|aan het werken|aan het lesgeven), ${BECAUSE} ik ${NOW} (onderweg|aan het rijden|aan het werk|aan het koken|bezig|druk|druk bezig|niet alleen) ben,
      ${BECAUSE} ik ${CANNOT}, ${BECAUSE} ik ${CANNOT_LAST}, ${BECAUSE} (ik)? ${HAVE_NOT}, ${BECAUSE} mijn (batterij|telefoon|accu) (is|bijna|al|straks|zo)+ (leeg|plat) (is)?, ${BECAUSE} ik (nu|even|hier|echt|toch)+ (geen|weinig|niet veel|amper) (tijd|beltegoed|batterij|bereik|pen) (heb|om te wachten)+,
      ${BECAUSE} (dat|het|t|whatsapp|is|gaat|werkt|voor mij|mij|me|toch|veel|een stuk|ook|vind ik|wel|gewoon|stukken|komt|zo)+ ${EASIER} (is|gaat|werkt|voor mij|dan wachten|dan bellen|uit|vind|dan dit)+,
      (dat|het) (is|gaat) (toch|veel|een stuk|me|mij)+ ${EASIER} dan (wachten|bellen|telefoneren|dit|in de wacht staan|aan de lijn hangen),
      (dat|het|t)? (scheelt|bespaart|spaart) (mij|me|ons|weer|een hoop|veel|heel wat|tijd|wachten|wachttijd|gedoe|een boel|toch|lekker|gewacht|getreuzel)+,
      (dan|zo) (kan|heb|hoef) ik (het|dat|t|er|niet|ook|tenminste|meteen|straks|later|rustig|nog|alles|op|mijn|gemak|hier|meer|zo|lang|langer)+ (lezen|nalezen|teruglezen|zwart op wit|op papier|te wachten|bekijken|terugkijken|nakijken|antwoorden|reageren|te bellen|op schrift|te hangen|op te schrijven)`,
  circumstances: takingNote(
    'oke|goed|nou|fijn|mooi|precies|klopt|juist|ja goed|dus',
    `(ik)? (sta|wacht|hang|zit) (ik|hier|nu|al|in de wacht|aan de lijn|ruim|bijna|meer dan|toch)+ (een|half|uur|kwartier|twintig|dertig|veertig|tien|minuten|lang|eeuwen|uren|lange|20|30|40)+ (uur|uren|minuten|lang|eeuwen|tijd|kwartier|in de wacht), (ik)? (ben|zit|sta|rij|rijd|loop|werk|fiets) ${NOW} ${PLACE}, (ik)? (ben|zit) ${NOW} (onderweg|aan het rijden|aan het werk|aan het koken|bezig|druk|druk bezig|niet alleen|aan het werken|aan het lesgeven),
      (ik)? ${CANNOT}, (ik)? ${HAVE_NOT}, mijn (batterij|telefoon|accu) is .. (leeg|bijna leeg|plat)`,
  ),
}
