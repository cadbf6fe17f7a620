/**
 * The browser module's stubs against a scripted server: what a page is shown before the server has answered, and how that
 * gives way.
 */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, mock, test } from 'node:test'

import { importSource } from './browser-module.js'
import { added, changed, outcome, promises, ready, removed, ScriptedSocket } from './scripted-socket.js'

const { connect, DdpError } = await importSource()

const RETRY = 30000 * 1.25 // the longest

const result = (id, value) => ({ msg: 'result', id, result: value })
const failure = id => ({ msg: 'result', id, error: { error: 403, reason: 'No' } })
const updated = (...methods) => ({ msg: 'updated', methods })

let ddp
let documents
/** What listeners were told. */
let told
let reported
let report

/** A connection with a document of a subscription, and stubs to write with. */
function connected () {
  ddp = connect('http://example.org/app/websocket')
  const socket = ScriptedSocket.latest
  socket.accept()
  ddp.methods({
    insert (fields) { return this.collection('c').insert(fields) },
    update (id, fields) { this.collection('c').update(id, fields) },
    remove (id) { this.collection('c').remove(id) }
  })
  documents = ddp.collection('c')
  ddp.subscribe('p')
  socket.receive(added('1', { a: 1 }), ready(...socket.takeSubscriptions()))
  mock.timers.tick(1)
  told = []
  documents.onChange(all => told.push(all))
  return socket
}

/** Calls a method; gives its message and its promise. */
function called (socket, name, ...args) {
  const promise = ddp.call(name, ...args)
  promise.catch(() => {})
  const [message] = socket.take()
  return { ...message, promise }
}

beforeEach(() => {
  ScriptedSocket.opened = []
  globalThis.WebSocket = ScriptedSocket
  mock.timers.enable({ apis: ['setTimeout'] })
  reported = []
  report = globalThis.queueMicrotask
  globalThis.queueMicrotask = task => report(() => {
    try { task() } catch (error) { reported.push(error.message) }
  })
})

afterEach(() => {
  ddp.close()
  mock.timers.reset()
  globalThis.queueMicrotask = report
})

describe('what a stub writes', () => {
  test('is shown before anything is sent to or answered by the server, and told like other changes', () => {
    const socket = connected()
    called(socket, 'update', '1', { a: 2, b: [1] })
    assert.deepEqual(documents.get('1'), { _id: '1', a: 2, b: [1] })
    mock.timers.tick(1)
    assert.deepEqual(told, [[{ _id: '1', a: 2, b: [1] }]])
    assert.ok(Object.isFrozen(documents.get('1')))
  })

  test('gives way to the same of the server without a change being told', async () => {
    const socket = connected()
    const { id, promise } = called(socket, 'update', '1', { a: 2 })
    mock.timers.tick(1)
    const [shown] = documents.all()
    socket.receive(result(id), changed('1', { a: 2 }), updated(id))
    assert.deepEqual(await outcome(promise), { value: undefined })
    mock.timers.tick(1)
    assert.equal(documents.all()[0], shown)
    assert.equal(told.length, 1)
  })

  test('gives way to another state of the server in one step, not before', async () => {
    const socket = connected()
    const { id } = called(socket, 'update', '1', { a: 2 })
    mock.timers.tick(1)
    socket.receive(changed('1', { a: 5 }), changed('1', { b: 6 }), result(id))
    mock.timers.tick(1)
    assert.deepEqual(documents.all(), [{ _id: '1', a: 2 }])
    socket.receive(updated(id))
    mock.timers.tick(1)
    assert.deepEqual(told, [[{ _id: '1', a: 2 }], [{ _id: '1', a: 5, b: 6 }]])
  })

  test('is undone when the method has failed, and the caller sees that', async () => {
    const socket = connected()
    const { id, promise } = called(socket, 'update', '1', { a: 2 })
    const seen = promise.catch(error => [error.error, documents.all()])
    socket.receive(failure(id))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 2 }], 'what it did before it failed may be on its way')
    socket.receive(updated(id))
    assert.deepEqual(await seen, [403, [{ _id: '1', a: 1 }]])
  })

  test('is undone for documents that were inserted and removed, too', () => {
    const socket = connected()
    const { id: inserting } = called(socket, 'insert', { a: 3 })
    const { id: removing } = called(socket, 'remove', '1')
    assert.deepEqual(documents.all().map(({ a }) => a), [3])
    socket.receive(failure(inserting), failure(removing), updated(inserting), updated(removing))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 1 }])
  })

  test('is undone in all collections at once', () => {
    const socket = connected()
    ddp.methods({ both () {
      this.collection('c').update('1', { a: 2 })
      this.collection('d').insert({})
    } })
    const { id } = called(socket, 'both')
    assert.equal(ddp.collection('d').all().length, 1)
    const seen = []
    documents.onChange(() => seen.push(ddp.collection('d').all().length))
    mock.timers.tick(1)
    socket.receive(updated(id), failure(id))
    mock.timers.tick(1)
    assert.deepEqual(seen, [1, 0])
  })

  test('goes when the server removes the document', () => {
    const socket = connected()
    const { id } = called(socket, 'update', '1', { a: 2 })
    socket.receive(removed('1'))
    assert.equal(documents.all().length, 1)
    socket.receive(updated(id), result(id))
    assert.deepEqual(documents.all(), [])
  })

  test('leaves other documents to the server', () => {
    const socket = connected()
    called(socket, 'update', '1', { a: 2 })
    socket.receive(added('2', { a: 7 }))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 2 }, { _id: '2', a: 7 }])
  })

  test('takes away fields that are undefined, and nothing of documents that are not there', () => {
    const socket = connected()
    called(socket, 'update', '1', { a: undefined, b: 1 })
    called(socket, 'update', '9', { a: 1 })
    called(socket, 'remove', '9')
    assert.deepEqual(documents.all(), [{ _id: '1', b: 1 }])
    socket.receive(added('9', {}))
    assert.equal(documents.all().length, 2)
  })
})

