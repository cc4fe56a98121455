import { Router } from 'express'
import { httpLog } from '../lib/logger.ts'
import { collectProcessMetrics, metrics, metricsRegistry } from '../lib/metrics.ts'
import type { Deps } from '../usecases/ports.ts'
import { nameRoute } from './observe.ts'

/** `/metrics` for Prometheus: figures of this process and, counted at that moment, what is parked in the store. */
export function createMetrics(deps: Pick<Deps, 'store'>): Router {
  collectProcessMetrics()
  const router = Router()
  router.get('/metrics', async (_request, response) => {
    nameRoute(response, '/metrics')
    try {
      metrics.intakeParked.set(await deps.store.intake.countParked())
    } catch (err) {
      // The other figures are wanted most when the store is down.
      httpLog.warn({ err }, 'parked events not counted')
    }
    const text = await metricsRegistry.metrics()
    response.set('cache-control', 'no-store').type(metricsRegistry.contentType).send(text)
  })
  return router
}
