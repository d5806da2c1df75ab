// Queue consumer: amqplib, winston text or pino, axios to the partner that wants each message.
const amqp = require('amqplib')
const axios = require('axios')
const http = require('http')
const pino = require('pino')
const lite = require('./lite')

const env = process.env
const log = pino({ name: env.SERVICE, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: l => ({ level: l }) } })
const partner = axios.create({ baseURL: env.PARTNER_URL, timeout: +(env.PARTNER_TIMEOUT || 3000) })

async function handle (msg) {
  const order = JSON.parse(msg.content.toString())
  if (env.RELEASE === '2.2.0') {
    // 2.2.0: addresses are printed on the label as well.
    order.label = order.address.street.toUpperCase()
  }
  await partner.post('/notify', { id: order.id, label: order.label })
  log.info({ order: order.id, tag: msg.fields.deliveryTag, redelivered: msg.fields.redelivered }, 'order notified')
}

async function main () {
  const conn = await amqp.connect({ hostname: env.AMQP_HOST, port: 5672, username: 'guest', password: 'guest', heartbeat: 30 })
  conn.on('error', e => log.error({ err: e }, 'amqp connection error'))
  const ch = await conn.createChannel()
  ch.on('error', e => log.error({ err: e }, 'amqp channel error'))
  await ch.assertQueue(env.QUEUE, { durable: true })
  await ch.prefetch(+(env.PREFETCH || 4))
  await ch.consume(env.QUEUE, async msg => {
    const t = Date.now()
    try {
      await handle(msg)
      ch.ack(msg)
      lite.done(Date.now() - t, 200)
    } catch (err) {
      lite.done(Date.now() - t, 500)
      log.error({ ...(err.isAxiosError ? { error: { name: err.name, message: err.message, code: err.code, status: err.response && err.response.status } } : { err }), redelivered: msg.fields.redelivered }, 'message failed, returned to queue')
      setTimeout(() => ch.nack(msg, false, true), +(env.NACK_DELAY || 200))
    }
  })
  log.info({ queue: env.QUEUE, release: env.RELEASE }, 'consuming')
}
http.createServer((req, res) => res.end(JSON.stringify(lite.snapshot()))).listen(+env.PORT, env.HOST)
main().catch(err => { log.fatal({ err }, 'cannot start'); process.exit(1) })
process.on('SIGTERM', () => { log.info('stopping'); process.exit(0) })
