/**
 * The todos' page in browsers of several users: what one does shows at once, and nobody is sent what is not for him.
 *
 *     node todos.js <address of the running todos>
 */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { randomUUID as unique } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

import { chromium } from 'playwright-core'

import { Cutter } from './cutter.js'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']
const DEADLINE = 20000
const POLL = 20

const server = process.argv[2]

let browser
let cutter
let opened

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
  cutter = await Cutter.before(server)
})

after(async () => {
  cutter?.close()
  await browser?.close()
})

beforeEach(() => { opened = [] })

afterEach(async () => {
  for (const page of opened) await page.end()
})

/** Waits until an assertion holds. */
async function eventually (assertion) {
  const end = Date.now() + DEADLINE
  for (;;) {
    try {
      return await assertion()
    } catch (error) {
      if (Date.now() > end) throw error
    }
    await delay(POLL)
  }
}

/** The page in a browser profile of its own, with all that goes over its socket. */
class TodosPage {
  /** @type {object[]} */
  sent = []
  /** Texts of the messages. @type {string[]} */
  received = []
  #complaints = []

  static async open (url = server) {
    const page = new TodosPage()
    opened.push(page)
    page.context = await browser.newContext()
    page.page = await page.context.newPage()
    page.page.on('pageerror', error => page.#complaints.push(error.stack))
    page.page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) page.#complaints.push(message.text())
    })
    page.page.on('websocket', socket => {
      socket.on('framesent', ({ payload }) => page.sent.push(JSON.parse(payload)))
      socket.on('framereceived', ({ payload }) => page.received.push(payload))
    })
    await page.page.goto(`${url}/`)
    return page
  }

  async end () {
    try {
      assert.deepEqual(this.#complaints, [])
    } finally {
      await this.context.close()
    }
  }

  async signUp (username = `user-${unique()}`) {
    await this.page.fill('#sign-in [name="username"]', username)
    await this.page.fill('#sign-in [name="password"]', 'secret')
    await this.page.click('#sign-in [value="createUser"]')
    await this.isSignedIn(username)
    return username
  }

  async isSignedIn (username) {
    await eventually(async () => assert.equal(await this.page.textContent('#username'), username))
    await this.page.waitForSelector('#new-task')
  }

  async signOut () {
    await this.page.click('#account button')
    await this.page.waitForSelector('#sign-in')
  }

  async add (text) {
    await this.page.fill('#new-task [name="text"]', text)
    await this.page.click('#new-task button')
    return this.id(text)
  }

  row (text) {
    return this.page.locator('#tasks > li', { has: this.page.locator('.text', { hasText: text }) })
  }

  /** The id of the task, when its row is there. */
  id (text) {
    return this.row(text).getAttribute('data-task')
  }

  click (text, action) {
    return this.row(text).locator(`[data-action="${action}"]`).click()
  }

  hasRows (text, count) {
    return eventually(async () => assert.equal(await this.row(text).count(), count))
  }

  /** Notes what is done to the elements of tasks, from now on. */
  watch () {
    return this.page.evaluate(() => {
      window.mutations = []
      new MutationObserver(records => {
        for (const { addedNodes, removedNodes } of records) {
          for (const node of addedNodes) window.mutations.push(`+${node.nodeName}`)
          for (const node of removedNodes) window.mutations.push(`-${node.nodeName}`)
        }
      }).observe(document.querySelector('#tasks'), { childList: true, subtree: true })
    })
  }

  mutations () {
    return this.page.evaluate(() => window.mutations)
  }

  /** Waits until the server has answered the last call of a method, and the page has shown what it says. */
  async answered (method) {
    const { id } = this.sent.findLast(message => message.method === method)
    await eventually(() => {
      const answers = this.received.map(text => JSON.parse(text))
      assert.ok(answers.some(answer => answer.msg === 'result' && answer.id === id))
      assert.ok(answers.some(answer => answer.msg === 'updated' && answer.methods.includes(id)))
    })
    await this.page.evaluate(() => new Promise(resolve => setTimeout(resolve)))
  }
}

test('a task shows before the server has answered, and stays the same element, by the same id', async () => {
  const [doing, seeing] = [await TodosPage.open(cutter.url), await TodosPage.open()]
  const username = await doing.signUp()
  await doing.watch()
  cutter.hold()
  const text = `Task ${unique()}`
  const id = await doing.add(text)
  const element = await doing.row(text).elementHandle()
  await seeing.hasRows(text, 1)
  assert.equal(await seeing.id(text), id, 'the id is the server\'s')
  assert.equal(await seeing.row(text).locator('.username').textContent(), username)
  assert.ok(!doing.received.some(message => message.includes(id)), 'the server has said nothing')
  assert.deepEqual(await doing.mutations(), ['+LI'])

  cutter.letGo()
  await doing.answered('tasks.insert')
  assert.ok(doing.received.some(message => message.includes(id)))
  assert.deepEqual(await doing.mutations(), ['+LI'])
  assert.ok(await element.evaluate(row => row.isConnected))
  assert.equal(await doing.id(text), id)
})

