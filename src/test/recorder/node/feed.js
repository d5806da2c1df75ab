// News feed: express, winston, redis cache in front of postgres.
const express = require('express')
const winston = require('winston')
const Redis = require('ioredis')
const { Pool } = require('pg')
const lite = require('./lite')

const env = process.env
const { combine, timestamp, errors, json, printf } = winston.format
const log = winston.createLogger({
  level: 'info',
  defaultMeta: { service: env.SERVICE },
  format: env.LOG_FORMAT === 'text'
    ? combine(errors({ stack: true }), timestamp(), printf(i => `${i.timestamp} ${i.level.toUpperCase()} [${i.service}] ${i.message}${i.stack ? '\n' + i.stack : ''}`))
    : combine(errors({ stack: true }), timestamp(), json()),
  transports: [new winston.transports.Console()]
})
const pool = env.PGHOST && new Pool({
  host: env.PGHOST, user: 'feed', password: env.PGPASSWORD || 'feed-secret', database: 'core', max: +(env.POOL_MAX || 6),
  connectionTimeoutMillis: +(env.POOL_TIMEOUT || 3000), application_name: env.SERVICE, statement_timeout: +(env.STATEMENT_TIMEOUT || 0) || undefined
})
if (pool) pool.on('error', e => log.error('idle postgres client failed', e))
const redis = env.REDIS_HOST && new Redis({ host: env.REDIS_HOST, password: env.REDIS_PASSWORD, maxRetriesPerRequest: 2, commandTimeout: 1000, retryStrategy: n => Math.min(n * 100, 1000) })
if (redis) redis.on('error', e => log.error(`redis: ${e.message}`, { code: e.code }))
const TTL = +(env.CACHE_TTL || 300)
lite.gauges(() => pool ? { db_pool_active: pool.totalCount - pool.idleCount, db_pool_waiting: pool.waitingCount, db_pool_max: +(env.POOL_MAX || 6) } : {})

const app = express()
app.use(lite.express)
app.get('/metrics-lite', (req, res) => res.json(lite.snapshot()))
app.get('/healthz', (req, res) => res.send('ok'))
app.use((req, res, next) => {
  const t = Date.now()
  res.on('close', () => log.log(res.statusCode >= 500 ? 'error' : 'info', `${req.method} ${req.url} ${res.statusCode} ${Date.now() - t}ms${res.writableEnded ? '' : ' (client gone)'}`))
  next()
})
app.use(express.json())
const wrap = f => (req, res, next) => f(req, res).catch(next)

const TOP = `SELECT author, count(*) AS posts, sum(score) AS score, max(md5(body || score::text)) AS etag
               FROM posts WHERE score > $1 GROUP BY author ORDER BY score DESC LIMIT 20`

async function cached (key, load) {
  const hit = redis && await redis.get(key)
  if (hit) { lite.count('cache_hits'); return JSON.parse(hit) }
  lite.count('cache_misses')
  const begin = Date.now()
  const value = await load()
  log.info(`cache miss ${key}, rebuilt in ${Date.now() - begin}ms`)
  if (redis) await redis.setex(key, TTL, JSON.stringify(value))
  return value
}

app.get('/feed/top/:group', wrap(async (req, res) => {
  const value = await cached('feed:top:' + req.params.group, async () => (await pool.query(TOP, [+req.params.group % 10])).rows)
  res.json(value)
}))

app.get('/feed/:author', wrap(async (req, res) => {
  const { rows } = await pool.query('SELECT id, body, score, created_at FROM posts WHERE author = $1 ORDER BY id DESC LIMIT 10', [req.params.author])
  res.json(rows)
}))

app.post('/feed/:author/seen', wrap(async (req, res) => {
  await redis.incr('seen:' + req.params.author)
  await redis.set('last:' + req.params.author, JSON.stringify({ at: Date.now(), posts: req.body }))
  res.status(204).end()
}))

app.get('/search', wrap(async (req, res) => {
  const q = String(req.query.q || '')
  if (env.RELEASE === '5.1.0') {
    // 5.1.0: "smart" phrase detection before the lookup.
    if (/^(\w+\s?)*$/.test(q)) lite.count('phrases')
  }
  res.json({ q, results: [] })
}))

app.use((err, req, res, next) => {
  log.error(`${req.method} ${req.url} failed: ${err.message}`, { code: err.code, stack: err.stack })
  res.status(500).json({ error: 'internal error' })
})
const server = app.listen(+env.PORT, env.HOST, () => log.info(`${env.SERVICE} ${env.RELEASE} listening on ${env.PORT}`))
process.on('SIGTERM', () => { log.info('shutting down'); server.close(() => process.exit(0)); setTimeout(() => process.exit(0), 3000) })
