/**
 * Words that begin most passwords where the product is sold and that lists of English ones do not have; folded as
 * `password-rules.ts` folds them.
 */
export const COMMON_WORDS: readonly string[] = `
passwort kennwort geheim geheimnis sommer winter fruehling fruhling herbst januar februar maerz marz april juni juli august
september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag hallo willkommen schatz
schatzi liebe ichliebedich liebling maus hase baer engel sonne sonnenschein blume schmetterling fussball fusball bayern
dortmund schalke berlin hamburg muenchen munchen koeln koln frankfurt stuttgart duesseldorf dusseldorf leipzig dresden
hannover nuernberg nurnberg bremen wien zuerich zurich deutschland oesterreich osterreich schweiz firma buero buro
telefon handy internet server rechner zugang anmeldung benutzer admin administrator start anfang neu weihnachten urlaub
wachtwoord geheim welkom zomer lente herfst maandag dinsdag woensdag donderdag vrijdag zaterdag zondag liefde schatje
voetbal amsterdam rotterdam utrecht nederland holland ajax feyenoord oranje kantoor bedrijf gebruiker toegang
contrasena clave secreto bienvenido bienvenida hola verano invierno primavera otono enero febrero marzo abril mayo junio
julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo amor tequiero
teamo futbol madrid barcelona sevilla valencia espana usuario acceso oficina empresa
spring summer autumn winter january february march monday tuesday wednesday thursday friday saturday sunday welcome hello
company office login access change changeme default secret letmein callover whatsapp teams microsoft telefonica test
`
  .trim()
  .split(/\s+/)
