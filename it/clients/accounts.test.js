/**
 * The browser module for logins against a scripted server.
 */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, mock, test } from 'node:test'

import { importSource } from './browser-module.js'
import { added, outcome, promises, ready, removed, ScriptedSocket } from './scripted-socket.js'

const { connect } = await importSource()
const { accounts } = await importSource('accounts.js')

const URL = 'http://example.org/app/websocket'
const KEY = 'ddp.token ws://example.org/app/websocket'
const RETRY = 30000 * 1.25 // the longest
const DIGEST = { digest: '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b', algorithm: 'sha-256' } // of secret

/** As a browser's. */
class Store extends Map {
  getItem (key) { return this.get(key) ?? null }
  setItem (key, value) { this.set(key, value) }
  removeItem (key) { this.delete(key) }
}

let ddp
let account
let store
/** What `onChange` has shown. */
let told

function connected () {
  ddp = connect(URL)
  account = accounts(ddp, store)
  told = []
  account.onChange(() => told.push([account.userId, account.isLoggingIn]))
  const socket = ScriptedSocket.latest
  socket.accept()
  return socket
}

/** The call that was made, when the digest of its password is there. */
async function called (socket) {
  for (let turns = 0; turns < 1000; turns++) {
    const [message] = socket.take()
    if (message) return message
    await promises()
  }
  assert.fail('nothing was called')
}

const answer = (socket, id, result) => socket.receive({ msg: 'updated', methods: [id] }, { msg: 'result', id, result })
const refuse = (socket, id, error) => socket.receive({ msg: 'updated', methods: [id] }, { msg: 'result', id, error: { error } })

async function loggedIn () {
  const socket = connected()
  const login = account.login('anna', 'secret')
  answer(socket, (await called(socket)).id, { id: 'a', token: 't', type: 'password' })
  await login
  return socket
}

/** Cuts the connection, and begins another session. */
function restarted (socket) {
  socket.cut()
  mock.timers.tick(RETRY)
  ScriptedSocket.latest.accept()
  return ScriptedSocket.latest
}

beforeEach(() => {
  ScriptedSocket.opened = []
  globalThis.WebSocket = ScriptedSocket
  mock.timers.enable({ apis: ['setTimeout'] })
  store = new Store()
})

afterEach(() => {
  ddp.close()
  mock.timers.reset()
})

describe('a login', () => {
  for (const [user, selector] of [
    ['anna', { username: 'anna' }],
    ['anna@example.org', { email: 'anna@example.org' }],
    [{ id: 'a' }, { id: 'a' }]
  ]) {
    test(`by ${JSON.stringify(user)} sends the digest, and keeps the token`, async () => {
      const socket = connected()
      assert.deepEqual(told, [[null, false]], 'nobody is logged in')
      const login = account.login(user, 'secret')
      const { id, method, params } = await called(socket)
      assert.deepEqual([method, params], ['login', [{ user: selector, password: DIGEST }]])
      assert.ok(account.isLoggingIn)
      answer(socket, id, { id: 'a', token: 't', type: 'password' })
      await login
      assert.equal(store.get(KEY), 't')
      assert.deepEqual(told.slice(1), [[null, true], ['a', false]])
      assert.equal(ddp.userId, 'a', 'stubs know')
    })
  }

  test('of a new user sends what is given, with the digest', async () => {
    const socket = connected()
    const creation = account.createUser({ username: 'anna', password: 'secret', profile: { b: 1 } })
    const { id, method, params } = await called(socket)
    assert.deepEqual([method, params], ['createUser', [{ username: 'anna', password: DIGEST, profile: { b: 1 } }]])
    answer(socket, id, { id: 'a', token: 't', type: 'password' })
    await creation
    assert.equal(account.userId, 'a')
  })

  test('that is refused leaves the one before', async () => {
    const socket = await loggedIn()
    const login = account.login('bert', 'wrong')
    refuse(socket, (await called(socket)).id, 403)
    await assert.rejects(login, { error: 403 })
    assert.deepEqual([account.userId, account.isLoggingIn, store.get(KEY)], ['a', false, 't'])
  })

  test('says where digests cannot be made', async () => {
    connected()
    const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true })
    try {
      await assert.rejects(account.login('anna', 'secret'), /https, or from localhost/)
    } finally {
      Object.defineProperty(globalThis, 'crypto', own)
    }
    assert.equal(account.isLoggingIn, false)
  })
})