describe('several methods at a time', () => {
  test('on one document: the server\'s state is shown when the last is done, whichever that is', () => {
    for (const order of [[0, 1], [1, 0]]) {
      const socket = connected()
      const calls = [called(socket, 'update', '1', { a: 2 }), called(socket, 'update', '1', { b: 3 })]
      const shown = documents.all()
      assert.deepEqual(shown, [{ _id: '1', a: 2, b: 3 }])
      const [first, last] = order.map(i => calls[i].id)
      socket.receive(changed('1', { a: 20 }), updated(first), result(first))
      assert.equal(documents.all(), shown)
      socket.receive(changed('1', { b: 30 }), updated(last), result(last))
      assert.deepEqual(documents.all(), [{ _id: '1', a: 20, b: 30 }])
      ddp.close()
    }
  })

  test('on one document: the first\'s call is resolved when what it did is shown', async () => {
    const socket = connected()
    const [first, second] = [called(socket, 'update', '1', { a: 2 }), called(socket, 'update', '1', { b: 3 })]
    const other = called(socket, 'none')
    socket.receive(updated(first.id), result(first.id, 'first'), updated(other.id), result(other.id, 'other'))
    assert.equal(await outcome(first.promise), 'pending')
    assert.equal(await outcome(other.promise), 'pending', 'it may have written to the same, without a stub')
    socket.receive(updated(second.id))
    assert.deepEqual(await outcome(first.promise), { value: 'first' })
    assert.deepEqual(await outcome(other.promise), { value: 'other' })
    assert.equal(await outcome(second.promise), 'pending')
  })

  test('one that fails leaves the other\'s document', () => {
    const socket = connected()
    const [first, second] = [called(socket, 'insert', { a: 2 }), called(socket, 'insert', { a: 3 })]
    socket.receive(failure(first.id), updated(first.id))
    assert.deepEqual(documents.all().map(({ a }) => a), [1, 3])
    socket.receive(failure(second.id), updated(second.id))
    assert.deepEqual(documents.all().map(({ a }) => a), [1])
  })

  test('a document is written to again after it was released', () => {
    const socket = connected()
    const first = called(socket, 'update', '1', { a: 2 })
    socket.receive(changed('1', { a: 2 }), updated(first.id))
    const second = called(socket, 'update', '1', { a: 3 })
    socket.receive(result(first.id))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 3 }])
    socket.receive(failure(second.id), updated(second.id))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 2 }])
  })

  test('one message may tell of several', () => {
    const socket = connected()
    const [first, second] = [called(socket, 'update', '1', { a: 2 }), called(socket, 'insert', { a: 3 })]
    socket.receive(updated(first.id, second.id))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 1 }])
  })
})

