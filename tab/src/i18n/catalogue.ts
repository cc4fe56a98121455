import type { en } from './en.ts'

type Texts<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]>
}

/** What every language must say: the keys of the English catalogue. */
export type Catalogue = Texts<typeof en>
export type Namespace = keyof Catalogue

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en
  }
}
