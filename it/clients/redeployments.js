/**
 * Clients that stay while the bookstore is deployed again and again. Tells what each sees, a line each: `<client> price <price>`
 * of the first book, `<client> closed <code>` of a connection that had been opened. When its input ends, every client must have
 * what the server has; then it ends.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { setInterval as every } from 'node:timers/promises'
import simpleDDP from 'simpleddp'
import { WebSocket } from 'ws'

import { eventually, rest, servers } from './bookstore.js'
import { importText, source } from './browser-module.js'

const BOOKS = 'bookstore.book'
const BOOK = '1'
const LOOK = 20

const [server] = servers
const say = (name, what, value) => console.log(`${name} ${what} ${value}`)

/** A WebSocket that tells how it was closed. */
const told = name => class extends WebSocket {
  constructor (...args) {
    super(...args)
    this.on('open', () => this.on('close', code => say(name, 'closed', code)))
  }
}

async function browserModule (name) {
  globalThis.WebSocket = told(name)
  const { connect } = await importText(await readFile(source, 'utf8'))
  const ddp = connect(`${server}/websocket`)
  await ddp.subscribe('AllBooks').ready
  return { name, documents: () => ddp.collection(BOOKS).all().map(({ _id: id, ...fields }) => ({ id, ...fields })) }
}

async function simpleddp (name) {
  const ddp = new simpleDDP({
    endpoint: `${server.replace(/^http/, 'ws')}/websocket`,
    SocketConstructor: told(name),
    reconnectInterval: 200
  })
  await ddp.connect()
  await ddp.subscribe('AllBooks').ready()
  return { name, documents: () => ddp.collection(BOOKS).fetch() }
}

const clients = await Promise.all([browserModule('browser-module'), simpleddp('simpleddp')])
const seen = new Map()
let isOver = false
process.stdin.on('end', () => { isOver = true }).resume()
for await (const _ of every(LOOK)) {
  for (const { name, documents } of clients) {
    const price = documents().find(({ id }) => id === BOOK)?.price
    if (price === undefined || price === seen.get(name)) continue
    seen.set(name, price)
    say(name, 'price', price)
  }
  if (isOver) break
}

const byId = (a, b) => Number(a.id) - Number(b.id)
const sorted = documents => [...documents].sort(byId).map(({ id, title, price, author_id }) => ({ id, title, price, author_id }))
const expected = sorted(await rest(server, 'GET', 'books'))
for (const { name, documents } of clients) {
  await eventually(() => assert.deepEqual(sorted(documents()), expected, name))
  say(name, 'has', expected.length)
}
process.exit()
