/**
 * The bookstore's page in a browser: what changes anywhere shows, and nothing is ever reloaded.
 */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'

import { chromium } from 'playwright-core'

import { browserModule } from './adapters.js'
import { eventually, rest, servers, unique } from './bookstore.js'
import { Cutter } from './cutter.js'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']

const [server] = servers
const elsewhere = servers.at(-1) // the second server, if there is one

let browser
let other
let opened
let authors

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
  other = await browserModule.connect(server)
})

after(async () => {
  other?.close()
  await browser?.close()
})

beforeEach(() => {
  opened = []
  authors = []
})

afterEach(async () => {
  for (const page of opened) await page.end()
  for (const author of authors) await other.call('removeAuthor', author._id)
})

/** The page in a window of its own browser profile. */
class BookstorePage {
  #marker = unique()
  /** What the browser complains of. @type {string[]} */
  #complaints = []
  /** @type {RegExp[]} */
  #forgiven = []

  static async open (url) {
    const page = new BookstorePage()
    opened.push(page)
    page.context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
    page.page = await page.context.newPage()
    page.page.on('pageerror', error => page.#complaints.push(error.stack))
    page.page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) page.#complaints.push(message.text())
    })
    page.page.on('requestfailed', request => page.#complaints.push(`${request.url()}: ${request.failure().errorText}`))
    await page.page.goto(`${url}/`)
    await page.shows('#status', 'connected')
    await eventually(async () => assert.notEqual(await page.text('#log li'), undefined))
    await page.page.evaluate(marker => { window.marker = marker }, page.#marker)
    return page
  }

  /**
   * Also what it says later.
   * @param {RegExp} pattern of what the browser says when its connection is cut
   */
  forgive (pattern) {
    this.#forgiven.push(pattern)
  }

  async end () {
    try {
      assert.equal(await this.page.evaluate(() => window.marker), this.#marker, 'the page was loaded once')
      const complaints = this.#complaints.filter(complaint => !this.#forgiven.some(pattern => pattern.test(complaint)))
      assert.deepEqual(complaints, [])
    } finally {
      await this.context.close()
    }
  }

  bookRow (title) {
    return this.page.locator('#book-rows tr', { has: this.page.locator('.title', { hasText: title }) })
  }

  authorRow (name) {
    return this.page.locator('#author-rows li', { has: this.page.locator('.name', { hasText: name }) })
  }

  /** The text of the first element, or undefined. */
  async text (selector) {
    return (await this.page.locator(selector).allTextContents())[0]
  }

  shows (selector, text) {
    return eventually(async () => assert.equal(await this.text(selector), text))
  }

  /** A row shows with the data, before its method has its result. */
  isEmptied (field) {
    return eventually(async () => assert.equal(await this.page.inputValue(field), ''))
  }

  /** Waits until a book's row shows this; a price of null means that there is no row. */
  showsBook (title, price, author) {
    return eventually(async () => {
      const row = this.bookRow(title)
      assert.equal(await row.count(), price === null ? 0 : 1)
      if (price === null) return
      assert.equal(await row.locator('.price').textContent(), price)
      if (author) assert.equal(await row.locator('.author').textContent(), author)
    })
  }

  showsAuthor (name, email) {
    return eventually(async () => {
      const row = this.authorRow(name)
      assert.equal(await row.count(), email === null ? 0 : 1)
      if (email !== null) assert.equal(await row.locator('.email').textContent(), email)
    })
  }

  /** Waits until the log has a line like this. */
  logs (line) {
    return eventually(async () => {
      const lines = await this.page.locator('#log li').evaluateAll(elements => elements.map(element => Object.fromEntries(
        ['kind', 'collection', 'what', 'fields'].map(name => [name, element.querySelector(`.${name}`).textContent]))))
      assert.ok(lines.some(found => Object.entries(line).every(([name, text]) => found[name] === text)), JSON.stringify(lines))
    })
  }

  async reprice (title, price) {
    const input = this.bookRow(title).locator('[data-action="price"]')
    await input.fill(price)
    await input.press('Enter')
  }
}

async function newAuthor () {
  const author = { name: `Author ${unique()}`, email: `${unique()}@example.org` }
  author._id = await other.call('addAuthor', author.name, author.email)
  authors.push(author)
  return author
}

async function newBook (author, price) {
  const book = { title: `Book ${unique()}`, price, author_id: author._id }
  book._id = await other.call('addBook', book.title, book.price, book.author_id)
  return book
}

test('all books and authors are there', async () => {
  const author = await newAuthor()
  const book = await newBook(author, 3)
  const page = await BookstorePage.open(server)
  const books = await rest(server, 'GET', 'books')
  assert.equal(await page.text('#book-count'), String(books.length))
  assert.equal(await page.page.locator('#book-rows tr').count(), books.length)
  await page.showsBook(book.title, '3.00', author.name)
  await page.showsAuthor(author.name, author.email)
})

for (const [number, place] of servers.entries()) {
  test(`changes made over REST show, from server ${number + 1}`, async () => {
    const author = await newAuthor()
    const page = await BookstorePage.open(server)
    const title = `Book ${unique()}`
    const { id } = await rest(place, 'POST', 'books', { title, price: 10, author_id: author._id })
    await page.showsBook(title, '10.00', author.name)
    await rest(place, 'PUT', `books/${id}/price`, { price: 12.5 })
    await page.showsBook(title, '12.50')
    await rest(place, 'DELETE', `books/${id}`)
    await page.showsBook(title, null)

    const line = { collection: 'bookstore.book', what: title }
    await page.logs({ ...line, kind: 'added' })
    await page.logs({ ...line, kind: 'changed', fields: 'price: 10.00 → 12.50' })
    await page.logs({ ...line, kind: 'removed' })
  })
}

test('everything can be done through the page, and shows in another browser', async () => {
  const [doing, seeing] = [await BookstorePage.open(server), await BookstorePage.open(elsewhere)]
  const both = check => Promise.all([doing, seeing].map(check))
  const [name, secondName, title] = [`Author ${unique()}`, `Author ${unique()}`, `Book ${unique()}`]
  const email = `${unique()}@example.org`

  for (const author of [name, secondName]) {
    await doing.page.fill('#add-author [name="name"]', author)
    await doing.page.fill('#add-author [name="email"]', 'old@example.org')
    await doing.page.click('#add-author button')
    await both(page => page.showsAuthor(author, 'old@example.org'))
    await doing.isEmptied('#add-author [name="name"]')
  }

  await doing.page.fill('#add-book [name="title"]', title)
  await doing.page.selectOption('#add-book [name="author"]', { label: name })
  await doing.page.fill('#add-book [name="price"]', '9,5')
  await doing.page.click('#add-book button')
  await both(page => page.showsBook(title, '9.50', name))
  await doing.isEmptied('#add-book [name="title"]')

  await doing.reprice(title, '11.25')
  await both(page => page.showsBook(title, '11.25'))

  const input = doing.authorRow(name).locator('[data-action="email"]')
  await input.fill(email)
  await input.press('Enter')
  await both(page => page.showsAuthor(name, email))

  await doing.bookRow(title).locator('[data-action="move"]').click()
  await doing.page.selectOption('#move [name="author"]', { label: secondName })
  await doing.page.click('#move button:not([type])')
  await both(page => page.showsBook(title, '11.25', secondName))
  await both(page => page.logs({ kind: 'changed', what: title, fields: `author_id: ${name} → ${secondName}` }))
  await doing.page.locator('#move').waitFor({ state: 'hidden' })

  await doing.bookRow(title).locator('[data-action="remove"]').click()
  await both(page => page.showsBook(title, null))
  for (const author of [name, secondName]) {
    await doing.authorRow(author).locator('[data-action="remove"]').click()
    await both(page => page.showsAuthor(author, null))
  }
})

test('what the server refuses is said where it was tried, and changes nothing', async () => {
  const book = await newBook(await newAuthor(), 5)
  const page = await BookstorePage.open(server)
  await page.reprice(book.title, '-1')
  await eventually(async () =>
    assert.equal(await page.bookRow(book.title).locator('.error').textContent(), 'The price must be above zero'))
  await page.showsBook(book.title, '5.00')

  await page.page.fill('#add-author [name="name"]', 'Nobody')
  await page.page.click('#add-author button')
  await page.shows('#add-author .error', 'The email is missing')
})

test('a title is text, whatever it looks like', async () => {
  const author = await newAuthor()
  const page = await BookstorePage.open(server)
  const title = `<img src=x onerror="window.marker = 'overwritten'"> ${unique()}`
  await other.call('addBook', title, 1, author._id)
  await page.showsBook(title, '1.00', author.name)
})

test('a long text comes, wherever the browser cuts it into frames', async () => {
  const page = await BookstorePage.open(server)
  const [errors, statuses] = await page.page.evaluate(async () => {
    const { connect } = await import('./ddp/client.js')
    const client = connect()
    const statuses = []
    client.onStatus(status => statuses.push(status))
    const errors = []
    for (const text of ['a'.repeat(300000), 'aé'.repeat(50000), 'é'.repeat(300000), '日本語'.repeat(100000), 'ab📚'.repeat(30000)]) {
      await client.call('setPrice', text, 1).catch(error => errors.push(error.error))
    }
    client.close()
    return [errors, statuses]
  })
  assert.deepEqual(errors, [400, 400, 400, 400, 400], 'no id of a book')
  assert.deepEqual(statuses, ['connected', 'closed'], 'over one connection')
})

test('the list by e-mail follows its author', async () => {
  const [author, another] = [await newAuthor(), await newAuthor()]
  const book = await newBook(author, 1)
  const page = await BookstorePage.open(server)
  const showsTitles = (...titles) => eventually(async () =>
    assert.deepEqual((await page.page.locator('#by-email-rows .title').allTextContents()).sort(), titles.sort()))

  await page.page.fill('#follow [name="email"]', author.email)
  await page.page.click('#follow button')
  await showsTitles(book.title)
  await page.shows('#by-email-author', author.name)

  const second = await newBook(author, 2)
  await showsTitles(book.title, second.title)
  await other.call('moveBook', book._id, another._id)
  await showsTitles(second.title)

  await other.call('setAuthorEmail', another._id, author.email)
  await showsTitles(book.title, second.title)
  await other.call('setAuthorEmail', author._id, `${unique()}@example.org`)
  await showsTitles(book.title)
  await other.call('setAuthorEmail', another._id, another.email)
  await showsTitles()
  await page.shows('#by-email-author', `Nobody’s e-mail is ${author.email} now.`)
})

describe('without a connection', () => {
  const FAILED_CONNECTION = /WebSocket connection to .* failed/
  let cutter

  beforeEach(async () => {
    cutter = await Cutter.before(server)
  })

  afterEach(() => cutter.close())

  test('what is shown stays, and what has changed meanwhile shows when it is back', async () => {
    const author = await newAuthor()
    const [kept, changed, removed] = [await newBook(author, 1), await newBook(author, 2), await newBook(author, 3)]
    const page = await BookstorePage.open(cutter.url)
    await page.showsBook(kept.title, '1.00')
    const row = await page.bookRow(kept.title).elementHandle()

    cutter.cut()
    await page.shows('#status', 'waiting')
    await rest(server, 'PUT', `books/${changed._id}/price`, { price: 22 })
    await rest(server, 'DELETE', `books/${removed._id}`)
    const added = await newBook(author, 4)
    for (const [book, price] of [[kept, '1.00'], [changed, '2.00'], [removed, '3.00'], [added, null]]) {
      await page.showsBook(book.title, price)
    }

    cutter.mend()
    await page.shows('#status', 'connected')
    for (const [book, price] of [[kept, '1.00'], [changed, '22.00'], [removed, null], [added, '4.00']]) {
      await page.showsBook(book.title, price)
    }
    assert.ok(await row.evaluate(element => element.isConnected), 'what has not changed was not touched')
    await page.logs({ kind: 'changed', what: changed.title, fields: 'price: 2.00 → 22.00' })
    assert.ok(!(await page.text('#log')).includes(kept.title))
    page.forgive(FAILED_CONNECTION)
  })

  test('what is done waits for the connection, and is done once', async () => {
    const author = await newAuthor()
    const page = await BookstorePage.open(cutter.url)
    const title = `Book ${unique()}`
    await page.page.fill('#add-book [name="title"]', title)
    await page.page.selectOption('#add-book [name="author"]', author._id)
    await page.page.fill('#add-book [name="price"]', '5')

    cutter.cut()
    await page.shows('#status', 'waiting')
    await page.page.click('#add-book button')
    await page.page.locator('#add-book[aria-busy="true"]').waitFor()
    cutter.mend()
    await page.showsBook(title, '5.00', author.name)
    assert.equal((await rest(server, 'GET', 'books')).filter(book => book.title === title).length, 1)
    page.forgive(FAILED_CONNECTION)
  })

  test('a browser that was offline recovers by itself', async () => {
    const book = await newBook(await newAuthor(), 1)
    const page = await BookstorePage.open(cutter.url)
    await page.context.setOffline(true)
    cutter.cut()
    await page.shows('#status', 'waiting')
    cutter.mend()
    await other.call('setPrice', book._id, 2)
    await page.context.setOffline(false)
    await page.showsBook(book.title, '2.00')
    await page.shows('#status', 'connected')
    page.forgive(FAILED_CONNECTION)
  })
})
