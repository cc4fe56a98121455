import { Router } from 'express'
import type { Deps } from '../usecases/ports.ts'
import { nameRoute } from './observe.ts'

/** A store that takes longer than this would keep every caller waiting as well. */
const PATIENCE_MS = 2000

export interface HealthOptions {
  deps: Pick<Deps, 'store'>
  /** Whether the jobs of this process are at work. */
  workersRunning(): boolean
}

/** `/healthz`: the process answers. `/readyz`: it can also do its work, so that a load balancer may send some. */
export function createHealth(options: HealthOptions): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    nameRoute(response, '/healthz')
    response.set('cache-control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', async (_request, response) => {
    nameRoute(response, '/readyz')
    const store = await answers(options.deps.store.ping())
    const workers = options.workersRunning()
    response
      .status(store && workers ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({
        status: store && workers ? 'ready' : 'not ready',
        checks: { store: store ? 'ok' : 'failing', workers: workers ? 'ok' : 'stopped' },
      })
  })
  return router
}

async function answers(ping: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS)
  })
  try {
    return await Promise.race([
      ping.then(
        () => true,
        () => false,
      ),
      tooLate,
    ])
  } finally {
    clearTimeout(timer)
  }
}
