/**
 * asteroid connects and subscribes again by itself. Documents and `updated` it leaves to mixins, and to the connection of ddp.js
 * that it is made of. What it cannot do by its design: subscribe twice to the same; the second is the first, and is not told
 * that it is ready.
 */
import { createClass } from 'asteroid'

import { deferred, refusalOf } from './common.js'
import { collectionsOf, options } from './ddp-js.js'

const documents = {
  init () {
    this.collections = collectionsOf(this.ddp)
  },

  documents (collection) {
    return this.collections.documents(collection)
  }
}

const updates = {
  init () {
    this.updates = new Map()
    // Its own calls, such as those of its logins, nobody waits for.
    this.ddp.on('updated', ({ methods }) => methods.forEach(id => this.updates.get(id)?.resolve()))
  },

  /** As `call`, whose promise is resolved by the result alone. */
  async callAndUpdate (name, ...args) {
    const result = this.call(name, ...args)
    const updated = deferred()
    this.updates.set(Object.keys(this.methods.cache).at(-1), updated) // ids are counted: the last is the latest
    const [value] = await Promise.all([result, updated.promise])
    return value
  }
}

export const Asteroid = createClass([documents, updates])

export const asteroid = {
  name: 'asteroid',

  async connect (server) {
    const client = new Asteroid(options(server))
    await new Promise(resolve => client.once('connected', resolve))
    return {
      subscribe (name, ...params) {
        const { promise, resolve, reject } = deferred()
        const subscription = client.subscribe(name, ...params)
        subscription.on('ready', resolve)
        subscription.on('error', reject)
        return { ready: promise, stop: () => client.unsubscribe(subscription.id) }
      },

      refusal (name, ...params) {
        return refusalOf(this.subscribe(name, ...params).ready)
      },

      documents: collection => client.documents(collection),
      call: (name, ...args) => client.callAndUpdate(name, ...args),
      close: () => client.disconnect()
    }
  }
}
