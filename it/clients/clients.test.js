/**
 * Every client is held to the same, so that a client which sees anything else than the others fails.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'

import { adapters, browserModule } from './adapters.js'
import { importText, source } from './browser-module.js'
import { eventually, rest, servers, unique } from './bookstore.js'
import { Cutter } from './cutter.js'

const AUTHORS = 'bookstore.author'
const BOOKS = 'bookstore.book'
const BY_EMAIL = 'BooksByAuthorEmail'
const TITLES = ['plain', '-1', '~1', '{}', '0123456789abcdef01234567', 'null', '$date', '<b>&amp;</b>',
  '"\\/\u2028\u0007', 'Ωμέγα 紫式部集 📚']

const [server] = servers
const byId = (a, b) => Number(a._id) - Number(b._id)
const sorted = documents => documents.sort(byId)
const titles = client => sorted(client.documents(BOOKS)).map(book => book.title)
const asDocument = ({ id, ...fields }) => ({ _id: id, ...fields })
const asError = ({ error, reason, details }) => ({ error, reason, details })

/** Somebody else, on another connection. */
let other
const authors = []

before(async () => {
  other = await browserModule.connect(server)
})

after(async () => {
  for (const id of authors) await other.call('removeAuthor', id)
  other.close()
})

/** An author of this test, with books at 1.00, 2.00 and so on. */
async function authorWith (...titles) {
  const email = `${unique()}@example.org`
  const name = `Author ${unique()}`
  const author = { _id: await other.call('addAuthor', name, email), name, email }
  authors.push(author._id)
  const books = []
  for (const title of titles) books.push(await bookOf(author, title, books.length + 1))
  return { author, books }
}

async function bookOf (author, title, price) {
  return { _id: await other.call('addBook', title, price, author._id), title, price, author_id: author._id }
}

