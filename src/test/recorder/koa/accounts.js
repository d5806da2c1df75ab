// Accounts and their balance: Koa, knex on MariaDB through mysql2, pino.
const Koa = require('koa')
const Router = require('@koa/router').default || require('@koa/router')
const body = require('koa-bodyparser').default || require('koa-bodyparser')
const knex = require('knex')
const pino = require('pino')
const lite = require('./lite')

const env = process.env
const log = pino({ base: { service: env.SERVICE, version: env.RELEASE }, timestamp: pino.stdTimeFunctions.isoTime })
const db = knex({
  client: 'mysql2',
  connection: { host: env.DB_HOST, user: 'accounts', password: env.DB_PASSWORD, database: 'wheels', connectTimeout: 2000 },
  pool: { min: 0, max: +(env.POOL_MAX || 8), idleTimeoutMillis: +(env.POOL_IDLE_MS || 30000), reapIntervalMillis: +(env.POOL_REAP_MS || 500) },
  acquireConnectionTimeout: 4000
})
const pool = db.client.pool
lite.gauges(() => ({ db_pool_active: pool.numUsed(), db_pool_waiting: pool.numPendingAcquires(), db_pool_max: pool.max }))

const app = new Koa()
const router = new Router()
app.use(async (ctx, next) => {
  if (ctx.path === '/metrics-lite') { ctx.body = lite.snapshot(); return }
  if (ctx.path === '/healthz') { ctx.body = 'ok'; return }
  const t = performance.now()
  try {
    await next()
  } catch (err) {
    ctx.status = err.status || 500
    ctx.body = { error: ctx.status === 500 ? 'internal error' : err.message }
    if (ctx.status === 500) log.error({ err, method: ctx.method, url: ctx.url, requestId: ctx.get('x-request-id') }, 'request failed')
  }
  const ms = performance.now() - t
  lite.done(ms, ctx.status)
  log.info({ method: ctx.method, url: ctx.url, status: ctx.status, ms: Math.round(ms) }, 'request')
})
app.use(body())
router.get('/accounts/:id', async ctx => {
  const row = await db('accounts').where({ id: ctx.params.id }).first()
  if (!row) ctx.throw(404, 'no such account')
  ctx.body = row
})
router.post('/accounts/:id/debits', async ctx => {
  await db.transaction(async trx => {
    const row = await trx('accounts').where({ id: ctx.params.id }).forUpdate().first()
    if (!row) ctx.throw(404, 'no such account')
    await trx('accounts').where({ id: row.id }).update({ balance_cents: row.balance_cents - ctx.request.body.cents })
    await trx('debits').insert({ account_id: row.id, cents: ctx.request.body.cents })
    ctx.body = { id: row.id, balance_cents: row.balance_cents - ctx.request.body.cents }
  })
})
app.use(router.routes())
const server = app.listen(+env.PORT, env.HOST, () => log.info({ port: +env.PORT }, 'accounts listening'))
process.on('SIGTERM', () => {
  log.info('SIGTERM: draining')
  server.close(async () => { await db.destroy(); log.info('bye'); process.exit(0) })
})
