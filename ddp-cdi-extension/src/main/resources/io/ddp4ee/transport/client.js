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
 * compare it. After a lost connection the client connects again, subscribes again, and shows the old documents until the
 * new ones are complete. A method whose answer was lost with the connection is rejected: whether it ran is not known.
 *
 * @module
 */

/** @typedef {Readonly<Record<string, any> & { _id: string }>} Document */
/** @typedef {'connecting' | 'connected' | 'waiting' | 'closed' | 'failed'} Status */

const VERSION = '1'
const FIRST_RETRY = 50
const LAST_RETRY = 30000
const SILENCE = 20000
const PATIENCE = 15000

/** What a server answers to a method or a subscription that failed. */
export class DdpError extends Error {
  /** @param {{ error: string | number, reason?: string, details?: any }} answer */
  constructor (answer) {
    super(answer.reason === undefined ? `[${answer.error}]` : `${answer.reason} [${answer.error}]`)
    this.name = 'DdpError'
    this.error = answer.error
    this.reason = answer.reason
    this.details = answer.details
  }
}

/** EJSON values from JSON values. */
function decode (value) {
  if (Array.isArray(value)) return value.map(decode)
  if (value === null || typeof value !== 'object') return value
  const keys = Object.keys(value)
  if (keys.length === 1) {
    switch (keys[0]) {
      case '$date': return new Date(value.$date)
      case '$binary': return Uint8Array.from(atob(value.$binary), c => c.charCodeAt(0))
      case '$InfNaN': return value.$InfNaN > 0 ? Infinity : value.$InfNaN < 0 ? -Infinity : NaN
      case '$escape': return members(value.$escape, decode)
    }
  }
  if (keys.length === 2 && '$regexp' in value && '$flags' in value) return new RegExp(value.$regexp, value.$flags)
  return members(value, decode)
}

/** JSON values from EJSON values. */
function encode (value) {
  if (value instanceof Date) return { $date: value.getTime() }
  if (value instanceof Uint8Array) return { $binary: btoa(String.fromCharCode(...value)) }
  if (value instanceof RegExp) return { $regexp: value.source, $flags: value.flags }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $InfNaN: Number.isNaN(value) ? 0 : Math.sign(value) }
  if (Array.isArray(value)) return value.map(encode)
  if (value === null || typeof value !== 'object') return value
  const encoded = members(value, encode)
  return looksLikeEjson(Object.keys(value)) ? { $escape: encoded } : encoded
}

function looksLikeEjson (keys) {
  return keys.length === 1
    ? ['$date', '$binary', '$InfNaN', '$escape'].includes(keys[0])
    : keys.length === 2 && [['$regexp', '$flags'], ['$type', '$value']].some(pair => pair.every(key => keys.includes(key)))
}

function members (object, convert) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, convert(value)]))
}

/** The id of a document from that of a message, which is escaped where it could be taken for something else. */
function documentId (id) {
  return id.startsWith('-') ? id.slice(1) : id
}