for (const adapter of adapters) {
  describe(adapter.name, () => {
    let cutter
    let client

    beforeEach(async () => {
      cutter = await Cutter.before(server)
      client = await adapter.connect(cutter.url)
    })

    afterEach(() => {
      client.close()
      cutter.close()
    })

    /** Waits until the client has these documents, and no others. */
    const sees = ({ author, books }) => eventually(() => {
      assert.deepEqual(client.documents(AUTHORS), author ? [author] : [])
      assert.deepEqual(sorted(client.documents(BOOKS)), books)
    })

    test('everything is there when a subscription is ready', async () => {
      const { author, books } = await authorWith(...TITLES)
      await client.subscribe('AllBooks').ready
      const documents = sorted(client.documents(BOOKS))
      assert.deepEqual(documents, sorted((await rest(server, 'GET', 'books')).map(asDocument)))
      assert.deepEqual(documents.filter(book => book.author_id === author._id), books)
      assert.deepEqual(client.documents(AUTHORS).filter(({ _id }) => _id === author._id), [author])
    })

    test('a subscription with a parameter has what it asks for, and nothing else', async () => {
      const { author, books } = await authorWith('First', 'Second')
      await authorWith('Of another')
      await client.subscribe(BY_EMAIL, author.email).ready
      assert.deepEqual(client.documents(AUTHORS), [author])
      assert.deepEqual(sorted(client.documents(BOOKS)), books)
    })

    test('an empty subscription is ready', async () => {
      await client.subscribe(BY_EMAIL, `${unique()}@example.org`).ready
      assert.deepEqual([client.documents(AUTHORS), client.documents(BOOKS)], [[], []])
    })

    for (const [number, place] of servers.entries()) {
      test(`changes made over REST arrive, from server ${number + 1}`, async () => {
        const { author, books } = await authorWith('First', 'Second')
        await client.subscribe(BY_EMAIL, author.email).ready

        await rest(place, 'PUT', `books/${books[0]._id}/price`, { price: 12345678.91 })
        books[0].price = 12345678.91
        await sees({ author, books })

        books.push(asDocument(await rest(place, 'POST', 'books', { title: 'Third', price: 0.5, author_id: author._id })))
        assert.deepEqual({ ...books[2], _id: '' }, { _id: '', title: 'Third', price: 0.5, author_id: author._id })
        await sees({ author, books })

        await rest(place, 'DELETE', `books/${books.shift()._id}`)
        await sees({ author, books })
      })

      test(`what another client changes arrives, from server ${number + 1}`, async () => {
        const somebody = await browserModule.connect(place)
        try {
          const { author, books } = await authorWith('Staying', 'Moving')
          const { author: elsewhere } = await authorWith()
          const [staying, moving] = books
          await client.subscribe(BY_EMAIL, author.email).ready

          await somebody.call('moveBook', moving._id, elsewhere._id)
          await sees({ author, books: [staying] })
          await somebody.call('setPrice', moving._id, 99)
          await somebody.call('moveBook', moving._id, author._id)
          moving.price = 99
          await sees({ author, books })

          const email = author.email
          await somebody.call('setAuthorEmail', author._id, `${unique()}@example.org`)
          await sees({ books: [] })
          await somebody.call('setAuthorEmail', author._id, email)
          await sees({ author, books })

          await somebody.call('removeAuthor', author._id)
          authors.splice(authors.indexOf(author._id), 1)
          await sees({ books: [] })
        } finally {
          somebody.close()
        }
      })
    }

    test('a call gives its result when what it changed is there', async () => {
      const { author, books: [book] } = await authorWith('First')
      await client.subscribe(BY_EMAIL, author.email).ready

      assert.equal(await client.call('setPrice', book._id, 7.25) ?? null, null)
      book.price = 7.25
      assert.deepEqual(client.documents(BOOKS), [book])

      for (const title of TITLES) {
        const id = await client.call('addBook', title, 1.5, author._id)
        const expected = { _id: id, title, price: 1.5, author_id: author._id }
        assert.deepEqual(client.documents(BOOKS).find(({ _id }) => _id === id), expected)
        assert.deepEqual(asDocument(await rest(server, 'GET', `books/${id}`)), expected)
        await client.call('removeBook', id)
        assert.deepEqual(client.documents(BOOKS), [book])
      }
    })

    test('calls that are made together have each its own result', async () => {
      const { author } = await authorWith()
      await client.subscribe(BY_EMAIL, author.email).ready
      const numbers = Array.from({ length: 30 }, (_, i) => i + 1)
      const books = await Promise.all(numbers.map(async price => {
        const title = `Book ${price}`
        return { _id: await client.call('addBook', title, price, author._id), title, price, author_id: author._id }
      }))
      assert.deepEqual(sorted(client.documents(BOOKS)), sorted(books))
    })

    for (const [name, method, args, expected] of [
      ['a method that is none', 'nosuch', [], { error: 404, reason: "Method 'nosuch' not found" }],
      ['a price below zero', 'setPrice', ['1', -1], { error: 400, reason: 'The price must be above zero' }],
      ['a price that is null', 'setPrice', ['1', null], { error: 400, reason: 'The price must be above zero' }],
      ['a price that is no number', 'setPrice', ['1', 'much'], { error: 400, reason: 'Match failed' }],
      ['a book that is not there', 'removeBook', ['999999999'], { error: 404, reason: 'There is no book 999999999' }],
      ['an id that is none', 'removeBook', ['abc'], { error: 400, reason: 'Match failed' }],
      ['too few parameters', 'setPrice', ['1'], { error: 400, reason: 'Match failed' }],
      ['too many parameters', 'removeBook', ['999999999', 1], { error: 400, reason: 'Match failed' }]
    ]) {
      test(`${name} is an error, and the connection goes on`, async () => {
        await assert.rejects(client.call(method, ...args), error => {
          assert.deepEqual(asError(error), { details: undefined, ...expected })
          return true
        })
        const { author } = await authorWith()
        await client.subscribe(BY_EMAIL, author.email).ready
        assert.deepEqual(client.documents(AUTHORS), [author])
      })
    }

    for (const [name, publication, params, expected] of [
      ['a publication that is none', 'nosuch', [], { error: 404, reason: "Subscription 'nosuch' not found" }],
      ['a publication without its parameter', BY_EMAIL, [], { error: 400, reason: 'Match failed' }],
      ['a publication with a parameter of another type', BY_EMAIL, [{ $gt: '' }], { error: 400, reason: 'Match failed' }],
      ['a publication with a parameter too many', 'AllBooks', [1], { error: 400, reason: 'Match failed' }]
    ]) {
      test(`${name} is refused, and the connection goes on`, async () => {
        assert.deepEqual(asError(await client.refusal(publication, ...params)), { details: undefined, ...expected })
        const { author } = await authorWith()
        await client.subscribe(BY_EMAIL, author.email).ready
        assert.deepEqual(client.documents(AUTHORS), [author])
      })
    }

    test('documents go with the last subscription that holds them', async () => {
      const { author, books } = await authorWith('First', 'Second')
      const { author: elsewhere, books: [alone] } = await authorWith('Alone')
      const [some, all, others] = [
        client.subscribe(BY_EMAIL, author.email),
        client.subscribe('AllBooks'),
        client.subscribe(BY_EMAIL, elsewhere.email)
      ]
      await Promise.all([some, all, others].map(({ ready }) => ready))

      all.stop()
      await eventually(() => assert.deepEqual(titles(client), ['First', 'Second', 'Alone']))
      others.stop()
      await other.call('setPrice', alone._id, 50)
      await other.call('setPrice', books[0]._id, 60)
      books[0].price = 60
      await sees({ author, books })
      some.stop()
      await sees({ books: [] })
    })

    test('after a cut the client is right again, whatever has happened meanwhile', { skip: adapter.isBlind }, async () => {
      const { author, books } = await authorWith('Changed', 'Removed', 'Kept')
      const [changed, removed, kept] = books
      await client.subscribe(BY_EMAIL, author.email).ready

      cutter.cut()
      await rest(server, 'PUT', `books/${changed._id}/price`, { price: 77 })
      await rest(server, 'DELETE', `books/${removed._id}`)
      const added = await bookOf(author, 'Added', 4)
      changed.price = 77
      cutter.mend()
      await sees({ author, books: [changed, kept, added] })

      await rest(server, 'PUT', `books/${kept._id}/price`, { price: 88 })
      kept.price = 88
      await sees({ author, books: [changed, kept, added] })
      await client.call('setPrice', added._id, 99)
      added.price = 99
      assert.deepEqual(sorted(client.documents(BOOKS)), [changed, kept, added])
    })

    test('one cut after the other does no harm', { skip: adapter.isBlind }, async () => {
      const { author, books } = await authorWith('First')
      await client.subscribe(BY_EMAIL, author.email).ready
      for (let price = 10; price < 15; price++) {
        cutter.cut()
        cutter.mend()
        await other.call('setPrice', books[0]._id, price)
        books[0].price = price
        await sees({ author, books })
      }
    })
  })
}

