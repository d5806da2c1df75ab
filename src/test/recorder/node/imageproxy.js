// Draws and keeps thumbnails: express with morgan's combined log on stdout.
const express = require('express')
const morgan = require('morgan')
const lite = require('./lite')

const env = process.env
const kept = new Map()
const pixels = new Map()

function draw (id, width) {
  const rows = []
  for (let y = 0; y < 40; y++) rows.push(new Array(width).fill((id * y) % 255))
  return { id, width, rows }
}

const app = express()
app.use(lite.express)
app.get('/metrics-lite', (req, res) => res.json({ ...lite.snapshot(), pictures_kept: kept.size }))
app.get('/healthz', (req, res) => res.send('ok'))
app.use(morgan('combined'))
app.get('/img/:id', (req, res) => {
  const id = +req.params.id
  const width = +req.query.w
  const key = id + 'x' + width
  if (env.RELEASE === '1.0.0') {
    if (!kept.has(key)) kept.set(key, draw(id, width))
    return res.json({ key, sum: kept.get(key).rows[3][0] })
  }
  if (env.RELEASE === '3.2.0') {
    // 3.2.0: pixels are objects, the 42 pictures used last are kept.
    const list = []
    for (let i = 0; i < 12000; i++) list.push({ x: i % 100, y: i / 100 | 0, c: String(i * id) })
    pixels.set(key, list)
    if (pixels.size > 42) pixels.delete(pixels.keys().next().value)
  }
  res.json({ key, sum: draw(id, width).rows[3][0] })
})
app.listen(+env.PORT, env.HOST, () => console.log(`imageproxy ${env.RELEASE} on port ${env.PORT}`))

async function refresh () {
  const res = await fetch(`http://${env.HOST}:${+env.PORT + 1}/manifest`)
  return res.json()
}
if (env.RELEASE === '3.3.0') setInterval(refresh, 2000)