describe('a token that was kept', () => {
  beforeEach(() => store.set(KEY, 't'))

  test('logs in before anything else when a page is loaded', async () => {
    ddp = connect(URL)
    account = accounts(ddp, store)
    ddp.subscribe('p')
    assert.ok(account.isLoggingIn, 'before there is a connection')
    const socket = ScriptedSocket.latest
    socket.accept()
    const [login, sub] = socket.take()
    assert.deepEqual([login.method, login.params, sub.msg], ['login', [{ resume: 't' }], 'sub'])
    answer(socket, login.id, { id: 'a', token: 't', type: 'resume' })
    await promises()
    assert.deepEqual([account.userId, account.isLoggingIn], ['a', false])
  })

  test('is forgotten when it is good for nothing', async () => {
    const socket = connected()
    refuse(socket, (await called(socket)).id, 403)
    await promises()
    assert.deepEqual([account.userId, account.isLoggingIn, store.get(KEY)], [null, false, undefined])
  })

  test('is kept when it was refused for another reason, or another page has another by now', async () => {
    refuse(connected(), (await called(ScriptedSocket.latest)).id, 'too-many-requests')
    await promises()
    assert.deepEqual([account.userId, store.get(KEY)], [null, 't'])
    ddp.close()

    const socket = connected()
    const { id } = await called(socket)
    store.set(KEY, 'u')
    refuse(socket, id, 403)
    await promises()
    assert.equal(store.get(KEY), 'u')
  })
})

describe('a connection that is made anew', () => {
  test('logs in before it subscribes, and shows the old documents until it has the user\'s', async () => {
    const socket = await loggedIn()
    ddp.subscribe('p')
    socket.receive(added('1', {}), ready(...socket.takeSubscriptions()))
    const next = restarted(socket)
    const [login, sub] = next.take()
    assert.deepEqual([login.params, sub.msg], [[{ resume: 't' }], 'sub'])
    assert.deepEqual([account.userId, account.isLoggingIn], ['a', true])
    answer(next, login.id, { id: 'a', token: 't', type: 'resume' })
    assert.equal(ddp.collection('c').all().length, 1)
    next.receive(added('1', {}), ready(sub.id))
    await promises()
    assert.deepEqual([account.userId, account.isLoggingIn], ['a', false])
  })

  test('is nobody\'s when another page has logged out', async () => {
    const socket = await loggedIn()
    store.delete(KEY)
    const next = restarted(socket)
    assert.deepEqual(next.take(), [])
    assert.deepEqual(told.at(-1), [null, false])
  })

  test('is nobody\'s when the token was removed', async () => {
    const socket = await loggedIn()
    const next = restarted(socket)
    refuse(next, (await called(next)).id, 403)
    await promises()
    assert.deepEqual([account.userId, store.get(KEY)], [null, undefined])
  })

  test('tries again when the connection was lost before the answer', async () => {
    const next = restarted(await loggedIn())
    next.take()
    const last = restarted(next)
    const [login] = last.take()
    await promises()
    assert.deepEqual([account.userId, account.isLoggingIn], ['a', true])
    answer(last, login.id, { id: 'a', token: 't', type: 'resume' })
    await promises()
    assert.deepEqual([account.userId, account.isLoggingIn, store.get(KEY)], ['a', false, 't'])
  })
})

describe('a logout', () => {
  test('forgets the token when the server has, and what was the user\'s is gone by then', async () => {
    const socket = await loggedIn()
    socket.receive(added('1', {}))
    const seen = []
    account.onChange(() => seen.push([account.userId, ddp.collection('c').all().length]))
    const logout = account.logout()
    const { id, method, params } = await called(socket)
    assert.deepEqual([method, params], ['logout', []])
    assert.equal(store.get(KEY), 't')
    socket.receive(removed('1'))
    answer(socket, id)
    await logout
    assert.equal(store.get(KEY), undefined)
    assert.deepEqual(seen, [[null, 0]])
  })

  test('without a connection ends the login that comes before it', async () => {
    const socket = await loggedIn()
    socket.cut()
    const logout = account.logout()
    assert.equal(await outcome(logout), 'pending')
    mock.timers.tick(RETRY)
    const next = ScriptedSocket.latest
    next.accept()
    const [login, ending] = next.take()
    assert.deepEqual([login.method, ending.method], ['login', 'logout'])
    answer(next, login.id, { id: 'a', token: 't', type: 'resume' })
    answer(next, ending.id)
    await logout
    assert.deepEqual([account.userId, store.get(KEY)], [null, undefined])
  })
})

test('a listener that was taken off is not called any more', async () => {
  await loggedIn()
  const off = account.onChange(() => assert.fail('it is'))
  off()
  ddp.close()
})