test('replace() of the browser module changes what is published without flicker', async () => {
  const { connect } = await importText(await readFile(source, 'utf8'))
  const { author, books } = await authorWith('First', 'Second')
  const { author: elsewhere, books: [alone] } = await authorWith('Alone')
  const ddp = connect(`${server}/websocket`)
  try {
    const documents = ddp.collection(BOOKS)
    const first = ddp.subscribe(BY_EMAIL, author.email)
    await first.ready
    const kept = documents.all()
    documents.onChange(() => assert.fail('both publish the same'))
    const same = first.replace(author.email)
    await same.ready
    // The answer to this comes after that to the end of the first subscription.
    await ddp.call('setAuthorEmail', elsewhere._id, elsewhere.email)
    assert.equal(documents.all(), kept)
    assert.deepEqual(sorted([...kept]), books)
  } finally {
    ddp.close()
  }
  const changing = connect(`${server}/websocket`)
  try {
    const seen = []
    const documents = changing.collection(BOOKS)
    const first = changing.subscribe(BY_EMAIL, author.email)
    await first.ready
    documents.onChange(all => seen.push(all.length))
    await first.replace(elsewhere.email).ready
    await eventually(() => assert.deepEqual([...documents.all()], [alone]))
    await eventually(() => assert.equal(seen.at(-1), 1))
    assert.ok(seen.every(count => count > 0), `${seen}`)
  } finally {
    changing.close()
  }
})

test('the served module is that of the source tree', async () => {
  for (const place of servers) {
    const response = await fetch(`${place}/ddp/client.js`)
    assert.match(response.headers.get('Content-Type'), /^text\/javascript; ?charset=utf-8$/i)
    assert.equal(await response.text(), await readFile(source, 'utf8'))
    const again = await fetch(`${place}/ddp/client.js`, { headers: { 'If-None-Match': response.headers.get('ETag') } })
    assert.equal(again.status, 304)
  }
})
