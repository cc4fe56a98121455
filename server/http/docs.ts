import { Router, static as serveFolder, type Response } from 'express'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { nameRoute } from './observe.ts'
import { describeApi } from './openapi.ts'
import type { RouteTable } from './route-table.ts'

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Callover API</title>
    <link rel="stylesheet" href="/api/docs/assets/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/api/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`

/** A file of its own, since the policy allows no script within the page. */
const START = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#docs', deepLinking: true })\n`

/** The description at `/v1/openapi.json` and a page to browse it at `/docs`, both below `/api` and open to everybody. */
export function createDocs(routes: RouteTable, publicUrl: string | null): Router {
  const description = JSON.stringify(describeApi(routes, publicUrl))
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const router = Router()
  router.get('/v1/openapi.json', (_request, response) => {
    nameRoute(response, '/api/v1/openapi.json')
    cacheBriefly(response).type('application/json').send(description)
  })
  router.get('/docs', (_request, response) => {
    nameRoute(response, '/api/docs')
    cacheBriefly(response).type('html').send(PAGE)
  })
  router.get('/docs/start.js', (_request, response) => {
    nameRoute(response, '/api/docs')
    cacheBriefly(response).type('text/javascript').send(START)
  })
  router.use(
    '/docs/assets',
    serveFolder(assets, { index: false, redirect: false, maxAge: '1d', extensions: false }),
  )
  return router
}

function cacheBriefly(response: Response): Response {
  return response.set('cache-control', 'no-cache')
}
