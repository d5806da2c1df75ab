// Trips: hapi, got towards pricing, Bull for the mails, winston.
const Hapi = require('@hapi/hapi')
const Bull = require('bull')
const winston = require('winston')
const lite = require('./lite')

const env = process.env
const f = winston.format
const plain = f.printf(i => `${i.timestamp} ${i.level.toUpperCase()} [trips] ${i.stack || i.message}`)
const log = winston.createLogger({
  format: env.LOG_FORMAT === 'json' ? f.combine(f.errors({ stack: true }), f.timestamp(), f.json()) : f.combine(f.errors({ stack: true }), f.timestamp(), plain),
  defaultMeta: { service: 'trips', version: env.RELEASE },
  transports: [new winston.transports.Console()]
})
if (env.RELEASE === '5.2.0') require('./invoice-template')

async function main () {
  const { default: got } = await import('got')
  const limit = +(env.RETRIES || 0)
  const pricing = got.extend({
    prefixUrl: env.PRICING_URL,
    timeout: { request: +(env.PRICING_TIMEOUT_MS || 3000) },
    retry: { limit, calculateDelay: ({ attemptCount }) => attemptCount > limit ? 0 : 100 },
    hooks: {
      beforeRequest: [() => lite.count('pricing_calls')],
      beforeRetry: [(error, n) => log.warn(`GET ${error.options.url} failed: ${error.message} (${error.code}), retry ${n} of ${limit}`)]
    }
  })
  let mails
  if (env.REDIS_HOST) {
    mails = new Bull('mails', { redis: { host: env.REDIS_HOST, port: 6379 }, defaultJobOptions: { removeOnComplete: true } })
    mails.on('error', e => log.error(`queue mails: ${e.message}`))
    mails.process(2, async job => { log.info(`mail for trip ${job.data.trip} handed over`) })
  }
  const server = Hapi.server({ host: env.HOST, port: +env.PORT })
  server.ext('onPreResponse', (req, h) => {
    const r = req.response
    if (!req.path.startsWith('/trips')) return h.continue
    const status = r.isBoom ? r.output.statusCode : r.statusCode
    const ms = Date.now() - req.info.received
    lite.done(ms, status)
    if (r.isBoom && status >= 500) log.error(r)
    log.info(`${req.method.toUpperCase()} ${req.path} ${status} ${ms}ms`)
    return h.continue
  })
  server.route([
    { method: 'GET', path: '/metrics-lite', handler: () => lite.snapshot() },
    { method: 'GET', path: '/healthz', handler: () => 'ok' },
    { method: 'GET', path: '/trips/{id}', handler: req => ({ id: req.params.id, state: 'finished' }) },
    {
      method: 'POST',
      path: '/trips',
      handler: async (req, h) => {
        const price = await pricing.get(`${env.PRICING_PATH || 'prices'}/${req.payload.zone}`, { headers: { 'x-request-id': req.headers['x-request-id'] } }).json()
        if (mails) await mails.add({ trip: req.payload.trip, to: `rider${req.payload.trip % 900}@example.com`, text: 'Thank you for riding with us' })
        return h.response({ trip: req.payload.trip, price }).code(201)
      }
    }
  ])
  await server.start()
  log.info(`hapi listens on ${server.info.uri}, version ${env.RELEASE}`)
  process.on('SIGTERM', async () => { log.info('SIGTERM: stopping'); await server.stop({ timeout: 3000 }); process.exit(0) })
}
main().catch(e => { log.error(e); process.exitCode = 1; setTimeout(() => process.exit(1), 50) })
