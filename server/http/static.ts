import { Router, static as serveFolder, type RequestHandler } from 'express'
import { join } from 'node:path'
import { nameRoute } from './observe.ts'

export interface StaticOptions {
  /** Where the tab has been built to. */
  tabDir: string
  /** Whether there is a simulator to show. */
  demo: boolean
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Callover</title></head>
  <body>
    <h1>The inbox has not been built yet</h1>
    <p>Run <code>npm run build</code> (or <code>npm start</code>, which does so by itself) and reload this page.</p>
    <p>The server itself is running: <a href="/api/docs">its API</a> can be used already.</p>
  </body>
</html>
`

/** The pages, each at its address. */
export function createPages(options: StaticOptions): Router {
  const router = Router()
  // One application; what follows an area's name is its own business.
  const paths = [
    '/',
    '/teams/inbox',
    '/teams/configure',
    '/teams/auth-end',
    '/reports{/*rest}',
    '/studio{/*rest}',
    '/administration{/*rest}',
    '/welcome',
  ]
  router.get(paths, servePage(options.tabDir, 'index.html'))
  if (options.demo) router.get('/simulator', servePage(options.tabDir, 'simulator.html'))
  return router
}

/** What the pages load. What is not there is left to the next router. */
export function createAssets(tabDir: string): Router {
  const router = Router()
  router.use(nameAssets)
  // Their names change with their content.
  const hashed = serveFolder(join(tabDir, 'assets'), {
    index: false,
    redirect: false,
    immutable: true,
    maxAge: '365d',
  })
  router.use('/assets', hashed)
  const others = serveFolder(tabDir, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (response) => response.setHeader('cache-control', 'no-cache'),
  })
  router.use((request, response, next) => {
    // Pages have addresses of their own; the simulator's must not be reachable by its file name.
    if (/\.html?$/i.test(request.path)) next()
    else others(request, response, next)
  })
  return router
}

const nameAssets: RequestHandler = (_request, response, next) => {
  nameRoute(response, 'static')
  next()
}

function servePage(tabDir: string, file: string): RequestHandler {
  return (_request, response, next) => {
    nameRoute(response, 'page')
    const headers = { 'cache-control': 'no-cache' }
    response.sendFile(file, { root: tabDir, cacheControl: false, headers }, (error: unknown) => {
      if (error === undefined || error === null || response.headersSent) return
      if (isMissing(error)) response.status(503).set(headers).type('html').send(NOT_BUILT)
      else next(error)
    })
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT'
}