describe('random values', () => {
  const seeded = text => mock.method(crypto, 'getRandomValues', bytes => bytes.map((_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16)))

  afterEach(() => mock.restoreAll())

  test('are those that Meteor and the server draw of the same seed', () => {
    const socket = connected()
    seeded('f2e1d3c4b5a6978812ab')
    const drawn = []
    ddp.methods({ draw () {
      const ids = this.randomStream('/collection/foo')
      drawn.push(ids.id(), this.collection('foo').insert({}), ids.hexString(24), this.randomStream('default').id())
    } })
    assert.equal(called(socket, 'draw').randomSeed, 'f2e1d3c4b5a6978812ab')
    assert.deepEqual(drawn, ['muPRj3jXXGejbFWwn', 'LFZQ4B4A9hMZuPtep', '2dd8468c7792b799e389d8f4', 'ycHsemWGfbcYzhhmc'])
  })

  test('are the called stub\'s own where a stub calls another, and nothing is sent for it', () => {
    const socket = connected()
    seeded('00112233445566778899')
    ddp.methods({ outer (fields) { return this.call('insert', fields) } })
    const own = called(socket, 'insert', {})
    const nested = called(socket, 'outer', { b: 1 })
    assert.equal(own.randomSeed, nested.randomSeed)
    assert.deepEqual(socket.take(), [])
    const [, first, second] = documents.all()
    assert.notEqual(first._id, second._id)
    assert.deepEqual(second, { _id: second._id, b: 1 })
    socket.receive(updated(nested.id))
    assert.equal(documents.all().length, 2, 'what it wrote is the outer call\'s')
  })

  test('the inserted document is the server\'s when it comes by the same id', async () => {
    const socket = connected()
    const { id, promise } = called(socket, 'insert', { text: 'x' })
    mock.timers.tick(1)
    const document = documents.all()[1]
    assert.match(document._id, /^[2-9A-HJ-NP-TW-Za-km-z]{17}$/)
    socket.receive(added(document._id, { text: 'x' }), result(id), updated(id))
    await promise
    mock.timers.tick(1)
    assert.equal(documents.all()[1], document)
    assert.equal(told.length, 1)
  })

  test('another id of the server is another document, in the same step', () => {
    const socket = connected()
    const { id } = called(socket, 'insert', { text: 'x' })
    mock.timers.tick(1)
    socket.receive(added('2', { text: 'x' }))
    socket.receive(result(id), updated(id))
    assert.deepEqual(documents.all().map(({ _id }) => _id), ['1', '2'])
  })

  test('no seed is sent of what drew none, and each call has its own', () => {
    const socket = connected()
    assert.ok(!('randomSeed' in called(socket, 'update', '1', { a: 2 })))
    assert.ok(!('randomSeed' in called(socket, 'none')))
    const seeds = [1, 2].map(() => called(socket, 'insert', {}).randomSeed)
    for (const seed of seeds) assert.match(seed, /^[0-9a-f]{20}$/)
    assert.notEqual(seeds[0], seeds[1])
  })
})

