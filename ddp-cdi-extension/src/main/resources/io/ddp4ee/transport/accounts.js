/**
 * Logins of a connection, as Meteor's clients do them: for pages of applications that have `ddp-accounts`, or methods of
 * their own of these names and shapes.
 *
 *     import { connect } from './ddp/client.js'
 *     import { accounts } from './ddp/accounts.js'
 *     const ddp = connect()
 *     const account = accounts(ddp)
 *     account.onChange(() => draw(account.userId, account.isLoggingIn))
 *     await account.login('anna', 'secret')
 *
 * A login lasts: its token is kept in `localStorage`, and logs in again when the page is loaded, and when a connection is
 * made anew, before anything is subscribed to and called. Make the account as soon as the connection.
 *
 * Passwords leave the page as SHA-256 digests, for which browsers want the page to come by https, or from localhost.
 *
 * @module
 */

/**
 * What `connect()` gives.
 *
 * @typedef {object} Connection
 * @property {string} url
 * @property {string | null} userId
 * @property {(name: any, ...args: any) => Promise<any>} call
 * @property {(listener: () => void) => () => void} onSession
 */
/** @typedef {{ username: string } | { email: string } | { id: string }} User */
/** @typedef {{ username?: string, email?: string, password: string, profile?: Record<string, any> }} NewUser */

/** As Meteor's clients do, so that a password is the same one for both. @param {string} password */
async function digested (password) {
  if (!globalThis.crypto?.subtle) {
    throw new Error('This page cannot make the digest of a password: browsers want it to come by https, or from localhost')
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(password)))
  return { digest: Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join(''), algorithm: 'sha-256' }
}

class Account {
  /** @type {Connection} */
  #connection
  /** @type {Storage} */
  #storage
  /** @type {string} */
  #key
  #changes = new EventTarget()
  #hasBegun = false
  #logins = 0

  /** @internal @param {Connection} connection @param {Storage} storage */
  constructor (connection, storage) {
    this.#connection = connection
    this.#storage = storage
    this.#key = `ddp.token ${connection.url}`
    connection.onSession(() => this.#resume())
  }

  /** Who is logged in, or null. The document of the collection `users` with this id is the user's own. */
  get userId () {
    return this.#connection.userId
  }

  /** Whether a login is under way, such as that of a page which was just loaded. */
  get isLoggingIn () {
    return this.#logins > 0 || (!this.#hasBegun && this.#token !== null)
  }

  /** Calls a function when `userId` or `isLoggingIn` may be another. @param {() => void} listener @returns {() => void} ends the calls */
  onChange (listener) {
    const own = () => listener()
    this.#changes.addEventListener('change', own)
    return () => this.#changes.removeEventListener('change', own)
  }

  /**
   * Rejects with the server's error; whoever was logged in before still is then.
   *
   * @param {string | User} user a name, or an address
   * @param {string} password
   */
  async login (user, password) {
    const selector = typeof user !== 'string' ? user : user.includes('@') ? { email: user } : { username: user }
    await this.#logIn(digested(password).then(digest => this.#connection.call('login', { user: selector, password: digest })))
  }

  /** Makes a user, who is logged in then. @param {NewUser} user */
  async createUser (user) {
    await this.#logIn(digested(user.password).then(password => this.#connection.call('createUser', { ...user, password })))
  }

  /** Resolves when the token is good for nothing, and what only the user may see is gone. */
  async logout () {
    await this.#connection.call('logout')
    this.#storage.removeItem(this.#key)
    this.#become(null)
  }

  /** Looked up each time: another page of the browser may have logged in or out. */
  get #token () {
    return this.#storage.getItem(this.#key)
  }

  #resume () {
    this.#hasBegun = true
    const token = this.#token
    if (token === null) return this.#become(null)
    this.#logIn(this.#connection.call('login', { resume: token })).catch(({ error }) => {
      // With the next connection it is tried again.
      if (error === 'connection-lost') return
      if (error === 403 && this.#token === token) this.#storage.removeItem(this.#key)
      this.#become(null)
    })
  }

  /** @param {Promise<{ id: string, token: string }>} login */
  async #logIn (login) {
    this.#logins++
    this.#changed()
    try {
      const { id, token } = await login
      this.#storage.setItem(this.#key, token)
      this.#connection.userId = id
    } finally {
      this.#logins--
      this.#changed()
    }
  }

  /** @param {string | null} userId */
  #become (userId) {
    this.#connection.userId = userId
    this.#changed()
  }

  #changed () {
    this.#changes.dispatchEvent(new Event('change'))
  }
}

/**
 * The account of whoever uses the page.
 *
 * @param {Connection} connection
 * @param {Storage} [storage] where the token is kept; `sessionStorage` for a login that ends with the page
 * @returns {Account}
 */
export function accounts (connection, storage = localStorage) {
  return new Account(connection, storage)
}
