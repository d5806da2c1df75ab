// In-process counters, served at /metrics-lite for the recorder.
const { monitorEventLoopDelay } = require('perf_hooks')
const loop = monitorEventLoopDelay({ resolution: 10 })
loop.enable()
const c = { requests: 0, errors: 0, latency_ms_sum: 0 }
const totals = {}
let gauges = () => ({})
module.exports = {
  done (ms, status) { c.requests++; c.latency_ms_sum += ms; if (status >= 500) c.errors++ },
  count (name, n = 1) { totals[name + '_total'] = (totals[name + '_total'] || 0) + n },
  gauges (f) { gauges = f },
  snapshot () {
    const lag = Math.max(0, loop.max / 1e6 - 10)
    loop.reset()
    const m = process.memoryUsage()
    return { ...c, ...totals, nodejs_eventloop_lag_ms: +lag.toFixed(1), nodejs_heap_used: +(m.heapUsed / 1048576).toFixed(2), ...gauges() }
  },
  express (req, res, next) {
    if (req.path === '/metrics-lite' || req.path === '/healthz') return next()
    const t = performance.now()
    res.on('finish', () => module.exports.done(performance.now() - t, res.statusCode))
    next()
  }
}
