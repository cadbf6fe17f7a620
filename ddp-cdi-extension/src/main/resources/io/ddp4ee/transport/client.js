/**
 * A small DDP client for pages of any web application that this server is part of: no dependencies, no build.
 *
 *     import { connect } from './ddp/client.js'
 *     const ddp = connect()
 *     const sub = ddp.subscribe('AllBooks')
 *     await sub.ready
 *     ddp.collection('bookstore.book').onChange(books => draw(books))
 *     await ddp.call('setPrice', '1', 12.5)
 *
 * Documents are frozen and replaced as a whole; `all()` is the same array until something changes, so that frameworks can
 * compare it. After a lost connection the client connects again, and goes on with its session if the server has kept it:
 * then nothing is lost. Else it subscribes again, and shows the old documents until the new ones are complete; what became
 * ready and what was called meanwhile waits for that too.
 *
 * A method runs once at most. One that was called without a connection is sent when there is one; one whose answer was lost
 * with a session that cannot be gone on with is rejected with the error `connection-lost`: whether it ran is not known.
 *
 * @module
 */

/** @typedef {Readonly<Record<string, any> & { _id: string }>} Document */
/**
 * What an application has, as `schema.d.ts` beside this module tells in development: `connect()` of such a type knows the
 * names of publications and methods, what they take, and the documents of collections.
 *
 * @typedef {{ collections: {}, publications: {}, methods: {} }} AnySchema
 */
/** @typedef {{ collections: {}, publications: Record<string, (...params: any[]) => void>, methods: Record<string, (...args: any[]) => any> }} Untold */
/** @template F @typedef {F extends (...args: infer A) => any ? A : never} ParametersOf */
/** @template F @typedef {F extends (...args: any[]) => infer R ? R : never} ResultOf */
/** @template {any[]} P @typedef {Omit<Subscription, 'replace'> & { replace: (...params: P) => SubscriptionOf<P> }} SubscriptionOf */
/**
 * @template D
 * @typedef {object} CollectionOf
 * @property {(id: string) => Readonly<D> | undefined} get
 * @property {() => ReadonlyArray<Readonly<D>>} all the same frozen array until something changes
 * @property {(listener: (documents: ReadonlyArray<Readonly<D>>) => void) => () => void} onChange
 */
/**
 * @template {AnySchema} S
 * @typedef {Omit<Client, 'subscribe' | 'collection' | 'call'> & {
 *   subscribe: <N extends keyof S['publications'] & string>(name: N, ...params: ParametersOf<S['publications'][N]>) =>
 *     SubscriptionOf<ParametersOf<S['publications'][N]>>,
 *   collection: <N extends (keyof S['collections'] & string) | (string & {})>(name: N) =>
 *     CollectionOf<N extends keyof S['collections'] ? S['collections'][N] : Document>,
 *   call: <N extends keyof S['methods'] & string>(name: N, ...args: ParametersOf<S['methods'][N]>) =>
 *     Promise<ResultOf<S['methods'][N]>>
 * }} ClientOf
 */
/** @typedef {'connecting' | 'connected' | 'waiting' | 'closed' | 'failed'} Status */
/** @typedef {{ error: string | number, reason?: string, details?: any }} Answer */
/** @typedef {{ msg?: string, [member: string]: any }} Message */
/**
 * @typedef {object} Call
 * @property {string} text of the message
 * @property {(result: any) => void} resolve
 * @property {(error: DdpError) => void} reject
 * @property {boolean} sent
 * @property {boolean} answered
 * @property {boolean} updated
 * @property {any} [result]
 * @property {DdpError} [error]
 */

const VERSION = '1'
const FIRST_RETRY = 50
const LAST_RETRY = 30000
const SILENCE = 20000
const PATIENCE = 15000

/** @type {Record<string, string>} */
const REASONS = {
  'connection-lost': 'The connection was lost before the answer came',
  closed: 'The connection has been closed',
  failed: 'The server does not speak this version of DDP'
}

/** What a server answers to a method or a subscription that failed. */
export class DdpError extends Error {
  /** @param {Answer} answer */
  constructor (answer) {
    super(answer.reason === undefined ? `[${answer.error}]` : `${answer.reason} [${answer.error}]`)
    this.name = 'DdpError'
    this.error = answer.error
    this.reason = answer.reason
    this.details = answer.details
  }
}

/** @param {string} error that did not come from the server */
function localError (error) {
  return new DdpError({ error, reason: REASONS[error] })
}

