/**
 * The page that looks inside a server, in a browser: who may sees what goes on, and sees it change; who may not is told so.
 *
 *     node inspection.js <address of the page> <value of the Authorization header of somebody who may>
 */
import assert from 'node:assert/strict'

import { chromium } from 'playwright-core'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']

const [address, authorization] = process.argv.slice(2)
const complaints = []
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })

async function open (extraHTTPHeaders) {
  const context = await browser.newContext({ extraHTTPHeaders })
  const page = await context.newPage()
  page.on('pageerror', error => complaints.push(error.stack))
  await page.goto(address)
  await page.locator('#status', { hasText: 'connected' }).waitFor()
  return page
}

const heading = (page, text) => page.getByRole('heading', { name: text, exact: true }).waitFor()

try {
  const page = await open({ Authorization: authorization })
  await heading(page, 'ddp.sessions (1)')
  await heading(page, 'ddp.subscriptions (1)')
  const cell = text => page.getByRole('cell', { name: text, exact: true }).first().waitFor()
  await cell('clerk')
  await cell('ddp.inspection')
  assert.equal(await page.locator('#problem').textContent(), '')

  const nobody = await open({})
  await nobody.locator('#problem:not(:empty)').waitFor()
  await heading(page, 'ddp.sessions (2)')
  assert.equal(await nobody.getByRole('cell').count(), 0)

  await nobody.close()
  await heading(page, 'ddp.sessions (1)')
} finally {
  await browser.close()
}
assert.deepEqual(complaints, [])