test('what the server refuses shows, and is undone', async () => {
  const page = await TodosPage.open(cutter.url)
  await page.signUp()
  await page.watch()
  cutter.hold()
  const text = `Too long ${unique()} ${'x'.repeat(200)}`
  await page.add(text)
  assert.deepEqual(await page.mutations(), ['+LI'])
  cutter.letGo()
  await page.answered('tasks.insert')
  await page.hasRows(text, 0)
  assert.deepEqual(await page.mutations(), ['+LI', '-LI'])
  await eventually(async () => assert.notEqual(await page.page.textContent('#refusal'), ''))
})

test('a change of a task that has become private meanwhile is undone, and the task goes', async () => {
  const [owner, other] = [await TodosPage.open(), await TodosPage.open(cutter.url)]
  await owner.signUp()
  await other.signUp()
  const text = `Task ${unique()}`
  await owner.add(text)
  await other.hasRows(text, 1)
  cutter.hold()
  await owner.click(text, 'setPrivate')
  await owner.answered('tasks.setPrivate')
  await other.click(text, 'setChecked')
  await eventually(async () => assert.equal(await other.row(text).getAttribute('class'), 'checked'))
  cutter.letGo()
  await other.hasRows(text, 0)
  await eventually(async () => assert.equal(await other.page.textContent('#refusal'), 'This is not yours to do'))
  assert.equal(await owner.row(text).getAttribute('class'), 'private')
})

test('a private task is never sent to others, whoever subscribes when, and whatever becomes of it', async () => {
  const [owner, there, visitor] = [await TodosPage.open(), await TodosPage.open(), await TodosPage.open()]
  await owner.signUp()
  const text = `Secret ${unique()}`
  const id = await owner.add(text)
  await owner.answered('tasks.insert')
  await there.hasRows(text, 1)
  await visitor.hasRows(text, 1)
  await owner.click(text, 'setPrivate')
  await there.hasRows(text, 0)
  await visitor.hasRows(text, 0)
  const known = [there, visitor].map(page => page.received.length)

  const later = await TodosPage.open()
  await later.signUp()
  await there.signUp()
  await owner.click(text, 'setChecked')
  await owner.answered('tasks.setChecked')
  await there.signOut()
  const last = `Last ${unique()}`
  await owner.add(last)
  for (const page of [there, visitor, later]) await page.hasRows(last, 1)
  for (const message of later.received) assert.ok(!message.includes(id) && !message.includes(text), message)
  for (const [i, page] of [there, visitor].entries()) {
    for (const message of page.received.slice(known[i])) assert.ok(!message.includes(id) && !message.includes(text), message)
  }
  await owner.hasRows(text, 1)
})

test('a login outlives the page, until its user signs out, with whom what was his goes', async () => {
  const page = await TodosPage.open()
  const username = await page.signUp()
  const [secret, open] = [`Secret ${unique()}`, `Open ${unique()}`]
  await page.add(open)
  await page.add(secret)
  await page.click(secret, 'setPrivate')
  await page.answered('tasks.setPrivate')

  page.sent.length = 0
  await page.page.reload()
  await page.isSignedIn(username)
  await page.hasRows(secret, 1)
  assert.deepEqual(page.sent.slice(0, 3).map(({ msg, method }) => method ?? msg), ['connect', 'login', 'sub'])
  assert.deepEqual(Object.keys(page.sent[1].params[0]), ['resume'])

  await page.signOut()
  assert.deepEqual([await page.row(secret).count(), await page.row(open).count()], [0, 1])
  assert.equal(await page.page.evaluate(() => localStorage.length), 0)
  assert.ok(await page.page.isHidden('#new-task'))
  const known = page.received.length
  await page.page.reload()
  await page.hasRows(open, 1)
  for (const message of page.received.slice(known)) assert.ok(!message.includes(secret), message)

  await page.page.fill('#sign-in [name="username"]', username)
  await page.page.fill('#sign-in [name="password"]', 'wrong')
  await page.page.click('#sign-in [value="login"]')
  await eventually(async () => assert.match(await page.page.textContent('#sign-in .error'), /credentials/))
  await page.page.fill('#sign-in [name="password"]', 'secret')
  await page.page.click('#sign-in [value="login"]')
  await page.isSignedIn(username)
  await page.hasRows(secret, 1)
})

test('tasks are counted, checked, hidden and removed, in every browser', async () => {
  const [doing, seeing] = [await TodosPage.open(), await TodosPage.open()]
  await doing.signUp()
  const incomplete = async page => Number(await page.page.textContent('#incomplete'))
  const [first, second] = [`First ${unique()}`, `Second ${unique()}`]
  await doing.add(first)
  await doing.add(second)
  await seeing.hasRows(second, 1)
  const before = await incomplete(seeing)
  assert.deepEqual(await seeing.page.locator('.text').allTextContents().then(texts => texts.slice(0, 2)), [second, first])

  await seeing.click(first, 'setChecked')
  await eventually(async () => assert.equal(await incomplete(doing), before - 1))
  assert.ok(await doing.row(first).locator('[data-action="setChecked"]').isChecked())
  await doing.page.check('#hide-completed')
  assert.deepEqual([await doing.row(first).isVisible(), await doing.row(second).isVisible()], [false, true])
  assert.ok(await seeing.row(second).locator('[data-action="setPrivate"]').isHidden(), 'that is the owner\'s')
  await seeing.click(second, 'remove')
  await doing.hasRows(second, 0)
  await eventually(async () => assert.equal(await incomplete(doing), before - 2))
})
