/**
 * Clients that have logins of their own, before an application with accounts.
 *
 *     APPLICATION_URL=http://localhost:9080/it node --test accounts.js
 */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'

import simpleDDP from 'simpleddp'
import { simpleDDPLogin } from 'simpleddp-plugin-login'
import { WebSocket } from 'ws'

import { Asteroid } from './adapters/asteroid.js'
import { RECONNECT_INTERVAL, webSocket } from './adapters/common.js'
import { options } from './adapters/ddp-js.js'
import { Cutter } from './cutter.js'
import { eventually, unique } from './eventually.js'

const server = process.env.APPLICATION_URL
const PASSWORD = 'secret'
const MINE = 'section'
const CREDENTIALS = { error: 403, reason: 'Something went wrong. Please check your credentials.' }
const LOGGED_OUT = { error: 403, reason: "You've been logged out by the server. Please log in again." }
const NOT_LOGGED_IN = { error: 'You are not logged in.', reason: undefined }

/**
 * What each does as its documentation tells its users. Neither makes users so that Meteor takes it (asteroid sends
 * `{ user: { username } }`): that is done by calling the method.
 */
const simpleddp = {
  name: 'simpleddp with its login plugin',

  async connect (url) {
    const ddp = new simpleDDP({ endpoint: webSocket(url), SocketConstructor: WebSocket, reconnectInterval: RECONNECT_INTERVAL },
      [simpleDDPLogin])
    const failures = []
    ddp.on('loginResumeFailed', error => failures.push(error))
    await ddp.connect()
    return {
      failures,
      userId: () => ddp.userId,
      token: () => ddp.token,
      login: (username, password) => ddp.login({ password, user: { username } }).then(({ id }) => id),
      resume: token => ddp.login({ resume: token }),
      logout: () => ddp.logout(),
      subscribe: name => ddp.subscribe(name).ready(),
      documents: collection => ddp.collection(collection).fetch().map(({ id, ...fields }) => ({ _id: id, ...fields })),
      call: (name, ...args) => ddp.call(name, ...args),
      close: () => ddp.disconnect()
    }
  }
}

const asteroid = {
  name: 'asteroid',

  async connect (url) {
    const client = new Asteroid(options(url))
    let token
    client.ddp.on('result', ({ result }) => { token = result?.token ?? token })
    await new Promise(resolve => client.once('connected', resolve))
    return {
      userId: () => client.userId ?? undefined,
      token: () => token,
      login: (username, password) => client.loginWithPassword({ username, password }),
      resume: token => client.login({ resume: token }),
      logout: () => client.logout(),
      subscribe: name => new Promise((resolve, reject) => client.subscribe(name).on('ready', resolve).on('error', reject)),
      documents: collection => client.documents(collection),
      call: (name, ...args) => client.call(name, ...args),
      close: () => client.disconnect(),
      createUser: user => client.createUser(user)
    }
  }
}

const asError = ({ error, reason }) => ({ error, reason })
const refused = (promise, error) => assert.rejects(promise, thrown => {
  assert.deepEqual(asError(thrown), error)
  return true
})

for (const adapter of [simpleddp, asteroid]) {
  describe(adapter.name, () => {
    let cutter
    let client
    let other
    let username

    beforeEach(async () => {
      cutter = await Cutter.before(server)
      client = await adapter.connect(cutter.url)
      other = await adapter.connect(server)
      username = unique()
    })

    afterEach(() => {
      client.close()
      other.close()
      cutter.close()
    })

    const newUser = () => other.call('createUser', { username, password: PASSWORD }).then(({ id }) => id)
    const names = () => client.documents(MINE).map(({ name }) => name)
    const users = () => client.documents('users').map(user => user.username)
    const isNobody = () => eventually(() => assert.deepEqual([client.userId(), names(), users()], [undefined, [], []]))

    /** Logged in, with one document that nobody else sees. */
    async function loggedIn () {
      const id = await newUser()
      await other.call('addSectionOf', id)
      await client.subscribe('mine')
      assert.deepEqual(names(), [])
      assert.equal(await client.login(username, PASSWORD), id)
      await eventually(() => assert.deepEqual([client.userId(), names(), users()], [id, [`of ${id}`], [username]]))
      return id
    }

    test('a new user logs in, and sees what is his', async () => {
      const id = await loggedIn()
      assert.equal((await client.call('getNewToken')).id, id)
      if (client.createUser) {
        await refused(client.createUser({ username: unique(), password: PASSWORD }),
          { error: 400, reason: 'Need to set a username or email' })
      }
    })

    test('a wrong password is refused, and so is who is unknown', async () => {
      await newUser()
      await refused(client.login(username, 'wrong'), CREDENTIALS)
      await refused(client.login(unique(), PASSWORD), CREDENTIALS)
      await isNobody()
      await refused(client.call('getNewToken'), NOT_LOGGED_IN)
    })

    test('a failed login leaves the one before', async () => {
      const id = await loggedIn()
      await refused(client.login(username, 'wrong'), CREDENTIALS)
      assert.deepEqual([client.userId(), names(), users()], [id, [`of ${id}`], [username]])
    })

    test('after a cut the login is resumed', async () => {
      const id = await loggedIn()
      cutter.cut()
      await other.call('addSectionOf', id)
      cutter.mend()
      await eventually(() => assert.deepEqual([client.userId(), names(), users()], [id, [`of ${id}`, `of ${id}`], [username]]))
      assert.equal((await client.call('getNewToken')).id, id)
    })

    test('a token that was revoked during a cut is refused', async () => {
      await loggedIn()
      cutter.cut()
      await other.call('removeOtherTokens')
      cutter.mend()
      if (client.failures) {
        await eventually(() => assert.deepEqual(client.failures.map(asError), [LOGGED_OUT]))
        await eventually(() => assert.deepEqual([names(), users()], [[], []]))
      } else {
        await isNobody()
      }
      await refused(client.call('getNewToken'), NOT_LOGGED_IN)
    })

    test('a token that is revoked ends the connection, and logs nobody in again', async () => {
      await loggedIn()
      await other.call('removeOtherTokens')
      if (client.failures) {
        await eventually(() => assert.deepEqual(client.failures.map(asError), [LOGGED_OUT]))
        await eventually(() => assert.deepEqual([names(), users()], [[], []]))
      } else {
        await isNobody()
      }
      await refused(client.call('getNewToken'), NOT_LOGGED_IN)
    })

    test('who logs out sees nothing any more, and his token is worth nothing', async () => {
      await loggedIn()
      const token = client.token()
      assert.match(token, /^[\w-]{43}$/)
      await client.logout()
      await isNobody()
      await refused(client.resume(token), LOGGED_OUT)
      await refused(client.call('getNewToken'), NOT_LOGGED_IN)
    })
  })
}
