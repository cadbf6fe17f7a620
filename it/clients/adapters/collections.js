/**
 * Documents by what the server says of them, for clients that have none; as strict as Meteor's own client is on Node: what is there
 * cannot be added, what is not there cannot change or be removed.
 */
export class Collections {
  #collections = new Map()
  #failures = []

  clear () {
    this.#collections.clear()
  }

  documents (name) {
    if (this.#failures.length > 0) throw this.#failures[0]
    return [...this.#documents(name)].map(([_id, fields]) => ({ _id, ...fields }))
  }

  // Messages of the server

  added (message) {
    this.#expect(message, false).set(message.id, message.fields)
  }

  changed (message) {
    const documents = this.#expect(message, true)
    const fields = { ...documents.get(message.id), ...message.fields }
    for (const name of message.cleared ?? []) delete fields[name]
    documents.set(message.id, fields)
  }

  removed (message) {
    this.#expect(message, true).delete(message.id)
  }

  error (message) {
    this.#failures.push(new Error(JSON.stringify(message)))
  }

  #documents (name) {
    if (!this.#collections.has(name)) this.#collections.set(name, new Map())
    return this.#collections.get(name)
  }

  #expect (message, isThere) {
    const documents = this.#documents(message.collection)
    if (documents.has(message.id) !== isThere) this.error(message)
    return documents
  }
}
