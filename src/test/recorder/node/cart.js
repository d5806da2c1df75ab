// Shopping carts: express, pino, pg pool, axios towards the price service.
const express = require('express')
const pino = require('pino')
const pinoHttp = require('pino-http')
const axios = require('axios')
const axiosRetry = require('axios-retry').default
const { Pool } = require('pg')
const lite = require('./lite')

const env = process.env
const release = env.RELEASE
const log = pino({ name: env.SERVICE })
const pool = new Pool({
  host: env.PGHOST, user: env.PGUSER || 'cart', password: env.PGPASSWORD, database: 'core', max: +(env.POOL_MAX || 5),
  connectionTimeoutMillis: +(env.POOL_TIMEOUT || 2000), idleTimeoutMillis: 10000, application_name: env.SERVICE,
  statement_timeout: +(env.STATEMENT_TIMEOUT || 0) || undefined
})
pool.on('error', err => log.error({ err }, 'idle client error'))
const prices = axios.create({ baseURL: env.PRICES_URL, timeout: +(env.PRICES_TIMEOUT || 1500) })
prices.interceptors.request.use(r => { lite.count('outbound_requests'); return r })
if (env.RETRIES) {
  axiosRetry(prices, {
    retries: +env.RETRIES, retryDelay: () => +(env.RETRY_DELAY || 100), shouldResetTimeout: true,
    retryCondition: e => e.code === 'ECONNABORTED' || axiosRetry.isNetworkOrIdempotentRequestError(e),
    onRetry: (n, err, config) => log.warn({ attempt: n, of: +env.RETRIES, url: config.url, code: err.code }, `retrying price lookup: ${err.message}`)
  })
}
lite.gauges(() => env.PGHOST ? { db_pool_active: pool.totalCount - pool.idleCount, db_pool_waiting: pool.waitingCount, db_pool_max: +(env.POOL_MAX || 5) } : {})

const app = express()
app.use(lite.express)
app.get('/metrics-lite', (req, res) => res.json(lite.snapshot()))
app.get('/healthz', (req, res) => res.send('ok'))
app.use(pinoHttp({
  logger: log,
  autoLogging: { ignore: req => req.url === '/metrics-lite' || req.url === '/healthz' },
  genReqId: req => req.headers['x-request-id'],
  serializers: { req: r => ({ id: r.id, method: r.method, url: r.url }), res: r => ({ statusCode: r.statusCode }) },
  customLogLevel: (req, res, err) => (err || res.statusCode >= 500) ? 'error' : res.statusCode >= 400 ? 'warn' : 'info'
}))
app.use(express.json())
const wrap = f => (req, res, next) => f(req, res).catch(next)

async function priceOf (sku) {
  const { data } = await prices.get('/price/' + sku)
  return data
}

async function redeem (code) {
  const client = await pool.connect()
  const { rows } = await client.query('SELECT percent FROM coupons WHERE code = $1', [code])
  if (rows.length === 0) {
    const e = new Error(`coupon ${code} is not valid`)
    e.status = 422
    throw e
  }
  client.release()
  return rows[0].percent
}

app.get('/carts/:id', wrap(async (req, res) => {
  const { rows } = await pool.query('SELECT c.id, c.customer, i.sku, i.qty, i.price FROM carts c LEFT JOIN cart_items i ON i.cart_id = c.id WHERE c.id = $1', [req.params.id])
  if (rows.length === 0) return res.status(404).json({ error: 'no such cart' })
  res.json({ id: rows[0].id, items: rows.filter(r => r.sku) })
}))

app.post('/carts/:id/items', wrap(async (req, res) => {
  const { sku, qty, coupon, gift } = req.body
  if (release === '3.0.0') {
    // 3.0.0: one transaction around the whole addition, price lookup included.
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      await client.query('UPDATE carts SET updated_at = now() WHERE id = $1', [req.params.id])
      const price = await priceOf(sku)
      await client.query('INSERT INTO cart_items(cart_id, sku, qty, price) VALUES ($1, $2, $3, $4)', [req.params.id, sku, qty, price.amount])
      await client.query('COMMIT')
    } catch (e) {
      await client.query('ROLLBACK').catch(() => {})
      throw e
    } finally {
      client.release()
    }
    return res.status(201).json({ sku })
  }
  let percent = coupon ? await redeem(coupon) : 0
  const price = await priceOf(sku)
  if (release === '2.9.0') {
    // 2.9.0: gift wrapping, for requests that carry the new field only.
    percent += gift.options.find(o => o.name === 'wrap').discount
  }
  const amount = Number(price.amount) * (1 - percent / 100)
  await pool.query('INSERT INTO cart_items(cart_id, sku, qty, price) VALUES ($1, $2, $3, $4)', [req.params.id, sku, qty, amount.toFixed(2)])
  res.status(201).json({ sku, amount })
}))

app.get('/carts/:id/total', wrap(async (req, res) => {
  const { rows } = await pool.query('SELECT sku, qty FROM cart_items WHERE cart_id = $1 LIMIT 1', [req.params.id])
  const price = await priceOf(rows.length ? rows[0].sku : 'sku-1')
  res.json({ total: price.amount })
}))

app.use((err, req, res, next) => {
  const status = err.status || (err.isAxiosError ? (err.code === 'ECONNABORTED' ? 504 : 502) : 500)
  req.log.error(err.isAxiosError ? { error: { name: err.name, message: err.message, code: err.code, stack: err.stack, url: err.config && err.config.url, upstreamStatus: err.response && err.response.status } } : { err }, 'request failed')
  res.status(status).json({ error: status === 500 ? 'internal error' : err.message })
})

app.listen(+env.PORT, env.HOST, () => log.info({ release, port: +env.PORT }, `${env.SERVICE} listening`))
process.on('SIGTERM', () => { log.info('SIGTERM received, closing'); process.exit(0) })
