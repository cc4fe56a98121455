/** One of the figures that a bar is made of. */
export interface Series<K extends string> {
  key: K
  name: string
  tone: 'whole' | 'part' | 'best'
}

/** What a chart draws, and how. */
export interface ChartSeries<K extends string> {
  series: readonly Series<K>[]
  /** Each is a part of the one before and stands in it, or all stand beside each other. */
  layout: 'within' | 'beside'
}