describe('stubs', () => {
  test('know the user, and that they are stubs', () => {
    const socket = connected()
    const seen = []
    ddp.methods({ who () { seen.push(this.userId, this.isSimulation) } })
    called(socket, 'who')
    ddp.userId = 'anna'
    called(socket, 'who')
    assert.deepEqual(seen, [null, true, 'anna', true])
  })

  test('have parameters of their own', () => {
    const socket = connected()
    ddp.methods({ spoil (object) {
      object.date.setTime(0)
      object.list.push(1)
    } })
    const object = { date: new Date(5), list: [] }
    assert.deepEqual(called(socket, 'spoil', object).params, [{ date: { $date: 5 }, list: [] }])
    assert.deepEqual(object, { date: new Date(5), list: [] })
  })

  for (const [name, error, expected] of [
    ['an exception', new Error('mine'), ['mine']],
    ['what the server will say, too', new DdpError({ error: 'not-authorized' }), []]
  ]) {
    test(`one that throws ${name} has done nothing, and the method is called all the same`, async () => {
      const socket = connected()
      ddp.methods({ fail () {
        this.collection('c').update('1', { a: 2 })
        this.collection('c').insert({})
        throw error
      } })
      const { id, method, promise } = called(socket, 'fail')
      assert.equal(method, 'fail')
      assert.deepEqual(documents.all(), [{ _id: '1', a: 1 }])
      await promises()
      assert.deepEqual(reported, expected)
      const { id: next } = called(socket, 'update', '1', { a: 3 })
      socket.receive(changed('1', { a: 2 }), result(id, 'done'), updated(id))
      assert.deepEqual(documents.all(), [{ _id: '1', a: 3 }], 'the next call is under way')
      socket.receive(updated(next))
      assert.deepEqual(await outcome(promise), { value: 'done' })
      assert.deepEqual(documents.all(), [{ _id: '1', a: 2 }])
    })
  }

  test('do nothing after they have returned', async () => {
    const socket = connected()
    const errors = []
    ddp.methods({ async later () {
      const c = this.collection('c')
      await null
      for (const late of [() => c.insert({}), () => c.update('1', {}), () => c.remove('1'), () => this.call('insert', {}), () => this.randomStream('x')]) {
        try { late() } catch (error) { errors.push(error.message) }
      }
    } })
    called(socket, 'later')
    await promises()
    assert.equal(errors.length, 5)
    assert.match(errors[0], /^The stub has returned/)
    assert.deepEqual(documents.all(), [{ _id: '1', a: 1 }])
  })

  test('may be replaced, and the caller is given what the server returns', async () => {
    const socket = connected()
    ddp.methods({ insert () { return 'the stub\'s' } })
    const { id, promise } = called(socket, 'insert', {})
    assert.deepEqual(documents.all(), [{ _id: '1', a: 1 }])
    socket.receive(result(id, 'the server\'s'), updated(id))
    assert.equal(await promise, 'the server\'s')
  })

  test('replace what is shown by an id that is there, and tell listeners once, after them', () => {
    const socket = connected()
    ddp.methods({ twice () {
      this.collection('c').insert({ _id: '1', b: 1 })
      this.collection('c').insert({ _id: '1', b: 2 })
      assert.deepEqual(told, [])
    } })
    const { id } = called(socket, 'twice')
    assert.deepEqual(documents.all(), [{ _id: '1', b: 2 }])
    mock.timers.tick(1)
    assert.deepEqual(told, [[{ _id: '1', b: 2 }]])
    socket.receive(updated(id))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 1 }])
  })

  test('ask the server by the client, and only by it', () => {
    const socket = connected()
    ddp.methods({ outer () {
      this.call('insert', { b: 1 })
      ddp.call('insert', { b: 2 }).catch(() => {})
    } })
    ddp.call('outer').catch(() => {})
    assert.deepEqual(socket.take().map(({ method, params }) => [method, params]), [['insert', [{ b: 2 }]], ['outer', []]])
    assert.equal(documents.all().length, 3)
  })

  test('do not run when the connection is over, or JSON cannot say a parameter', async () => {
    const socket = connected()
    ddp.methods({ fail () { assert.fail('it runs') } })
    await assert.rejects(ddp.call('fail', 1n), TypeError)
    ddp.close()
    await assert.rejects(ddp.call('fail'), { error: 'closed' })
    assert.deepEqual(socket.take().filter(({ msg }) => msg === 'method'), [])
  })
})

