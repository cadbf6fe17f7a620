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
 * A page need not wait for the server to show what a method does, if it says how, by a stub of the method's name:
 *
 *     ddp.methods({
 *       'tasks.insert' (text) { this.collection('tasks').insert({ text, owner: this.userId }) }
 *     })
 *
 * A stub runs when its method is called, at once and to its end; it reads and writes documents by `this`, a
 * {@link Simulation}. What it has written is shown until the server has said what the method did, and then gives way to that
 * in one step, whether the method has failed or not. Of documents that several methods under way have written to, the
 * server's state is shown when the last of them is done.
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
 * @typedef {Omit<Client, 'subscribe' | 'collection' | 'call' | 'methods'> & {
 *   subscribe: <N extends keyof S['publications'] & string>(name: N, ...params: ParametersOf<S['publications'][N]>) =>
 *     SubscriptionOf<ParametersOf<S['publications'][N]>>,
 *   collection: <N extends (keyof S['collections'] & string) | (string & {})>(name: N) =>
 *     CollectionOf<N extends keyof S['collections'] ? S['collections'][N] : Document>,
 *   call: <N extends keyof S['methods'] & string>(name: N, ...args: ParametersOf<S['methods'][N]>) =>
 *     Promise<ResultOf<S['methods'][N]>>,
 *   methods: (stubs: { [N in keyof S['methods']]?: (this: Simulation, ...args: ParametersOf<S['methods'][N]>) => any }) => void
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
 * @property {Set<Hold>} writes what its stub has written to
 * @property {Hold[] | null} covered documents that stubs of other calls still covered when this one was updated
 */
/**
 * A document that stubs have written to, whose calls are under way: what the server says of it is not shown meanwhile.
 *
 * @typedef {object} Hold
 * @property {Collection} collection
 * @property {string} id
 * @property {Document | undefined} document as the server has it
 * @property {Set<Call>} calls
 */

const VERSION = '1'
const FIRST_RETRY = 50
const LAST_RETRY = 30000
const SILENCE = 20000
const PATIENCE = 15000

/** Characters that a browser surely sends in one frame. */
const ONE_FRAME = 16384
const NOT_ASCII = /[^\0-\x7f]/

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

/**
 * The generator that Meteor's clients and this server draw from, so that both make the same ids of the same seeds: Johannes
 * Baagøe's Alea, with his hash function Mash 0.9.
 *
 * @param {string[]} seeds
 * @returns {() => number} at least 0 and less than 1
 */
function alea (seeds) {
  let n = 0xefc8249d
  /** @param {string} text */
  const mash = text => {
    for (let i = 0; i < text.length; i++) {
      n += text.charCodeAt(i)
      let h = 0.02519603282416938 * n
      n = h >>> 0
      h = (h - n) * n
      n = h >>> 0
      n += (h - n) * 2 ** 32
    }
    return (n >>> 0) * 2 ** -32
  }
  let state = [mash(' '), mash(' '), mash(' ')]
  for (const seed of seeds) {
    state = state.map(part => {
      const difference = part - mash(seed)
      return difference < 0 ? difference + 1 : difference
    })
  }
  let carry = 1
  return () => {
    const sum = 2091639 * state[0] + carry * 2 ** -32
    carry = Math.floor(sum)
    state = [state[1], state[2], sum - carry]
    return state[2]
  }
}

/** Random values one after the other: those that the server's `DdpRandom.Stream` gives to the method. */
class RandomStream {
  /** At least 0 and less than 1. @type {() => number} */
  fraction

  /** @internal @param {string[]} seeds */
  constructor (...seeds) {
    this.fraction = alea(seeds)
  }

  /** As Meteor makes ids: 17 letters and digits, without those that people take for one another. */
  id () {
    return this.#text(17, '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz')
  }

  /** @param {number} digits */
  hexString (digits) {
    return this.#text(digits, '0123456789abcdef')
  }

  /** @param {number} length @param {string} alphabet */
  #text (length, alphabet) {
    return Array.from({ length }, () => alphabet[Math.floor(this.fraction() * alphabet.length)]).join('')
  }
}

/** The streams of one call, each with a name. The server's are the same, as the call tells it the seed. */
class RandomStreams {
  /** @type {Map<string, RandomStream>} */
  #streams = new Map()

  /** @param {string} [seed] by default one is made when it is needed */
  constructor (seed) {
    this.seed = seed
  }

  /** @param {string} name */
  named (name) {
    this.seed ??= Array.from(crypto.getRandomValues(new Uint8Array(10)), byte => byte.toString(16).padStart(2, '0')).join('')
    let stream = this.#streams.get(name)
    if (!stream) this.#streams.set(name, stream = new RandomStream(this.seed, name))
    return stream
  }

  /** Those of a method that this one calls. @param {string} method */
  nested (method) {
    return new RandomStreams(this.named(`/rpc/${method}`).hexString(20))
  }
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

/** The documents of one collection, as far as the subscriptions hold them, with what stubs have done to them. */
class Collection {
  /** What is shown. @type {Map<string, Document>} */
  #documents = new Map()
  /** @type {Map<string, Hold>} */
  #holds = new Map()
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

  /** @internal As the server has it. @param {string} id @returns {Document | undefined} */
  served (id) {
    const hold = this.#holds.get(id)
    return hold ? hold.document : this.#documents.get(id)
  }

  /** @internal What the server says. @param {string} id @param {Document | undefined} document */
  serve (id, document) {
    const hold = this.#holds.get(id)
    if (hold) hold.document = document
    else this.#show(id, document)
  }

  /** @internal What a stub does. @param {Call} call @param {string} id @param {Document | undefined} document */
  write (call, id, document) {
    let hold = this.#holds.get(id)
    if (!hold) this.#holds.set(id, hold = { collection: this, id, document: this.#documents.get(id), calls: new Set() })
    hold.calls.add(call)
    call.writes.add(hold)
    this.#show(id, document)
  }

  /** @internal What the server has said takes the place of what stubs have written. @param {Hold} hold that nobody needs */
  release ({ id, document }) {
    this.#holds.delete(id)
    if (!equal(this.#documents.get(id), document)) this.#show(id, document)
  }

  /** @internal */
  holds () {
    return this.#holds.values()
  }

  /** @internal Takes what a new connection brought, keeping documents that are equal. @param {Map<string, Document>} other */
  replace (other) {
    const documents = new Map(other)
    for (const [id, hold] of this.#holds) {
      hold.document = other.get(id)
      const shown = this.#documents.get(id)
      if (shown) documents.set(id, shown)
      else documents.delete(id)
    }
    let changed = documents.size !== this.#documents.size
    for (const [id, document] of documents) {
      const known = this.#documents.get(id)
      if (known !== undefined && equal(known, document)) documents.set(id, known)
      else changed = true
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

  /** @param {string} id @param {Document | undefined} document */
  #show (id, document) {
    if (document) this.#documents.set(id, document)
    else if (!this.#documents.delete(id)) return
    this.#changed()
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

/** What `this` is in a stub, as long as it runs. */
class Simulation {
  isSimulation = true
  /** @type {Client} */
  #client
  /** @type {Call | null} */
  #call
  /** @type {RandomStreams} */
  #random

  /** @internal @param {Client} client @param {Call} call @param {RandomStreams} random */
  constructor (client, call, random) {
    this.#client = client
    this.#call = call
    this.#random = random
    /** Whose call it is, as far as the page knows. */
    this.userId = client.userId
  }

  /**
   * A collection to write to. An inserted document has the id that the server's method gives it, if that too makes it of the
   * client's seed, as `@RandomId` and `DdpRandom` do; `update` replaces fields, and takes away those that are undefined. As
   * on the server, nothing happens to documents that are not there.
   *
   * @param {string} name
   */
  collection (name) {
    const shown = this.#client.collection(name)
    return {
      /** @param {string} id */
      get: id => shown.get(id),
      all: () => shown.all(),
      /** @param {Record<string, any>} fields @returns {string} the id */
      insert: fields => {
        const id = fields._id ?? this.randomStream(`/collection/${name}`).id()
        shown.write(this.#running(), id, documentOf(id, fields))
        return id
      },
      /** @param {string} id @param {Record<string, any>} changes */
      update: (id, changes) => {
        const fields = { ...shown.get(id), ...changes }
        for (const field of Object.keys(changes)) {
          if (changes[field] === undefined) delete fields[field]
        }
        if (shown.get(id)) shown.write(this.#running(), id, documentOf(id, fields))
      },
      /** @param {string} id */
      remove: id => {
        if (shown.get(id)) shown.write(this.#running(), id, undefined)
      }
    }
  }

  /** As `DdpRandom.stream` of the method. @param {string} name */
  randomStream (name) {
    this.#running()
    return this.#random.named(name)
  }

  /**
   * What another stub does, as part of this one: the server is not asked.
   *
   * @param {string} name
   * @param {...any} args
   * @returns {any} what the stub returns; undefined without a stub
   */
  call (name, ...args) {
    return this.#client._simulate(new Simulation(this.#client, this.#running(), this.#random.nested(name)), name, args)
  }

  /** @internal */
  end () {
    this.#call = null
  }

  /** What would come later would be undone by nobody. */
  #running () {
    if (!this.#call) throw new Error('The stub has returned: what it does it has to do at once, without waiting for anything')
    return this.#call
  }
}

class Client {
  /** @type {Map<string, Collection>} */
  #collections = new Map()
  /** @type {Map<string, (this: Simulation, ...args: any[]) => any>} */
  #stubs = new Map()
  /** @type {Map<string, Subscription>} */
  #subscriptions = new Map()
  /** @type {Map<string, Call>} */
  #calls = new Map()
  /** @type {Listeners<Status>} */
  #statusListeners = new Listeners()
  /** @type {Listeners<void>} */
  #sessionListeners = new Listeners()
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
  /** A session has begun, and nothing was sent yet. */
  #isBeginning = false
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
    /** Who stubs take the user for: whoever logs in says so. @type {string | null} */
    this.userId = null
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
   * Calls a method, and runs its stub if there is one.
   *
   * @param {string} name
   * @param {...any} args
   * @returns {Promise<any>} the server's result, when the documents that the method changed are shown too; rejects with a
   *   {@link DdpError}
   */
  call (name, ...args) {
    return new Promise((resolve, reject) => {
      const id = String(this.#nextId++)
      const message = { msg: 'method', id, method: name, params: args.map(encode) }
      const text = JSON.stringify(message)
      if (this.#isOver()) {
        reject(localError(this.#status))
        return
      }
      /** @type {Call} */
      const call = { text, resolve, reject, sent: false, answered: false, updated: false, writes: new Set(), covered: null }
      if (this.#stubs.has(name)) call.text = JSON.stringify({ ...message, randomSeed: this.#runStub(call, name, message.params) })
      this.#calls.set(id, call)
      if (this.#status === 'connected' || this.#isBeginning) this.#sendCall(call)
    })
  }

  /**
   * Adds stubs: what the page shows of methods before the server has answered. One that throws has done nothing; the server
   * is asked all the same, so a {@link DdpError} is its to tell, and anything else is reported like other uncaught errors.
   *
   * @param {Record<string, (this: Simulation, ...args: any[]) => any>} stubs
   */
  methods (stubs) {
    for (const [name, stub] of Object.entries(stubs)) this.#stubs.set(name, stub)
  }

  /**
   * Calls a function whenever a session begins that is not gone on with from before, at once if there is one: what the
   * function calls is sent before anything else, and so is the place to log in.
   *
   * @param {() => void} listener
   * @returns {() => void} ends the calls
   */
  onSession (listener) {
    const off = this.#sessionListeners.add(listener)
    if (this.#status === 'connected') listener()
    return off
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
    for (const call of this.#calls.values()) this.#giveUp(call, status)
    this.#release()
    this.#finish()
    for (const subscription of this.#subscriptions.values()) subscription.reject(localError(status))
    this.#subscriptions.clear()
    this.#setStatus(status)
  }

  /** The server says no more about a call. @param {Call} call @param {string} unsent why it was not sent */
  #giveUp (call, unsent) {
    call.updated = true // as far as it will ever be
    if (call.answered) return
    call.answered = true
    call.error = localError(call.sent ? 'connection-lost' : unsent)
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

  /**
   * As bytes, if it may be sent in frames that end within a character: Open Liberty refuses such text.
   * @param {string} text
   */
  #sendText (text) {
    this.#socket?.send(text.length > ONE_FRAME && NOT_ASCII.test(text) ? new TextEncoder().encode(text) : text)
  }

  /** @param {Call} call */
  #sendCall (call) {
    call.sent = true
    this.#sendText(call.text)
  }

  /** @param {Message} message */
  #connected ({ session }) {
    this.#retries = 0
    const calls = [...this.#calls.values()]
    if (session !== this.#session) this.#beginSession(session)
    if (this.#isOver()) return
    for (const id of this.#leaving) this.#send({ msg: 'unsub', id })
    // A server that has heard of them passes them over.
    for (const { text } of this.#subscriptions.values()) this.#sendText(text)
    for (const call of calls) {
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
    // What it did, if it ran, is in the documents of this session.
    for (const call of this.#calls.values()) {
      if (call.answered || call.sent) this.#giveUp(call, 'connection-lost')
    }
    for (const subscription of this.#subscriptions.values()) subscription.complete = false
    this.#isBeginning = true
    this.#sessionListeners.tell()
    this.#isBeginning = false
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
    this.#release()
    this.#flush()
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.complete) subscription.resolve()
    }
    this.#finish()
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
      case 'changed': return this.#put(message, this.#served(message.collection, documentId(message.id)))
      case 'removed': return this.#serve(message.collection, documentId(message.id), undefined)
      case 'ready': return message.subs.forEach((/** @type {string} */ id) => this.#ready(id))
      case 'nosub': return this.#nosub(message)
      case 'result': return this.#result(message)
      case 'updated': return this.#updated(message.methods)
    }
  }

  /** @param {Message} message @param {Document | undefined} known */
  #put (message, known) {
    const id = documentId(message.id)
    const fields = { ...known, ...members(message.fields ?? {}, decode) }
    for (const name of message.cleared ?? []) delete fields[name]
    this.#serve(message.collection, id, documentOf(id, fields))
  }

  /** @param {string} name @param {string} id @returns {Document | undefined} */
  #served (name, id) {
    return this.#fresh ? this.#fresh.get(name)?.get(id) : this.collection(name).served(id)
  }

  /** @param {string} name @param {string} id @param {Document | undefined} document */
  #serve (name, id, document) {
    if (!this.#fresh) return this.collection(name).serve(id, document)
    let documents = this.#fresh.get(name)
    if (!documents) this.#fresh.set(name, documents = new Map())
    if (document) documents.set(id, document)
    else documents.delete(id)
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
    this.#finish()
  }

  /** @param {string[]} ids */
  #updated (ids) {
    for (const id of ids) {
      const call = this.#calls.get(id)
      if (call) call.updated = true
    }
    this.#release()
    this.#finish()
  }

  /** @param {Call} call @param {string} name @param {any[]} params encoded @returns {string | undefined} the seed, if it was used */
  #runStub (call, name, params) {
    const random = new RandomStreams()
    try {
      this._simulate(new Simulation(this, call, random), name, params.map(decode))
    } catch (error) {
      this.#uncover(call)
      if (!(error instanceof DdpError)) queueMicrotask(() => { throw error })
    }
    return random.seed
  }

  /** @internal @param {Simulation} simulation @param {string} name @param {any[]} args */
  _simulate (simulation, name, args) {
    try {
      return this.#stubs.get(name)?.apply(simulation, args)
    } finally {
      simulation.end()
    }
  }

  /** What stubs have written gives way to what their methods have done, all at once. */
  #release () {
    if (this.#fresh) return
    const updated = [...this.#calls.values()].filter(call => call.updated && !call.covered)
    for (const call of updated) this.#uncover(call)
    const covered = [...this.#collections.values()].flatMap(collection => [...collection.holds()])
    for (const call of updated) call.covered = covered
  }

  /** @param {Call} call */
  #uncover (call) {
    for (const hold of call.writes) {
      if (hold.calls.delete(call) && hold.calls.size === 0) hold.collection.release(hold)
    }
  }

  /** Calls whose documents are shown are settled. A document that the method of one has written may wait for other stubs'. */
  #finish () {
    for (const [id, call] of this.#calls) {
      if (!call.answered || !call.covered || call.covered.some(hold => hold.calls.size > 0)) continue
      this.#calls.delete(id)
      this.#flush()
      if (call.error) call.reject(call.error)
      else call.resolve(call.result)
    }
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