/** The documents of one collection, as far as the subscriptions hold them. */
class Collection {
  /** @type {Map<string, Document>} */
  #documents = new Map()
  /** @type {ReadonlyArray<Document> | null} */
  #all = null
  /** @type {Set<(documents: ReadonlyArray<Document>) => void>} */
  #listeners = new Set()
  #scheduled = false

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
   * Calls a function after changes, once for all that arrived together.
   *
   * @param {(documents: ReadonlyArray<Document>) => void} listener
   * @returns {() => void} ends the calls
   */
  onChange (listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @internal */
  set (id, fields) {
    this.#documents.set(id, Object.freeze({ _id: id, ...fields }))
    this.#changed()
  }

  /** @internal */
  delete (id) {
    if (this.#documents.delete(id)) this.#changed()
  }

  /** @internal Takes what another collection has, keeping documents that are equal. */
  replace (other) {
    const documents = new Map()
    let changed = other.size !== this.#documents.size
    for (const [id, document] of other) {
      const known = this.#documents.get(id)
      const same = known !== undefined && JSON.stringify(known) === JSON.stringify(document)
      documents.set(id, same ? known : document)
      changed ||= !same
    }
    if (changed) {
      this.#documents = documents
      this.#changed()
    }
  }

  #changed () {
    this.#all = null
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      for (const listener of [...this.#listeners]) listener(this.all())
    })
  }
}

/** A subscription; ends with `stop()`. */
class Subscription {
  /** @internal */
  constructor (client, name, params) {
    this.client = client
    this.name = name
    this.params = params
    /** Resolves when the first documents are there, rejects with a {@link DdpError} when the server refuses. @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this.ready.catch(() => {})
  }

  /** Ends the subscription: its documents go, unless another subscription holds them. */
  stop () {
    this.client._unsubscribe(this)
  }

  /**
   * The same publication with other parameters. The new subscription is ready before the old one ends, so that documents in
   * both stay without flicker.
   *
   * @returns {Subscription}
   */
  replace (...params) {
    const next = this.client.subscribe(this.name, ...params)
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
  /** @type {Map<string, { resolve: Function, reject: Function, result?: any, error?: DdpError, answered: boolean, updated: boolean }>} */
  #calls = new Map()
  /** @type {Set<(status: Status) => void>} */
  #statusListeners = new Set()
  /** What waits for a connection. @type {string[]} */
  #waiting = []
  /** Documents of a new connection, until every subscription is ready again. @type {Map<string, Map<string, Document>> | null} */
  #fresh = null
  /** @type {Set<string>} */
  #awaited = new Set()
  #nextId = 1
  #retries = 0
  #socket = null
  #heard = 0
  #timer = null
  /** @type {Status} */
  status = 'connecting'

  constructor (url) {
    this.url = url
    this.#open()
  }

  /**
   * @param {string} name of the publication
   * @param {...any} params
   * @returns {Subscription}
   */
  subscribe (name, ...params) {
    const subscription = new Subscription(this, name, params)
    subscription.id = String(this.#nextId++)
    this.#subscriptions.set(subscription.id, subscription)
    if (this.status === 'connected') this.#sub(subscription)
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
      if (this.status === 'closed' || this.status === 'failed') {
        reject(new DdpError({ error: this.status, reason: 'There is no connection' }))
        return
      }
      const id = String(this.#nextId++)
      const message = { msg: 'method', id, method: name, params: args.map(encode) }
      this.#calls.set(id, { resolve, reject, answered: false, updated: false, sent: false, text: JSON.stringify(message) })
      if (this.status === 'connected') this.#sendCall(this.#calls.get(id))
    })
  }

  /** Calls a function with each new status. @param {(status: Status) => void} listener @returns {() => void} ends the calls */
  onStatus (listener) {
    this.#statusListeners.add(listener)
    return () => this.#statusListeners.delete(listener)
  }

  /** Ends the connection for good. */
  close () {
    this.#setStatus('closed')
    clearTimeout(this.#timer)
    this.#socket?.close()
    this.#rejectCalls(() => true, 'closed')
  }

  /** @internal */
  _unsubscribe (subscription) {
    if (!this.#subscriptions.delete(subscription.id)) return
    subscription.resolve()
    if (this.status === 'connected') this.#send({ msg: 'unsub', id: subscription.id })
    this.#settle(subscription.id)
  }

  #open () {
    this.#setStatus('connecting')
    const socket = this.#socket = new WebSocket(this.url)
    socket.onopen = () => this.#send({ msg: 'connect', version: VERSION, support: [VERSION] })
    socket.onmessage = event => {
      this.#heard = Date.now()
      this.#receive(JSON.parse(event.data))
    }
    socket.onclose = () => {
      if (socket === this.#socket && this.status !== 'closed' && this.status !== 'failed') this.#lost()
    }
  }

  #lost () {
    clearTimeout(this.#timer)
    this.#rejectCalls(call => call.sent, 'connection-lost')
    this.#setStatus('waiting')
    const delay = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** this.#retries++)
    this.#timer = setTimeout(() => this.#open(), delay * (0.75 + Math.random() / 2))
  }

  #rejectCalls (which, error) {
    for (const [id, call] of this.#calls) {
      if (which(call)) {
        this.#calls.delete(id)
        call.reject(new DdpError({ error, reason: 'The connection was lost before the answer came' }))
      }
    }
  }

  #setStatus (status) {
    if (this.status === status) return
    this.status = status
    for (const listener of [...this.#statusListeners]) listener(status)
  }

  #send (message) {
    this.#socket.send(JSON.stringify(message))
  }

  #sub (subscription) {
    this.#send({ msg: 'sub', id: subscription.id, name: subscription.name, params: subscription.params.map(encode) })
  }

  #sendCall (call) {
    call.sent = true
    this.#socket.send(call.text)
  }

  #connected () {
    this.#retries = 0
    this.#fresh = new Map()
    this.#awaited = new Set(this.#subscriptions.keys())
    this.#setStatus('connected')
    for (const subscription of this.#subscriptions.values()) this.#sub(subscription)
    for (const call of this.#calls.values()) this.#sendCall(call)
    this.#settle(null)
    this.#watch()
  }

  /** A connection that is silent is asked; one that does not answer is given up. */
  #watch () {
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#timer = setTimeout(() => {
      if (Date.now() - this.#heard < SILENCE) {
        this.#watch()
        return
      }
      this.#send({ msg: 'ping' })
      this.#timer = setTimeout(() => {
        if (Date.now() - this.#heard < PATIENCE) {
          this.#watch()
        } else if (socket === this.#socket) {
          socket.onclose = null
          socket.close()
          this.#lost()
        }
      }, PATIENCE)
    }, SILENCE)
  }

  /** One subscription less to wait for; when there is none left, the new connection's documents are what is shown. */
  #settle (id) {
    if (!this.#fresh) return
    this.#awaited.delete(id)
    if (this.#awaited.size > 0) return
    const fresh = this.#fresh
    this.#fresh = null
    for (const name of new Set([...this.#collections.keys(), ...fresh.keys()])) {
      this.collection(name).replace(fresh.get(name) ?? new Map())
    }
  }

  #receive (message) {
    switch (message.msg) {
      case 'connected': return this.#connected()
      case 'failed': {
        this.#setStatus('failed')
        return this.#rejectCalls(() => true, 'failed')
      }
      case 'ping': return this.#send(message.id === undefined ? { msg: 'pong' } : { msg: 'pong', id: message.id })
      case 'added':
      case 'changed': return this.#apply(message)
      case 'removed': return this.#remove(message.collection, documentId(message.id))
      case 'ready': {
        for (const id of message.subs) {
          this.#settle(id)
          this.#subscriptions.get(id)?.resolve()
        }
        return
      }
      case 'nosub': return this.#nosub(message)
      case 'result': return this.#result(message)
      case 'updated': {
        for (const id of message.methods) {
          const call = this.#calls.get(id)
          if (call) {
            call.updated = true
            this.#finish(id, call)
          }
        }
      }
    }
  }

  #apply (message) {
    const id = documentId(message.id)
    const store = this.#store(message.collection)
    const fields = { ...store.get(id), ...members(message.fields ?? {}, decode) }
    delete fields._id
    for (const name of message.cleared ?? []) delete fields[name]
    if (this.#fresh) {
      store.set(id, Object.freeze({ _id: id, ...fields }))
    } else {
      store.set(id, fields)
    }
  }

  #store (name) {
    if (!this.#fresh) return this.collection(name)
    let documents = this.#fresh.get(name)
    if (!documents) this.#fresh.set(name, documents = new Map())
    return documents
  }

  #remove (name, id) {
    this.#store(name).delete(id)
  }

  #nosub (message) {
    const subscription = this.#subscriptions.get(message.id)
    if (subscription) {
      this.#subscriptions.delete(message.id)
      if (message.error) subscription.reject(new DdpError(message.error))
      else subscription.resolve()
    }
    this.#settle(message.id)
  }

  #result (message) {
    const call = this.#calls.get(message.id)
    if (!call) return
    call.answered = true
    if (message.error) call.error = new DdpError(message.error)
    else call.result = decode(message.result)
    this.#finish(message.id, call)
  }

  #finish (id, call) {
    if (!call.answered || !call.updated) return
    this.#calls.delete(id)
    if (call.error) call.reject(call.error)
    else call.resolve(call.result)
  }
}

/**
 * Connects. Messages wait until there is a connection, and a lost connection is made again.
 *
 * @param {string} [url] of the endpoint; without it, the one beside this module
 * @returns {Client}
 */
export function connect (url) {
  const address = new URL(url ?? '../websocket', url === undefined ? import.meta.url : globalThis.location?.href)
  address.protocol = address.protocol.replace(/^http/, 'ws')
  return new Client(address.href)
}