/** EJSON values from JSON values; a custom type stays as it came. @param {any} value @returns {any} */
function decode (value) {
  if (Array.isArray(value)) return value.map(decode)
  if (value === null || typeof value !== 'object') return value
  const keys = Object.keys(value)
  if (keys.length === 1) {
    switch (keys[0]) {
      case '$date': return new Date(value.$date ?? NaN)
      case '$binary': return Uint8Array.from(atob(value.$binary), c => c.charCodeAt(0))
      case '$InfNaN': return value.$InfNaN / 0
      case '$escape': return members(value.$escape, decode)
    }
  }
  if (keys.length === 2 && '$regexp' in value && '$flags' in value) return new RegExp(value.$regexp, value.$flags)
  return members(value, decode)
}

/** JSON values from EJSON values. @param {any} value @returns {any} */
function encode (value) {
  if (value instanceof Date) return { $date: value.getTime() }
  // Not with one call for all bytes: an engine takes some ten thousand arguments, and no more.
  if (value instanceof Uint8Array) return { $binary: btoa(Array.from(value, byte => String.fromCharCode(byte)).join('')) }
  if (value instanceof RegExp) return { $regexp: value.source, $flags: value.flags }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $InfNaN: Number.isNaN(value) ? 0 : Math.sign(value) }
  if (Array.isArray(value)) return value.map(encode)
  if (value === null || typeof value !== 'object') return value
  const encoded = members(value, encode)
  return looksLikeEjson(Object.keys(value)) ? { $escape: encoded } : encoded
}

/** @param {string[]} keys */
function looksLikeEjson (keys) {
  return keys.length === 1
    ? ['$date', '$binary', '$InfNaN', '$escape'].includes(keys[0])
    : keys.length === 2 && [['$regexp', '$flags'], ['$type', '$value']].some(pair => pair.every(key => keys.includes(key)))
}

/** @param {object} object @param {(value: any) => any} convert @returns {Record<string, any>} */
function members (object, convert) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, convert(value)]))
}

/**
 * Whether two EJSON values are the same; the order of members does not count.
 *
 * @param {any} a @param {any} b @returns {boolean}
 */
function equal (a, b) {
  if (Object.is(a, b)) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (a instanceof Date) return Object.is(a.getTime(), b.getTime())
  if (a instanceof RegExp) return String(a) === String(b)
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && equal(a[key], b[key]))
}

/**
 * The id of a document from that of a message, which is escaped where it could be taken for something else.
 *
 * @param {string} id
 */
function documentId (id) {
  return id.startsWith('-') ? id.slice(1) : id
}

/** @param {string} id @param {object} fields @returns {Document} */
function documentOf (id, fields) {
  const { _id, ...own } = /** @type {Record<string, any>} */ (fields)
  return Object.freeze({ _id: id, ...own })
}

/** Functions that are told of something. @template T */
class Listeners {
  /** @type {Set<{ listener: (value: T) => void }>} */
  #entries = new Set()

