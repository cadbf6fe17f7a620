/**
 * A browser that stays on the page of a Meteor application until its input ends. Tells, a line each, how often the page has been
 * loaded, with its title, and what the program in it says.
 *
 *     node meteor.js <address of the page>
 *     node meteor.js <address of a DDP server> elsewhere
 *
 * The second serves a page of its own, which is told of the server by DDP_DEFAULT_CONNECTION_URL.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'

import { chromium } from 'playwright-core'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']

const [address, elsewhere] = process.argv.slice(2)

async function serveElsewhere () {
  const scripts = await Promise.all(['node_modules/sockjs-client/dist/sockjs.min.js', 'meteor-program.js']
    .map(file => readFile(new URL(file, import.meta.url), 'utf8')))
  const config = {
    DDP_DEFAULT_CONNECTION_URL: address,
    DDP_TRANSPORT: 'sockjs',
    appId: 'elsewhere',
    autoupdate: { versions: {} },
    isModern: true
  }
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(`<!DOCTYPE html><title>Elsewhere</title><link rel="icon" href="data:,"><body>
      <script>__meteor_runtime_config__ = ${JSON.stringify(config)}</script>
      ${scripts.map(script => `<script>${script.replaceAll('</script', '<\\/script')}</script>`).join('\n')}</body>`)
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  server.unref()
  return `http://localhost:${server.address().port}/`
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
const complaints = []
try {
  const page = await browser.newPage()
  let loads = 0
  page.on('pageerror', error => complaints.push(error.stack))
  page.on('domcontentloaded', async () => {
    loads++
    const load = loads
    console.log(`loaded ${load} ${await page.title()}`)
  })
  page.on('console', message => {
    const [first, ...words] = message.text().split(' ')
    if (first === 'meteor') console.log(words.join(' '))
    else if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(elsewhere ? await serveElsewhere() : address)
  await once(process.stdin.resume(), 'end')
  console.log(`loads ${loads}`)
} finally {
  await browser.close()
}
assert.deepEqual(complaints, [])
