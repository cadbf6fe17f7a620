import assert from 'node:assert/strict'

/**
 * A WebSocket without a network: the test is the server, so that the order of what happens is the test's.
 */
export class ScriptedSocket {
  /** All that were opened, the latest last. @type {ScriptedSocket[]} */
  static opened = []

  static #sessions = 0

  sent = []
  isClosed = false

  constructor (url) {
    this.url = url
    ScriptedSocket.opened.push(this)
  }

  static get latest () {
    return ScriptedSocket.opened.at(-1)
  }

  /** As in browsers: once closed, nothing is sent and nobody is told. */
  send (text) {
    if (!this.isClosed) this.sent.push(JSON.parse(text))
  }

  close () {
    this.isClosed = true
  }

  // What the server does

  open () {
    this.onopen({})
  }

  /** Opens, and accepts the client's version, in a new session. */
  accept () {
    this.open()
    const { session, receivedCount, ...connect } = this.sent.shift()
    assert.deepEqual(connect, { msg: 'connect', version: '1', support: ['1'] })
    this.session = `session ${ScriptedSocket.#sessions++}`
    this.receive({ msg: 'connected', session: this.session })
  }

  /** Opens, and lets the client go on with its session. @returns how many messages it says that it has received */
  resume () {
    this.open()
    const { session, receivedCount } = this.sent.shift()
    this.session = session
    this.receive({ msg: 'connected', session })
    return receivedCount
  }

  receive (...messages) {
    for (const message of messages) this.onmessage({ data: JSON.stringify(message) })
  }

  cut () {
    this.isClosed = true
    this.onclose({})
  }

  /** What was sent since the last time. */
  take () {
    return this.sent.splice(0)
  }

  /** The ids of the subscriptions that were sent since the last time. */
  takeSubscriptions () {
    return this.take().filter(message => message.msg === 'sub').map(message => message.id)
  }
}

// What the server says

export const added = (id, fields, collection = 'c') => ({ msg: 'added', collection, id, fields })
export const changed = (id, fields, cleared) => ({ msg: 'changed', collection: 'c', id, fields, cleared })
export const removed = id => ({ msg: 'removed', collection: 'c', id })
export const ready = (...subs) => ({ msg: 'ready', subs })

/** Lets everything run that has been promised. */
export const promises = () => new Promise(resolve => setImmediate(resolve))

/** Whether a promise is settled, and how. */
export async function outcome (promise) {
  let result = 'pending'
  promise.then(value => { result = { value } }, error => { result = { error } })
  await promises()
  return result
}
