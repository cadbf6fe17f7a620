/**
 * One face for every client, so that all can be held to the same: each adapter does what the client's own documentation tells
 * its users to do, and nothing is done to the client.
 *
 *     connect(server) → client
 *     client.subscribe(name, ...params) → { ready, stop() }
 *     client.refusal(name, ...params) → the error of a subscription that the server refuses
 *     client.documents(collection) → [{ _id, ...fields }]
 *     client.call(name, ...args) → the result, when `result` and `updated` have come
 *     client.close()
 *
 * One that does not notice when its connection is cut says so: `isBlind`.
 */
import simpleDDP from 'simpleddp'
import SockJS from 'sockjs-client'
import { WebSocket } from 'ws'

import { asteroid } from './adapters/asteroid.js'
import { Collections } from './adapters/collections.js'
import { deferred, RECONNECT_INTERVAL, refusalOf, webSocket } from './adapters/common.js'
import { ddpJs } from './adapters/ddp-js.js'
import { ddp, ddpClient, ddpSockJs } from './adapters/node-ddp.js'
import { importText } from './browser-module.js'

const simpleddp = {
  name: 'simpleddp',

  async connect (server) {
    const ddp = new simpleDDP({
      endpoint: webSocket(server),
      SocketConstructor: WebSocket,
      reconnectInterval: RECONNECT_INTERVAL
    })
    const awaited = new Map()
    ddp.on('updated', ({ methods }) => methods.forEach(id => awaited.get(id)()))
    await ddp.connect()
    return {
      subscribe (name, ...params) {
        const subscription = ddp.subscribe(name, ...params)
        return { ready: subscription.ready(), stop: () => subscription.remove() }
      },

      // The subscription's own promise would be an unhandled rejection: the constructor makes one that nobody can reach.
      refusal (name, ...params) {
        const { promise, resolve } = deferred()
        const id = ddp.ddpConnection.sub(name, params)
        const listener = ddp.on('nosub', message => {
          if (message.id !== id) return
          listener.stop()
          resolve(message.error)
        })
        return promise
      },

      documents: collection => ddp.collection(collection).fetch().map(({ id, ...fields }) => ({ _id: id, ...fields })),

      // Its promise is resolved by the result alone.
      call (name, ...args) {
        const { promise, resolve } = deferred()
        const { socket } = ddp.ddpConnection
        const noteId = message => awaited.set(message.id, resolve)
        socket.on('message:out', noteId)
        const result = ddp.apply(name, args)
        socket.removeListener('message:out', noteId)
        return Promise.all([result, promise]).then(([value]) => value)
      },

      close: () => ddp.disconnect()
    }
  }
}

/** DDP by hand, over one of sockjs-client's transports. */
class ByHand {
  #answers = new Map()
  #subscriptions = new Map()
  #collections = new Collections()
  #nextId = 1
  #isClosed = false

  constructor (url, transport) {
    this.url = url
    this.transport = transport
  }

  open () {
    const connected = deferred()
    this.#collections.clear()
    this.socket = new SockJS(this.url, null, { transports: [this.transport] })
    this.socket.onopen = () => this.#send({ msg: 'connect', version: '1', support: ['1'] })
    this.socket.onclose = () => {
      if (!this.#isClosed) setTimeout(() => this.open(), RECONNECT_INTERVAL)
    }
    this.socket.onmessage = ({ data }) => {
      const message = JSON.parse(data)
      if (message.msg === 'connected') {
        for (const [id, sub] of this.#subscriptions) this.#send({ msg: 'sub', id, ...sub })
        connected.resolve(this)
      } else {
        this[message.msg](message)
      }
    }
    return connected.promise
  }

  subscribe (name, ...params) {
    const id = String(this.#nextId++)
    const ready = deferred()
    this.#answers.set(id, ready)
    this.#subscriptions.set(id, { name, params })
    this.#send({ msg: 'sub', id, name, params })
    const stop = () => {
      this.#subscriptions.delete(id)
      this.#send({ msg: 'unsub', id })
    }
    return { ready: ready.promise, stop }
  }

  refusal (name, ...params) {
    return refusalOf(this.subscribe(name, ...params).ready)
  }

  documents (collection) {
    return this.#collections.documents(collection)
  }

  call (method, ...params) {
    const id = String(this.#nextId++)
    const answer = { result: deferred(), updated: deferred() }
    this.#answers.set(id, answer)
    this.#send({ msg: 'method', id, method, params })
    return Promise.all([answer.result.promise, answer.updated.promise]).then(([value]) => value)
  }

  close () {
    this.#isClosed = true
    this.socket.close()
  }

  #send (message) {
    this.socket.send(JSON.stringify(message))
  }

  // Messages of the server

  added (message) {
    this.#collections.added(message)
  }

  changed (message) {
    this.#collections.changed(message)
  }

  removed (message) {
    this.#collections.removed(message)
  }

  ready ({ subs }) {
    for (const id of subs) this.#answers.get(id).resolve()
  }

  nosub ({ id, error }) {
    if (error) {
      this.#subscriptions.delete(id)
      this.#answers.get(id).reject(error)
    }
  }

  result ({ id, error, result }) {
    if (error) this.#answers.get(id).result.reject(error)
    else this.#answers.get(id).result.resolve(result)
  }

  updated ({ methods }) {
    for (const id of methods) this.#answers.get(id).updated.resolve()
  }

  ping ({ id }) {
    this.#send({ msg: 'pong', id })
  }

  error (message) {
    this.#collections.error(message)
  }
}

const sockjs = ['websocket', 'xhr-streaming', 'eventsource', 'xhr-polling'].map(transport => ({
  name: `sockjs-client by ${transport}`,
  // On Node its requests neither end nor fail when a response breaks off; with this transport one always waits.
  isBlind: transport === 'xhr-streaming',
  connect: server => new ByHand(`${server}/sockjs`, transport).open()
}))

const browserModule = {
  name: 'the browser module',

  async connect (server) {
    globalThis.WebSocket ??= WebSocket
    const response = await fetch(`${server}/ddp/client.js`)
    const { connect } = await importText(await response.text())
    const ddp = connect(`${server}/websocket`)
    return {
      subscribe: (name, ...params) => ddp.subscribe(name, ...params),
      refusal: (name, ...params) => refusalOf(ddp.subscribe(name, ...params).ready),
      documents: collection => ddp.collection(collection).all().map(document => ({ ...document })),
      call: (name, ...args) => ddp.call(name, ...args),
      close: () => ddp.close()
    }
  }
}

export const adapters = [simpleddp, ddp, ddpSockJs, ddpClient, ddpJs, asteroid, ...sockjs, browserModule]
export { browserModule }
