// Web front: fastify with its own pino log, undici towards the services behind it.
const { request, Agent, setGlobalDispatcher } = require('undici')
const lite = require('./lite')

const env = process.env
const T = +(env.UPSTREAM_TIMEOUT || 2000)
setGlobalDispatcher(new Agent({ connect: { timeout: +(env.CONNECT_TIMEOUT || 1500) }, headersTimeout: T, bodyTimeout: T, connections: +(env.UPSTREAM_CONNECTIONS || 50) }))
const app = require('fastify')({ logger: { name: env.SERVICE, level: 'info' }, disableRequestLogging: false, requestIdHeader: 'x-request-id', bodyLimit: +(env.BODY_LIMIT || 65536) })

app.addHook('onResponse', (req, reply, done) => { if (req.url !== '/metrics-lite' && req.url !== '/healthz') lite.done(reply.elapsedTime, reply.statusCode); done() })
app.get('/metrics-lite', { logLevel: 'silent' }, async () => lite.snapshot())
app.get('/healthz', { logLevel: 'silent' }, async () => 'ok')

async function call (req, base, path, options = {}) {
  lite.count('outbound_requests')
  const res = await request(base + path, { method: 'GET', headers: { 'x-request-id': req.id }, ...options })
  if (res.statusCode >= 500) {
    const text = await res.body.text()
    const e = new Error(`upstream ${path} answered ${res.statusCode}: ${text.slice(0, 120)}`)
    e.statusCode = 502
    throw e
  }
  return res.body.json()
}

app.get('/home/:id', async req => {
  const profile = await call(req, env.PROFILE_URL, '/users/' + req.params.id)
  return { profile, greeting: 'hello' }
})

app.get('/nearby', async req => {
  const places = await call(req, env.GEO_URL, `/near?lat=${req.query.lat}&lon=${req.query.lon}`)
  return { places }
})

app.get('/quote/:pair', async req => {
  return call(req, env.QUOTES_URL, '/quotes/' + req.params.pair)
})

app.get('/suggest/:id', async req => {
  return call(req, env.RECOMMENDER_URL, '/recommend/' + req.params.id)
})

app.get('/offer/:sku', async req => {
  return call(req, env.GEO_URL, '/price/' + req.params.sku)
})

app.get('/account', async (req, reply) => {
  return reply.redirect('/login?next=/account')
})
app.get('/login', async (req, reply) => {
  // The session cookie is only taken over https; behind a plain front it is never seen.
  if (env.COOKIE_SECURE === '1' && req.headers['x-forwarded-proto'] !== 'https') return reply.redirect('/account')
  return { ok: true }
})
app.post('/upload', async req => ({ size: JSON.stringify(req.body).length }))
app.get('/', async () => ({ page: 'index' }))

app.listen({ port: +env.PORT, host: env.HOST }).catch(e => { app.log.fatal(e); process.exit(1) })
process.on('SIGTERM', async () => { app.log.info('SIGTERM received, draining'); await app.close(); process.exit(0) })
