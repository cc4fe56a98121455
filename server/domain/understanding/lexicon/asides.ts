/**
 * What callers say around their answer. It explains a yes or a no and is neither: `courtesies` are conditions of
 * politeness and of ease ("wenn das schneller geht"), `reasons` say why ("weil ich im Auto sitze"), `circumstances`
 * are such reasons told without a "because".
 */
export interface Asides {
  courtesies: string
  reasons: string
  circumstances: string
}
