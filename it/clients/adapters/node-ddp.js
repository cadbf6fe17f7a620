/**
 * The package ddp, which is also known as node-ddp-client, and ddp-client, which began as a copy of it for browsers. What
 * ddp-client cannot do by its design: take away the fields that `cleared` names. The bookstore's documents always have all theirs.
 */
import DDPClient from 'ddp'
import BrowserDDPClient from 'ddp-client'
import { WebSocket } from 'ws'

import { deferred, RECONNECT_INTERVAL, refusalOf, webSocket } from './common.js'

/**
 * @param create makes the client for a server
 * @param documents those of a client's collection
 * @param forget empties all of a client's collections
 */
const nodeDdp = (name, { create, documents, forget }) => ({
  name,

  async connect (server) {
    const ddp = create(server)
    const subscriptions = new Map()
    const subscribe = (key, name, params, done) => subscriptions.set(key, { name, params, id: ddp.subscribe(name, params, done) })
    const connected = deferred()
    ddp.connect((error, isAgain) => {
      if (error) {
        setTimeout(() => ddp.connect(), RECONNECT_INTERVAL)
        return
      }
      // What it has is what it had: subscribing again, and forgetting the old documents, is left to its users.
      if (isAgain) {
        forget(ddp)
        for (const [key, { name, params }] of subscriptions) subscribe(key, name, params)
      }
      connected.resolve()
    })
    await connected.promise
    return {
      subscribe (name, ...params) {
        const ready = deferred()
        const key = {}
        subscribe(key, name, params, error => error ? ready.reject(error) : ready.resolve())
        return {
          ready: ready.promise,
          stop () {
            ddp.unsubscribe(subscriptions.get(key).id)
            subscriptions.delete(key)
          }
        }
      },

      refusal (name, ...params) {
        return refusalOf(this.subscribe(name, ...params).ready)
      },

      documents: collection => documents(ddp, collection),

      call (name, ...args) {
        const [result, updated] = [deferred(), deferred()]
        ddp.call(name, args, (error, value) => error ? result.reject(error) : result.resolve(value), updated.resolve)
        return Promise.all([result.promise, updated.promise]).then(([value]) => value)
      },

      close: () => ddp.close()
    }
  }
})

const plain = options => ({
  create (server) {
    const { hostname: host, port, pathname } = new URL(server)
    return new DDPClient({ host, port, autoReconnectTimer: RECONNECT_INTERVAL, ...options(pathname.slice(1)) })
  },

  documents: ({ collections }, name) => Object.values(collections[name] ?? {}).map(document => ({ ...document })),
  forget: ddp => { ddp.collections = {} }
})

const inMinimongo = {
  create (server) {
    globalThis.WebSocket ??= WebSocket // the one that it takes; it misspells the option for another
    return new BrowserDDPClient({ url: webSocket(server), autoReconnectTimer: RECONNECT_INTERVAL })
  },

  documents: ({ collections }, name) => (collections[name]?.find({}) ?? []).map(({ _version, ...document }) => document),
  forget: ({ collections: { collections } }) => Object.values(collections).forEach(collection => collection.remove({}))
}

export const ddp = nodeDdp('ddp', plain(path => ({ path: `${path}/websocket` })))

// It asks for `<path>/sockjs/info`, and connects to `<path>` itself: only so can an application be asked that is not at the root.
export const ddpSockJs = nodeDdp('ddp with useSockJs', plain(path => ({ path: `${path}/websocket?/..`, useSockJs: true })))

export const ddpClient = nodeDdp('ddp-client', inMinimongo)
