/** What readings cost; only their order and the distance to `DOUBT` matter. */
export const COST = {
  /** Parts said as if they were one number, and not taken so: "forty six" as 40 6. */
  parts: 0.2,
  /** Tens before units in a language that says them the other way round. */
  reversed: 0.5,
  /** A word that is a digit here by its neighbours, or by its neighbours is not. */
  likely: 0.2,
  unlikely: 1,
  /** Digits that a recogniser wrote in two pieces: "200 45" for 245. */
  writtenInPieces: 1.5,
  /** Counted things rather than digits: "zwei Sekunden". */
  counted: 1.5,
  /** Possible, but hardly what anybody means. */
  farFetched: 1.5,
}
