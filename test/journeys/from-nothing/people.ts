/** Who sets everything up; her password and his are on no list. */
export const PARTNER = {
  name: 'Petra Partner',
  email: 'petra@example.test',
  password: 'grüne Ziegen schwimmen weit',
}

/** Who answers. */
export const AGENT = {
  name: 'Jörg Agent',
  email: 'joerg@example.test',
  password: 'rote Möwen tanzen gerne',
}

export const AGENCY = 'Nordlicht Telefonie'
export const CUSTOMER = 'Bäckerei Müller'
export const SERVICE = 'Bestellhotline'
/** What callers are greeted with. */
export const WELCOME = 'Grüß Gott bei der Bäckerei Müller.'
/** Who calls. */
export const CALLER = { name: 'Fräulein Öztürk', number: '+4917139200177' }
