/**
 * ddp.js sends, receives and connects again. The rest is its users' to write: what is subscribed, and again after a cut, which
 * documents are there, whose a result is. It knows no EJSON: dates are `{ "$date": … }` to them.
 */
import DDP from 'ddp.js'
import websocket from 'faye-websocket'

import { Collections } from './collections.js'
import { deferred, RECONNECT_INTERVAL, refusalOf, webSocket } from './common.js'

/** For `new DDP(…)`, and for clients that are made of it. */
export const options = server => ({
  endpoint: webSocket(server),
  SocketConstructor: websocket.Client,
  reconnectInterval: RECONNECT_INTERVAL
})

/** The documents that come over a connection of ddp.js; each time it connects they come anew. */
export function collectionsOf (ddp) {
  const collections = new Collections()
  for (const msg of ['added', 'changed', 'removed', 'error']) ddp.on(msg, message => collections[msg](message))
  ddp.on('connected', () => collections.clear())
  return collections
}

export const ddpJs = {
  name: 'ddp.js',

  async connect (server) {
    const ddp = new DDP.default(options(server))
    const collections = collectionsOf(ddp)
    const subscriptions = new Set()
    const calls = new Map()
    const connected = deferred()
    const find = id => [...subscriptions].find(subscription => subscription.id === id)

    // One that is made without a connection has an id, and is sent by ddp.js when there is one.
    ddp.on('disconnected', () => subscriptions.forEach(subscription => delete subscription.id))
    ddp.on('connected', () => {
      for (const subscription of subscriptions) subscription.id ??= ddp.sub(subscription.name, subscription.params)
      connected.resolve()
    })
    ddp.on('ready', ({ subs }) => subs.forEach(id => find(id)?.ready.resolve()))
    ddp.on('nosub', ({ id, error }) => {
      const subscription = find(id)
      subscriptions.delete(subscription)
      subscription?.ready.reject(error)
    })
    ddp.on('result', ({ id, error, result }) => error ? calls.get(id).result.reject(error) : calls.get(id).result.resolve(result))
    ddp.on('updated', ({ methods }) => methods.forEach(id => calls.get(id).updated.resolve()))
    await connected.promise

    return {
      subscribe (name, ...params) {
        const subscription = { name, params, id: ddp.sub(name, params), ready: deferred() }
        subscriptions.add(subscription)
        return {
          ready: subscription.ready.promise,
          stop () {
            subscriptions.delete(subscription)
            if (subscription.id) ddp.unsub(subscription.id)
          }
        }
      },

      refusal (name, ...params) {
        return refusalOf(this.subscribe(name, ...params).ready)
      },

      documents: collection => collections.documents(collection),

      call (name, ...args) {
        const [result, updated] = [deferred(), deferred()]
        calls.set(ddp.method(name, args), { result, updated })
        return Promise.all([result.promise, updated.promise]).then(([value]) => value)
      },

      close: () => ddp.disconnect()
    }
  }
}