  /** @param {(value: T) => void} listener @returns {() => void} ends the calls */
  add (listener) {
    const entry = { listener }
    this.#entries.add(entry)
    return () => { this.#entries.delete(entry) }
  }

  /** One that throws is reported like any other uncaught error, and keeps nothing from going on. @param {T} value */
  tell (value) {
    for (const entry of [...this.#entries]) {
      if (!this.#entries.has(entry)) continue
      try {
        entry.listener(value)
      } catch (error) {
        queueMicrotask(() => { throw error })
      }
    }
  }
}

/** The documents of one collection, as far as the subscriptions hold them. */
class Collection {
  /** @type {Map<string, Document>} */
  #documents = new Map()
  /** @type {ReadonlyArray<Document> | null} */
  #all = null
  /** @type {Listeners<ReadonlyArray<Document>>} */
  #listeners = new Listeners()
  /** @type {ReturnType<typeof setTimeout> | null} */
  #scheduled = null

  /** @param {string} id @returns {Document | undefined} */
  get (id) {
    return this.#documents.get(id)
  }

  /** @returns {ReadonlyArray<Document>} the same frozen array until something changes */
  all () {
    this.#all ??= Object.freeze([...this.#documents.values()])
    return this.#all
  }

  /**
   * Calls a function after changes, once for all that arrived together; in any case before the subscription is ready, or
   * the call is resolved, that they belong to.
   *
   * @param {(documents: ReadonlyArray<Document>) => void} listener
   * @returns {() => void} ends the calls
   */
  onChange (listener) {
    return this.#listeners.add(listener)
  }

  /** @internal @param {string} id @param {Document} document */
  set (id, document) {
    this.#documents.set(id, document)
    this.#changed()
  }

  /** @internal @param {string} id */
  delete (id) {
    if (this.#documents.delete(id)) this.#changed()
  }

  /** @internal Takes what a new connection brought, keeping documents that are equal. @param {Map<string, Document>} other */
  replace (other) {
    const documents = new Map()
    let changed = other.size !== this.#documents.size
    for (const [id, document] of other) {
      const known = this.#documents.get(id)
      const same = known !== undefined && equal(known, document)
      documents.set(id, same ? known : document)
      changed ||= !same
    }
    if (changed) {
      this.#documents = documents
      this.#changed()
    }
  }

  /** @internal Calls the listeners now if there is something to tell. */
  flush () {
    if (this.#scheduled === null) return
    clearTimeout(this.#scheduled)
    this.#scheduled = null
    this.#listeners.tell(this.all())
  }

  /** Every message is a task of its own, so that a microtask would come between any two of them. */
  #changed () {
    this.#all = null
    this.#scheduled ??= setTimeout(() => this.flush(), 0)
  }
}

/** A subscription; ends with `stop()`. */
class Subscription {
  /** @type {Client} */
  #client
  /** @type {string} */
  #name

  /** @internal @param {Client} client @param {string} id @param {string} name @param {any[]} params */
  constructor (client, id, name, params) {
    this.#client = client
    this.#name = name
    /** @internal */
    this.id = id
    /** @internal Made once: a later change of a parameter is not meant, and what JSON cannot say fails where it is said. */
    this.text = JSON.stringify({ msg: 'sub', id, name, params: params.map(encode) })
    /** @internal The server has said so, but its documents are not shown before the other subscriptions' are. */
    this.complete = false
    /** @internal @type {() => void} */
    this.resolve = () => {}
    /** @internal @type {(error: DdpError) => void} */
    this.reject = () => {}
    /**
     * Resolves when the first documents are there, or after `stop()`; rejects with a {@link DdpError} when the server
     * refuses, or there is no connection any more. Nobody needs to wait for it.
     *
     * @type {Promise<void>}
     */
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this.ready.catch(() => {})
  }

  /** Ends the subscription: its documents go, unless another subscription holds them. */
  stop () {
    this.#client._unsubscribe(this)
  }

  /**
   * The same publication with other parameters. The new subscription is ready before the old one ends, so that documents in
   * both stay without flicker. The old one also ends when the new one is refused.
   *
   * @param {...any} params
   * @returns {Subscription}
   */
  replace (...params) {
    const next = this.#client.subscribe(this.#name, ...params)
    const end = () => this.stop()
    next.ready.then(end, end)
    return next
  }
}

class Client {
  /** @type {Map<string, Collection>} */
  #collections = new Map()
  /** @type {Map<string, Subscription>} */
  #subscriptions = new Map()
  /** @type {Map<string, Call>} */
  #calls = new Map()
  /** @type {Listeners<Status>} */
  #statusListeners = new Listeners()
  /** Documents of a new connection, until every subscription is ready again. @type {Map<string, Map<string, Document>> | null} */
  #fresh = null
  /** Subscriptions that are not ready again. @type {Set<string>} */
  #awaited = new Set()
  /** Subscriptions whose end the server has not confirmed. @type {Set<string>} */
  #leaving = new Set()
  /** The session, as the server has named it. @type {string | null} */
  #session = null
  /** How many messages of the session have arrived, but for heartbeats. */
  #received = 0
  #nextId = 1
  #retries = 0
  /** @type {WebSocket | null} */
  #socket = null
  #heard = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  /** @type {Status} */
  #status = 'connecting'

  /** A browser that is online again need not wait for the next attempt. */
  #online = () => {
    if (this.#status !== 'waiting') return
    clearTimeout(this.#timer)
    this.#open()
  }

  /** @param {string} url */
  constructor (url) {
    this.url = url
    globalThis.addEventListener?.('online', this.#online)
    this.#open()
  }

  /** `connected`; on the way there, `connecting` or `waiting` for the next attempt; or for good `closed` or `failed`. */
  get status () {
    return this.#status
  }

  /**
   * @param {string} name of the publication
   * @param {...any} params
   * @returns {Subscription}
   */
  subscribe (name, ...params) {
    const subscription = new Subscription(this, String(this.#nextId++), name, params)
    if (this.#isOver()) {
      subscription.reject(localError(this.#status))
      return subscription
    }
    this.#subscriptions.set(subscription.id, subscription)
    if (this.#status === 'connected') this.#sendText(subscription.text)
    return subscription
  }

  /** @param {string} name @returns {Collection} */
  collection (name) {
    let collection = this.#collections.get(name)
    if (!collection) this.#collections.set(name, collection = new Collection())
    return collection
  }

  /**
   * Calls a method.
   *
   * @param {string} name
   * @param {...any} args
   * @returns {Promise<any>} the result, when the documents that the method changed have arrived too; rejects with a
   *   {@link DdpError}
   */
  call (name, ...args) {
    return new Promise((resolve, reject) => {
      const id = String(this.#nextId++)
      const text = JSON.stringify({ msg: 'method', id, method: name, params: args.map(encode) })
      if (this.#isOver()) {
        reject(localError(this.#status))
        return
      }
      const call = { text, resolve, reject, sent: false, answered: false, updated: false }
      this.#calls.set(id, call)
      if (this.#status === 'connected') this.#sendCall(call)
    })
  }

  /** Calls a function with each new status. @param {(status: Status) => void} listener @returns {() => void} ends the calls */
  onStatus (listener) {
    return this.#statusListeners.add(listener)
  }

  /** Ends the connection for good. The documents stay as they are. */
  close () {
    if (this.#status === 'connected') this.#send({ msg: 'disconnect' })
    this.#end('closed')
  }

  /** @internal @param {Subscription} subscription */
  _unsubscribe (subscription) {
    if (!this.#subscriptions.delete(subscription.id)) return
    subscription.resolve()
    this.#leaving.add(subscription.id)
    if (this.#status === 'connected') this.#send({ msg: 'unsub', id: subscription.id })
  }

  #isOver () {
    return this.#status === 'closed' || this.#status === 'failed'
  }

  #open () {
    const socket = this.#socket = new WebSocket(this.url)
    // What an abandoned connection still has to say belongs to nobody.
    const isCurrent = () => socket === this.#socket
    socket.onopen = () => {
      if (!isCurrent()) return
      const resumption = this.#session === null ? {} : { session: this.#session, receivedCount: this.#received }
      this.#send({ msg: 'connect', ...resumption, version: VERSION, support: [VERSION] })
    }
    socket.onmessage = event => {
      if (!isCurrent()) return
      this.#heard = true
      this.#receive(JSON.parse(event.data))
    }
    socket.onclose = () => {
      if (isCurrent()) this.#lost()
    }
    socket.onerror = () => {} // onclose follows
    this.#timer = setTimeout(() => this.#lost(), PATIENCE)
    this.#setStatus('connecting')
  }

  #abandon () {
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #lost () {
    this.#abandon()
    const delay = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** this.#retries++)
    this.#timer = setTimeout(() => this.#open(), delay * (0.75 + Math.random() / 2))
    this.#setStatus('waiting')
  }

  /** @param {'closed' | 'failed'} status */
  #end (status) {
    globalThis.removeEventListener?.('online', this.#online)
    this.#abandon()
    this.#fresh = null
    for (const [id, call] of this.#calls) {
      call.updated = true // as far as it will ever be
      if (call.answered) this.#finish(id, call)
      else this.#refuse(id, call, call.sent ? 'connection-lost' : status)
    }
    for (const subscription of this.#subscriptions.values()) subscription.reject(localError(status))
    this.#subscriptions.clear()
    this.#setStatus(status)
  }

  /** @param {string} id @param {Call} call @param {string} error */
  #refuse (id, call, error) {
    this.#calls.delete(id)
    call.reject(localError(error))
  }

  /** @param {Status} status */
  #setStatus (status) {
    if (this.#status === status) return
    this.#status = status
    this.#statusListeners.tell(status)
  }

  /** @param {Message} message */
  #send (message) {
    this.#sendText(JSON.stringify(message))
  }

  /** @param {string} text */
  #sendText (text) {
    this.#socket?.send(text)
  }

  /** @param {Call} call */
  #sendCall (call) {
    call.sent = true
    this.#sendText(call.text)
  }

  /** @param {Message} message */
  #connected ({ session }) {
    this.#retries = 0
    if (session !== this.#session) this.#beginSession(session)
    for (const id of this.#leaving) this.#send({ msg: 'unsub', id })
    // A server that has heard of them passes them over.
    for (const { text } of this.#subscriptions.values()) this.#sendText(text)
    for (const call of this.#calls.values()) {
      if (!call.answered) this.#sendCall(call)
    }
    this.#watch()
    this.#setStatus('connected')
    this.#settle(null)
  }

  /** Whatever belonged to the last one is over. @param {string} session */
  #beginSession (session) {
    // The first session has nothing to keep from flickering.
    this.#fresh = this.#session === null ? null : new Map()
    this.#session = session
    this.#received = 1
    this.#leaving.clear()
    this.#awaited = new Set(this.#subscriptions.keys())
    for (const [id, call] of this.#calls) {
      if (call.answered) call.updated = true // with the documents of this session
      else if (call.sent) this.#refuse(id, call, 'connection-lost')
    }
    for (const subscription of this.#subscriptions.values()) subscription.complete = false
  }

  /** A connection that is silent is asked; one that does not answer is given up. */
  #watch () {
    clearTimeout(this.#timer)
    this.#heard = false
    this.#timer = setTimeout(() => {
      if (this.#heard) return this.#watch()
      this.#send({ msg: 'ping' })
      this.#timer = setTimeout(() => this.#heard ? this.#watch() : this.#lost(), PATIENCE)
    }, SILENCE)
  }

  /**
   * One subscription less to wait for; when there is none left, the new connection's documents are what is shown.
   *
   * @param {string | null} id
   */
  #settle (id) {
    if (id !== null) this.#awaited.delete(id)
    if (this.#awaited.size === 0) this.#show()
    if (this.#fresh) return
    this.#flush()
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.complete) subscription.resolve()
    }
    for (const [id, call] of this.#calls) this.#finish(id, call)
  }

  #show () {
    const fresh = this.#fresh
    if (!fresh) return
    this.#fresh = null
    for (const name of new Set([...this.#collections.keys(), ...fresh.keys()])) {
      this.collection(name).replace(fresh.get(name) ?? new Map())
    }
  }

  /** Whoever learns that something is there has seen it. */
  #flush () {
    for (const collection of this.#collections.values()) collection.flush()
  }

  /** @param {Message} message */
  #receive (message) {
    if (message.msg !== 'ping' && message.msg !== 'pong' && message.msg !== undefined) this.#received++
    switch (message.msg) {
      case 'connected': return this.#connected(message)
      case 'failed': return this.#end('failed')
      case 'ping': return this.#send(message.id === undefined ? { msg: 'pong' } : { msg: 'pong', id: message.id })
      case 'added': return this.#put(message, undefined)
      case 'changed': return this.#put(message, this.#store(message.collection).get(documentId(message.id)))
      case 'removed': return this.#store(message.collection).delete(documentId(message.id))
      case 'ready': return message.subs.forEach((/** @type {string} */ id) => this.#ready(id))
      case 'nosub': return this.#nosub(message)
      case 'result': return this.#result(message)
      case 'updated': return message.methods.forEach((/** @type {string} */ id) => this.#updated(id))
    }
  }

  /** @param {Message} message @param {Document | undefined} known */
  #put (message, known) {
    const id = documentId(message.id)
    const fields = { ...known, ...members(message.fields ?? {}, decode) }
    for (const name of message.cleared ?? []) delete fields[name]
    this.#store(message.collection).set(id, documentOf(id, fields))
  }

  /** @param {string} name @returns {Collection | Map<string, Document>} */
  #store (name) {
    if (!this.#fresh) return this.collection(name)
    let documents = this.#fresh.get(name)
    if (!documents) this.#fresh.set(name, documents = new Map())
    return documents
  }

  /** @param {string} id */
  #ready (id) {
    const subscription = this.#subscriptions.get(id)
    if (subscription) subscription.complete = true
    this.#settle(id)
  }

  /** @param {Message} message */
  #nosub ({ id, error }) {
    const subscription = this.#subscriptions.get(id)
    this.#subscriptions.delete(id)
    this.#leaving.delete(id)
    this.#settle(id)
    if (error) subscription?.reject(new DdpError(error))
    else subscription?.resolve()
  }

  /** @param {Message} message */
  #result ({ id, error, result }) {
    const call = this.#calls.get(id)
    if (!call) return
    call.answered = true
    if (error) call.error = new DdpError(error)
    else call.result = decode(result)
    this.#finish(id, call)
  }

  /** @param {string} id */
  #updated (id) {
    const call = this.#calls.get(id)
    if (!call) return
    call.updated = true
    this.#finish(id, call)
  }

  /** @param {string} id @param {Call} call */
  #finish (id, call) {
    if (!call.answered || !call.updated || this.#fresh) return
    this.#calls.delete(id)
    this.#flush()
    if (call.error) call.reject(call.error)
    else call.resolve(call.result)
  }
}

/**
 * Connects. Messages wait until there is a connection, and a lost connection is made again.
 *
 * @template {AnySchema} [S=Untold]
 * @param {string} [url] of the endpoint; without it, the one beside this module
 * @returns {ClientOf<S>}
 */
export function connect (url) {
  const address = new URL(url ?? '../websocket', url === undefined ? import.meta.url : globalThis.location?.href)
  address.protocol = address.protocol.replace(/^http/, 'ws')
  return /** @type {any} */ (new Client(address.href))
}
