import type { Request } from 'express'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Route, RouteKey, Routes } from '../contract/http.ts'
import type { FileRecord } from '../store/entities.ts'
import type { Deps, Principal } from '../usecases/ports.ts'

type Part<R extends Route, P extends 'params' | 'query' | 'body'> = R extends {
  [K in P]: infer S extends z.ZodType
}
  ? z.output<S>
  : undefined

/** One request to a route, checked: its parts are what the contract's schemas made of them. */
export interface Call<R extends Route> {
  deps: Deps
  /** `null` on routes that need no session. */
  principal: R extends { open: true } ? null : Principal
  params: Part<R, 'params'>
  query: Part<R, 'query'>
  body: Part<R, 'body'>
  /** For what the contract does not describe: the client's address, the bytes of an upload. */
  request: Request
}

/** A file to send: what is known of it, and its bytes from `start` to `end` (exclusive) or all of them. */
export interface FileAnswer {
  /** As much of a file's record as its answer shows. */
  record: Pick<FileRecord, 'id' | 'fileName' | 'contentType' | 'size' | 'sha256'>
  read(range?: { start: number; end: number }): Readable
}

type Answer<R extends Route> = R extends { download: true } ? FileAnswer : z.output<R['response']>

/** Calls one use case and shapes its result; whatever it throws becomes a problem at the error handler. */
export type RouteHandler<R extends Route> = (call: Call<R>) => Promise<Answer<R>>

export type RouteTable = Readonly<Record<string, Route>>

/** A handler for every route of a table. */
export type Handlers<T extends RouteTable> = { readonly [K in keyof T]: RouteHandler<T[K]> }

/** The handler of one route of the contract. */
export type Handler<K extends RouteKey> = RouteHandler<Routes[K]>