describe('a lost connection', () => {
  test('whose session is gone on with leaves everything as it is, and the call is sent again as it was', async () => {
    const socket = connected()
    const { promise, ...message } = called(socket, 'insert', { a: 2 })
    const shown = documents.all()
    socket.cut()
    mock.timers.tick(RETRY)
    const next = ScriptedSocket.latest
    next.resume()
    assert.deepEqual(next.take().filter(({ msg }) => msg === 'method'), [message])
    assert.equal(documents.all(), shown)
    next.receive(added(shown[1]._id, { a: 2 }), updated(message.id), result(message.id, 1))
    assert.deepEqual(await outcome(promise), { value: 1 })
    assert.equal(documents.all()[1], shown[1])
  })

  test('whose session is not shows what was written until the new documents are there', async () => {
    const socket = connected()
    const { promise } = called(socket, 'update', '1', { a: 2 })
    mock.timers.tick(1)
    const [shown] = documents.all()
    socket.cut()
    mock.timers.tick(RETRY)
    const next = ScriptedSocket.latest
    next.accept()
    const [sub, ...others] = next.take()
    assert.deepEqual(others, [], 'whether it ran is not known, so it is not sent again')
    next.receive(added('1', { a: 2 }))
    assert.equal(await outcome(promise), 'pending')
    assert.equal(documents.all()[0], shown)
    next.receive(ready(sub.id))
    assert.equal((await outcome(promise)).error.error, 'connection-lost')
    mock.timers.tick(1)
    assert.equal(documents.all()[0], shown, 'it did run')
    assert.equal(told.length, 1)
  })

  test('whose session is not undoes what was written if the method did not run', async () => {
    const socket = connected()
    called(socket, 'insert', { a: 2 })
    socket.cut()
    mock.timers.tick(RETRY)
    const next = ScriptedSocket.latest
    next.accept()
    next.receive(added('1', { a: 1 }), ready(...next.takeSubscriptions()))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 1 }])
  })

  test('does not keep stubs from running; the calls are sent when there is another', async () => {
    const socket = connected()
    socket.cut()
    const promise = ddp.call('update', '1', { a: 2 })
    const inserting = ddp.call('insert', { a: 3 })
    const shown = documents.all()
    assert.deepEqual(shown.map(({ a }) => a), [2, 3])
    mock.timers.tick(RETRY)
    const next = ScriptedSocket.latest
    next.accept()
    const [sub, update, insert] = next.take()
    next.receive(added('1', { a: 1 }), ready(sub.id))
    mock.timers.tick(1)
    assert.deepEqual(documents.all(), shown, 'the server has not heard of it yet')
    assert.equal(told.length, 1)
    next.receive(changed('1', { a: 2, b: 1 }), updated(update.id), result(update.id))
    next.receive(added(shown[1]._id, { a: 3 }), updated(insert.id), result(insert.id))
    await Promise.all([promise, inserting])
    assert.deepEqual(documents.all(), [{ _id: '1', a: 2, b: 1 }, shown[1]])
  })

  test('while the new documents are loading, what is updated waits for them', () => {
    const socket = connected()
    ddp.subscribe('q')
    socket.take()
    socket.cut()
    mock.timers.tick(RETRY)
    const next = ScriptedSocket.latest
    next.accept()
    const [first, second] = next.takeSubscriptions()
    const { id } = called(next, 'update', '1', { a: 2 })
    next.receive(added('1', { a: 5 }), ready(first), changed('1', { a: 6 }), result(id), updated(id))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 2 }])
    next.receive(ready(second))
    assert.deepEqual(documents.all(), [{ _id: '1', a: 6 }])
  })

  test('close() undoes what was written', async () => {
    const socket = connected()
    const { promise } = called(socket, 'update', '1', { a: 2 })
    ddp.close()
    assert.equal((await outcome(promise)).error.error, 'connection-lost')
    assert.deepEqual(documents.all(), [{ _id: '1', a: 1 }])
  })
})

describe('the beginning of a session', () => {
  test('is told before anything is sent, and not when the session goes on', () => {
    ddp = connect('http://example.org/app/websocket')
    ddp.subscribe('p')
    ddp.call('later').catch(() => {})
    ddp.onSession(() => ddp.call('login').catch(() => {}))
    const socket = ScriptedSocket.latest
    socket.accept()
    assert.deepEqual(socket.take().map(({ method, name }) => method ?? name), ['login', 'p', 'later'])
    socket.cut()
    mock.timers.tick(RETRY)
    ScriptedSocket.latest.resume()
    assert.equal(ScriptedSocket.latest.take().filter(({ msg }) => msg === 'method').length, 2, 'those without an answer')
    ScriptedSocket.latest.cut()
    mock.timers.tick(RETRY)
    ScriptedSocket.latest.accept()
    assert.deepEqual(ScriptedSocket.latest.take().map(({ method, name }) => method ?? name), ['login', 'p'])
  })

  test('is told at once when it has begun', () => {
    const socket = connected()
    const off = ddp.onSession(() => ddp.call('login').catch(() => {}))
    assert.deepEqual(socket.take().map(({ method }) => method), ['login'])
    off()
    socket.cut()
    mock.timers.tick(RETRY)
    ScriptedSocket.latest.accept()
    assert.equal(ScriptedSocket.latest.take().length, 1)
  })

  test('may be the end of the connection', () => {
    ddp = connect('http://example.org/app/websocket')
    ddp.onSession(() => ddp.close())
    ScriptedSocket.latest.accept()
    assert.equal(ddp.status, 'closed')
  })
})
