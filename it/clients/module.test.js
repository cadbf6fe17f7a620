/**
 * The browser module against a scripted server: what a real server does rarely, or never on demand.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { afterEach, beforeEach, describe, mock, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { importSource, sources } from './browser-module.js'
import { added, changed, outcome, promises, ready, removed, ScriptedSocket } from './scripted-socket.js'

const { connect, DdpError } = await importSource()

const RETRY = 30000 * 1.25 // the longest
const SILENCE = 20000
const PATIENCE = 15000

/** The errors that promises are rejected with. */
async function errors (...promises) {
  const outcomes = await Promise.all(promises.map(outcome))
  return outcomes.map(({ error }) => error.error)
}

let ddp
let uncaught

function connected () {
  ddp = connect('http://example.org/app/websocket')
  ScriptedSocket.latest.accept()
  return ScriptedSocket.latest
}

/** Cuts the connection, and accepts the one that the client makes next. */
function reconnected (socket) {
  socket.cut()
  return accepted()
}

function accepted () {
  mock.timers.tick(RETRY)
  ScriptedSocket.latest.accept()
  return ScriptedSocket.latest
}

const noteRejection = error => uncaught.push(error)

beforeEach(() => {
  ScriptedSocket.opened = []
  globalThis.WebSocket = ScriptedSocket
  mock.timers.enable({ apis: ['setTimeout'] })
  uncaught = []
  process.on('unhandledRejection', noteRejection)
})

afterEach(async () => {
  ddp?.close()
  await promises()
  mock.timers.reset()
  process.off('unhandledRejection', noteRejection)
  assert.deepEqual(uncaught, [], 'unhandled rejections')
})

test('the modules are type-correct by their JSDoc', async () => {
  const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url))
  await promisify(execFile)(process.execPath, [compiler, '--ignoreConfig', '--allowJs', '--checkJs', '--strict', '--noEmit',
    '--target', 'es2022', '--module', 'es2022', '--lib', 'es2022,dom', '--types', '', ...sources.map(fileURLToPath)])
})

describe('values', () => {
  const values = {
    'a date': [{ $date: 1459468800000 }, new Date(1459468800000)],
    'a date before 1970': [{ $date: -1 }, new Date(-1)],
    bytes: [{ $binary: 'AAH/' }, Uint8Array.of(0, 1, 255)],
    'no bytes': [{ $binary: '' }, new Uint8Array()],
    'positive infinity': [{ $InfNaN: 1 }, Infinity],
    'negative infinity': [{ $InfNaN: -1 }, -Infinity],
    'not a number': [{ $InfNaN: 0 }, NaN],
    'a regular expression': [{ $regexp: 'a\\/b', $flags: 'gi' }, /a\/b/gi],
    'what looks like a date': [{ $escape: { $date: 'yesterday' } }, { $date: 'yesterday' }],
    'a date in what looks like one': [{ $escape: { $date: { $date: 5 } } }, { $date: new Date(5) }],
    'what looks escaped': [{ $escape: { $escape: 1 } }, { $escape: 1 }],
    'what looks like a custom type': [{ $escape: { $type: 'a', $value: 'b' } }, { $type: 'a', $value: 'b' }],
    'what looks like a regular expression': [{ $escape: { $regexp: 1, $flags: 2 } }, { $regexp: 1, $flags: 2 }],
    'a date with company': [{ $date: 1, x: 2 }, { $date: 1, x: 2 }],
    'an unknown dollar name': [{ $oid: 'x' }, { $oid: 'x' }],
    'dates at any depth': [[{ a: [{ $date: 1 }] }], [{ a: [new Date(1)] }]],
    'null, false, zero and nothing': [[null, false, 0, ''], [null, false, 0, '']],
    text: ['\u2028 "\\ 📚 \u0000', '\u2028 "\\ 📚 \u0000']
  }

  for (const [name, [json, value]] of Object.entries(values)) {
    test(`${name} is the same as a field, a result, and a parameter`, async () => {
      const socket = connected()
      socket.receive(added('1', { value: json }))
      assert.deepEqual(ddp.collection('c').get('1'), { _id: '1', value })

      const call = ddp.call('m', value)
      ddp.subscribe('p', value)
      const [method, sub] = socket.take()
      assert.deepEqual([method.params, sub.params], [[json], [json]])
      socket.receive({ msg: 'result', id: method.id, result: json }, { msg: 'updated', methods: [method.id] })
      assert.deepEqual(await call, value)
    })
  }

  test('a date that is none stays none', () => {
    const socket = connected()
    socket.receive(added('1', { value: { $date: null } }))
    const { value } = ddp.collection('c').get('1')
    assert.equal(String(value), 'Invalid Date')
    ddp.subscribe('p', value)
    assert.deepEqual(socket.take()[0].params, [{ $date: null }])
  })

  test('a custom type stays as it came', () => {
    connected().receive(added('1', { id: { $type: 'oid', $value: 'abc' } }))
    assert.deepEqual(ddp.collection('c').get('1').id, { $type: 'oid', $value: 'abc' })
  })

  test('a megabyte goes both ways', async () => {
    const socket = connected()
    const bytes = Uint8Array.from({ length: 1 << 20 }, (_, i) => i % 256)
    const call = ddp.call('m', bytes)
    const [{ id, params }] = socket.take()
    socket.receive({ msg: 'result', id, result: params[0] }, { msg: 'updated', methods: [id] })
    assert.deepEqual(await call, bytes)
  })

  test('a field named __proto__ is a field like any other', () => {
    connected().onmessage({
      data: '{"msg":"added","collection":"c","id":"1","fields":{"__proto__":{"admin":true},"a":{"__proto__":{"admin":true}}}}'
    })
    const document = ddp.collection('c').get('1')
    assert.equal(document.admin, undefined)
    assert.equal(document.a.admin, undefined)
    assert.deepEqual(Object.keys(document), ['_id', '__proto__', 'a'])
  })

  test('a parameter that JSON cannot say fails at once, and nothing else', async () => {
    ddp = connect('http://example.org/app/websocket')
    assert.throws(() => ddp.subscribe('p', 1n), TypeError)
    await assert.rejects(ddp.call('m', 1n), TypeError)
    ddp.subscribe('q')
    ScriptedSocket.latest.accept()
    assert.deepEqual(ScriptedSocket.latest.take().map(message => message.name), ['q'])
  })

  test('a parameter is sent as it was when the subscription was made', () => {
    const socket = connected()
    const filter = { author: 1 }
    ddp.subscribe('p', filter)
    filter.author = 2
    const sent = [...socket.take(), ...reconnected(socket).take()]
    assert.deepEqual(sent.map(sub => sub.params), [[{ author: 1 }], [{ author: 1 }]])
  })
})

describe('ids', () => {
  for (const [wire, id] of [
    ['1', '1'], ['--1', '-1'], ['-~1', '~1'], ['-{', '{'], ['', ''],
    ['-0123456789abcdef01234567', '0123456789abcdef01234567']
  ]) {
    test(`"${wire}" means "${id}" in every message`, () => {
      const socket = connected()
      const documents = ddp.collection('c')
      socket.receive(added(wire, { a: 1 }), changed(wire, { b: 2 }))
      assert.deepEqual(documents.all(), [{ _id: id, a: 1, b: 2 }])
      assert.equal(documents.get(id), documents.all()[0])
      socket.receive(removed(wire))
      assert.deepEqual(documents.all(), [])
    })
  }

  test('a field cannot take the place of the id', () => {
    connected().receive(added('1', { _id: '2' }))
    assert.deepEqual(ddp.collection('c').all(), [{ _id: '1' }])
  })
})

describe('collections', () => {
  test('all() is the same frozen array until something changes', () => {
    const socket = connected()
    const documents = ddp.collection('c')
    socket.receive(added('1', { a: 1 }), added('2', { a: 2 }))
    const before = documents.all()
    assert.equal(documents.all(), before)
    assert.ok(Object.isFrozen(before) && before.every(Object.isFrozen))

    socket.receive({ ...added('1', {}), collection: 'other' })
    assert.equal(documents.all(), before)

    socket.receive(changed('1', { a: 3 }))
    assert.notEqual(documents.all(), before)
    assert.deepEqual(before[0], { _id: '1', a: 1 })
    assert.equal(documents.all()[1], before[1], 'a document that did not change')
  })

  test('a changed document keeps other fields, and loses those that are cleared', () => {
    const socket = connected()
    socket.receive(added('1', { a: 1, b: 2, c: null }), changed('1', { a: 3 }, ['b']), changed('1', undefined, ['c']))
    assert.deepEqual(ddp.collection('c').get('1'), { _id: '1', a: 3 })
  })

  test('a document that is added again has nothing of the old one', () => {
    connected().receive(added('1', { a: 1 }), added('1', { b: 2 }))
    assert.deepEqual(ddp.collection('c').get('1'), { _id: '1', b: 2 })
  })

  test('listeners are called once for messages that arrive together, each in a task of its own', async () => {
    const socket = connected()
    const heard = []
    ddp.collection('c').onChange(documents => heard.push(documents.length))
    for (let i = 0; i < 100; i++) {
      socket.receive(added(String(i), {}))
      await promises()
    }
    assert.deepEqual(heard, [])
    mock.timers.tick(1)
    assert.deepEqual(heard, [100])
  })

  test('listeners have been called when a subscription is ready', async () => {
    const socket = connected()
    const heard = []
    ddp.collection('c').onChange(documents => heard.push(documents))
    const sub = ddp.subscribe('p')
    sub.ready.then(() => heard.push('ready'))
    const [id] = socket.takeSubscriptions()
    socket.receive(added('1', {}), added('2', {}), ready(id))
    await promises()
    mock.timers.tick(1)
    assert.deepEqual(heard, [[{ _id: '1' }, { _id: '2' }], 'ready'])
  })

  test('listeners have been called when a call is resolved', async () => {
    const socket = connected()
    const heard = []
    ddp.collection('c').onChange(documents => heard.push(documents))
    ddp.call('m').then(result => heard.push(result))
    const [{ id }] = socket.take()
    socket.receive(added('1', {}), { msg: 'updated', methods: [id] }, { msg: 'result', id, result: 5 })
    await promises()
    assert.deepEqual(heard, [[{ _id: '1' }], 5])
  })

  test('a listener that was taken off is not called any more', () => {
    const socket = connected()
    const heard = []
    const documents = ddp.collection('c')
    const offs = [1, 2, 3].map(n => documents.onChange(() => {
      heard.push(n)
      offs[1]()
    }))
    socket.receive(added('1', {}))
    mock.timers.tick(1)
    assert.deepEqual(heard, [1, 3])
  })

  test('the same function can listen twice, and be taken off once', () => {
    const socket = connected()
    let heard = 0
    const listener = () => heard++
    ddp.collection('c').onChange(listener)
    ddp.collection('c').onChange(listener)()
    socket.receive(added('1', {}))
    mock.timers.tick(1)
    assert.equal(heard, 1)
  })

  test('a listener that throws is an uncaught error, and nothing more', async () => {
    const reported = []
    const original = globalThis.queueMicrotask
    mock.method(globalThis, 'queueMicrotask', report => original(() => {
      try { report() } catch (error) { reported.push(error.message) }
    }))
    const socket = connected()
    const heard = []
    ddp.collection('c').onChange(() => { throw new Error('mine') })
    ddp.collection('c').onChange(documents => heard.push(documents.length))
    ddp.onStatus(() => { throw new Error('mine too') })
    const sub = ddp.subscribe('p')
    socket.receive(added('1', {}), ready(...socket.takeSubscriptions()))
    await sub.ready
    assert.deepEqual(heard, [1])
    const next = reconnected(socket)
    assert.equal(next.takeSubscriptions().length, 1)
    ddp.close()
    await promises()
    mock.restoreAll()
    assert.deepEqual(reported, ['mine', ...Array(4).fill('mine too')])
  })
})

describe('subscriptions', () => {
  test('what is ready is there, though another subscription is not', async () => {
    ddp = connect('http://example.org/app/websocket')
    const [quick, slow] = [ddp.subscribe('quick'), ddp.subscribe('slow')]
    const socket = ScriptedSocket.latest
    socket.accept()
    const [id] = socket.takeSubscriptions()
    socket.receive(added('1', {}), ready(id))
    assert.deepEqual(await outcome(quick.ready), { value: undefined })
    assert.deepEqual(ddp.collection('c').all(), [{ _id: '1' }])
    assert.equal(await outcome(slow.ready), 'pending')
  })

  test('a refused subscription rejects with what the server says, and is not made again', async () => {
    const socket = connected()
    const sub = ddp.subscribe('p')
    const [id] = socket.takeSubscriptions()
    socket.receive({ msg: 'nosub', id, error: { error: 404, reason: 'No', details: { a: 1 } } })
    await assert.rejects(sub.ready, { name: 'DdpError', error: 404, reason: 'No', details: { a: 1 }, message: 'No [404]' })
    assert.deepEqual(reconnected(socket).take(), [])
  })

  test('a refused subscription that nobody waits for is no unhandled rejection', async () => {
    const socket = connected()
    ddp.subscribe('p')
    socket.receive({ msg: 'nosub', id: socket.takeSubscriptions()[0], error: { error: 404 } })
    await promises() // afterEach looks
  })

  test('stop() says so once', () => {
    const socket = connected()
    const sub = ddp.subscribe('p')
    const [id] = socket.takeSubscriptions()
    sub.stop()
    sub.stop()
    assert.deepEqual(socket.take(), [{ msg: 'unsub', id }])
  })

  test('what is stopped without a connection is never asked for', () => {
    ddp = connect('http://example.org/app/websocket')
    ddp.subscribe('p').stop()
    ScriptedSocket.latest.accept()
    assert.deepEqual(ScriptedSocket.latest.take(), [])
  })

  test('replace() ends the old subscription when the new one is ready, so that nothing flickers', async () => {
    const socket = connected()
    const sub = ddp.subscribe('p', 1)
    const [first] = socket.takeSubscriptions()
    socket.receive(added('1', {}), added('2', {}), ready(first))
    const heard = []
    ddp.collection('c').onChange(documents => heard.push(documents.map(document => document._id)))

    const next = sub.replace(2)
    const [{ id: second, ...message }] = socket.take()
    assert.deepEqual(message, { msg: 'sub', name: 'p', params: [2] })
    socket.receive(added('3', {}))
    await promises()
    assert.deepEqual(socket.take(), [], 'the old one is held until the new one is ready')
    socket.receive(ready(second))
    await next.ready
    assert.deepEqual(socket.take(), [{ msg: 'unsub', id: first }])
    socket.receive(removed('1'), { msg: 'nosub', id: first })
    assert.deepEqual(heard, [['1', '2', '3'], ['2', '3']])
  })

  test('replace() twice before an answer leaves the last', async () => {
    const socket = connected()
    const last = ddp.subscribe('p', 1).replace(2).replace(3)
    const [first, second, third] = socket.takeSubscriptions()
    socket.receive(ready(first), ready(third))
    await last.ready
    await promises()
    assert.deepEqual(socket.take().map(message => message.id).sort(), [first, second])
    assert.deepEqual(reconnected(socket).take().map(message => message.params), [[3]])
  })

  test('replace() by what the server refuses ends the old subscription too', async () => {
    const socket = connected()
    const next = ddp.subscribe('p', 1).replace(2)
    const [first, second] = socket.takeSubscriptions()
    socket.receive({ msg: 'nosub', id: second, error: { error: 403 } })
    await assert.rejects(next.ready, { error: 403 })
    assert.deepEqual(socket.take(), [{ msg: 'unsub', id: first }])
  })
})

describe('calls', () => {
  for (const order of [['result', 'updated'], ['updated', 'result']]) {
    test(`${order.join(' and ')} resolve a call, together`, async () => {
      const socket = connected()
      const call = ddp.call('m', 1)
      const [{ id, ...message }] = socket.take()
      assert.deepEqual(message, { msg: 'method', method: 'm', params: [1] })
      const answers = { result: { msg: 'result', id, result: 'r' }, updated: { msg: 'updated', methods: ['x', id] } }
      socket.receive(answers[order[0]])
      assert.equal(await outcome(call), 'pending')
      socket.receive(answers[order[1]])
      assert.deepEqual(await outcome(call), { value: 'r' })
    })
  }

  test('a result that is absent is undefined', async () => {
    const socket = connected()
    const call = ddp.call('m')
    const [{ id }] = socket.take()
    socket.receive({ msg: 'updated', methods: [id] }, { msg: 'result', id })
    assert.deepEqual(await outcome(call), { value: undefined })
  })

  test('answers that come again, or that nobody asked for, are ignored', async () => {
    const socket = connected()
    const call = ddp.call('m')
    const [{ id }] = socket.take()
    const answers = [{ msg: 'result', id, result: 1 }, { msg: 'updated', methods: [id] }]
    socket.receive(...answers, ...answers)
    socket.receive({ msg: 'result', id: 'x' }, ready('x'), { msg: 'nosub', id: 'x' }, { msg: 'strange' }, { server_id: '0' })
    assert.deepEqual(await outcome(call), { value: 1 })
  })

  test('an error rejects with what the server says', async () => {
    const socket = connected()
    const call = ddp.call('m')
    const [{ id }] = socket.take()
    socket.receive({ msg: 'result', id, error: { error: 'no', details: [1] } }, { msg: 'updated', methods: [id] })
    const { error } = await outcome(call)
    assert.ok(error instanceof DdpError)
    assert.deepEqual({ ...error }, { name: 'DdpError', error: 'no', reason: undefined, details: [1] })
    assert.equal(error.message, '[no]')
  })

  test('a call without a connection is sent when there is one, once', async () => {
    ddp = connect('http://example.org/app/websocket')
    const call = ddp.call('m')
    ScriptedSocket.latest.cut()
    const socket = accepted()
    const [{ id, method }, ...others] = socket.take()
    assert.equal(method, 'm')
    assert.deepEqual(others, [])
    socket.cut()
    assert.equal(await outcome(call), 'pending', 'the session may be gone on with')
    assert.deepEqual(accepted().take(), [], `call ${id} is not sent again`)
    assert.deepEqual(await errors(call), ['connection-lost'])
  })

  test('a call whose answer came, but not its documents, waits for those of the next connection', async () => {
    const socket = connected()
    ddp.subscribe('p')
    socket.receive(ready(...socket.takeSubscriptions()))
    const call = ddp.call('m')
    const [{ id }] = socket.take()
    socket.receive({ msg: 'result', id, result: 1 })
    const next = reconnected(socket)
    assert.equal(await outcome(call), 'pending')
    const [sub, ...others] = next.take()
    assert.deepEqual(others, [], 'it is not sent again')
    next.receive(added('1', {}), ready(sub.id))
    assert.deepEqual(await outcome(call), { value: 1 })
    assert.deepEqual(ddp.collection('c').all(), [{ _id: '1' }])
  })
})

describe('reconnecting', () => {
  /** A connection with two subscriptions, each of which has brought a document. */
  function twoSubscriptions () {
    const socket = connected()
    ddp.subscribe('p')
    ddp.subscribe('q')
    const ids = socket.takeSubscriptions()
    socket.receive(added('1', { a: 1 }), ready(ids[0]), added('2', { a: [{ b: { $InfNaN: 0 } }], c: { $regexp: 'x', $flags: '' } }), ready(ids[1]))
    mock.timers.tick(1)
    return { socket, ids }
  }

  test('old documents are shown until all new ones are there, then only what differs is new', async () => {
    const { socket, ids } = twoSubscriptions()
    const documents = ddp.collection('c')
    const before = documents.all()
    const heard = []
    documents.onChange(all => heard.push(all))

    socket.cut()
    assert.equal(documents.all(), before)
    const next = accepted()
    assert.deepEqual(next.takeSubscriptions(), ids)
    next.receive(added('2', { c: { $regexp: 'x', $flags: '' }, a: [{ b: { $InfNaN: 0 } }] }), added('3', {}), ready(ids[1]))
    mock.timers.tick(1)
    assert.equal(documents.all(), before)
    assert.deepEqual(heard, [])

    next.receive(added('1', { a: 2 }), removed('3'), ready(ids[0]))
    assert.deepEqual(heard, [[before[1], { _id: '1', a: 2 }]])
    assert.equal(documents.get('2'), before[1], 'the order of its fields is no change')
  })

  for (const [name, old, now] of [
    ['null in place of NaN', { $InfNaN: 0 }, null],
    ['another pattern', { $regexp: 'a', $flags: '' }, { $regexp: 'b', $flags: '' }],
    ['another date', { $date: 1 }, { $date: 2 }],
    ['other bytes', { $binary: 'AAE=' }, { $binary: 'AAI=' }],
    ['an object in place of an array', [], {}],
    ['a member more', { a: 1 }, { a: 1, b: 1 }],
    ['another member', { a: 1 }, { b: 1 }]
  ]) {
    test(`${name} is a change`, () => {
      const socket = connected()
      ddp.subscribe('p')
      socket.receive(added('1', { value: old }), ready(...socket.takeSubscriptions()))
      const before = ddp.collection('c').get('1')
      const next = reconnected(socket)
      next.receive(added('1', { value: now }), ready(...next.takeSubscriptions()))
      assert.notEqual(ddp.collection('c').get('1'), before)
    })
  }

  test('nothing that is still so is told again', () => {
    const { socket, ids } = twoSubscriptions()
    const documents = ddp.collection('c')
    const before = documents.all()
    documents.onChange(() => assert.fail('nothing has changed'))
    const next = reconnected(socket)
    next.receive(added('2', { a: [{ b: { $InfNaN: 0 } }], c: { $regexp: 'x', $flags: '' } }), added('1', { a: 1 }), ready(...ids))
    mock.timers.tick(1)
    assert.equal(documents.all(), before)
  })

  test('what a subscription is refused now goes', async () => {
    const { socket, ids } = twoSubscriptions()
    const next = reconnected(socket)
    next.receive(added('1', { a: 1 }), ready(ids[0]), { msg: 'nosub', id: ids[1], error: { error: 403 } })
    assert.deepEqual(ddp.collection('c').all(), [{ _id: '1', a: 1 }])
  })

  test('what no subscription holds any more goes', () => {
    const socket = connected()
    const sub = ddp.subscribe('p')
    socket.receive(added('1', {}), ready(...socket.takeSubscriptions()))
    socket.cut()
    sub.stop()
    accepted()
    assert.deepEqual(ddp.collection('c').all(), [])
  })

  test('a new subscription and a call are answered when what they brought is shown', async () => {
    const { socket, ids } = twoSubscriptions()
    const next = reconnected(socket)
    next.take()
    const sub = ddp.subscribe('r')
    const call = ddp.call('m')
    const [{ id: subId }, { id: callId }] = next.take()
    next.receive(ready(ids[0]), added('4', {}), ready(subId))
    next.receive({ msg: 'result', id: callId }, { msg: 'updated', methods: [callId] })
    assert.equal(await outcome(sub.ready), 'pending')
    assert.equal(await outcome(call), 'pending')
    next.receive(ready(ids[1]))
    assert.deepEqual(await outcome(sub.ready), { value: undefined })
    assert.deepEqual(await outcome(call), { value: undefined })
    assert.deepEqual(ddp.collection('c').all(), [{ _id: '4' }])
  })

  test('a connection that is lost before all is there leaves nothing behind', () => {
    const { socket, ids } = twoSubscriptions()
    const documents = ddp.collection('c')
    const before = documents.all()
    const next = reconnected(socket)
    next.receive(added('5', {}), ready(ids[0]))
    next.cut()
    assert.equal(documents.all(), before)
    accepted().receive(added('6', {}), ready(...ids))
    assert.deepEqual(documents.all(), [{ _id: '6' }])
  })

  test('a subscription that is stopped meanwhile is waited for until the server has ended it', () => {
    const socket = connected()
    ddp.subscribe('p')
    const other = ddp.subscribe('q')
    const ids = socket.takeSubscriptions()
    socket.receive(added('1', {}), ready(...ids))
    const heard = []
    ddp.collection('c').onChange(documents => heard.push(documents.length))
    const next = reconnected(socket)
    next.receive(added('1', {}), ready(ids[0]), added('2', {}))
    other.stop()
    next.receive(removed('2'), { msg: 'nosub', id: ids[1] })
    mock.timers.tick(1)
    assert.deepEqual(heard, [], 'neither the half of what it publishes was shown, nor its end')
  })

  test('what an abandoned connection still says is not heard', () => {
    const socket = connected()
    mock.timers.tick(SILENCE)
    mock.timers.tick(PATIENCE)
    const next = accepted()
    socket.receive(added('1', {}))
    socket.cut()
    assert.equal(ScriptedSocket.latest, next)
    assert.equal(ddp.status, 'connected')
    assert.deepEqual(ddp.collection('c').all(), [])
  })

  test('a browser that is online again connects at once', () => {
    const browser = new EventTarget()
    globalThis.addEventListener = browser.addEventListener.bind(browser)
    globalThis.removeEventListener = browser.removeEventListener.bind(browser)
    try {
      const socket = connected()
      const online = () => browser.dispatchEvent(new Event('online'))
      online()
      assert.equal(ddp.status, 'connected')
      socket.cut()
      online()
      online()
      assert.equal(ScriptedSocket.opened.length, 2)
      ScriptedSocket.latest.accept()
      mock.timers.tick(1000)
      assert.equal(ScriptedSocket.opened.length, 2, 'there is no second attempt')
      ddp.close()
      online()
      assert.equal(ScriptedSocket.opened.length, 2)
    } finally {
      delete globalThis.addEventListener
      delete globalThis.removeEventListener
    }
  })

  test('attempts become rarer, and start anew when one has succeeded', () => {
    const socket = connected()
    mock.method(Math, 'random', () => 0.5) // the middle of the range
    socket.cut()
    for (const delay of [50, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000]) {
      const attempts = ScriptedSocket.opened.length
      mock.timers.tick(delay - 1)
      assert.equal(ScriptedSocket.opened.length, attempts)
      mock.timers.tick(1)
      assert.equal(ScriptedSocket.opened.length, attempts + 1)
      ScriptedSocket.latest.cut()
    }
    accepted().cut()
    mock.timers.tick(50)
    assert.equal(ddp.status, 'connecting')
    mock.restoreAll()
  })
})

describe('silence', () => {
  test('a silent connection is asked, and kept when it answers', () => {
    const socket = connected()
    for (let i = 0; i < 3; i++) {
      mock.timers.tick(SILENCE)
      assert.deepEqual(socket.take(), [{ msg: 'ping' }])
      // At once, and with nothing after it: fifteen seconds later this is an old answer, and still one.
      socket.receive({ msg: 'pong' })
      mock.timers.tick(PATIENCE)
      assert.equal(ddp.status, 'connected')
    }
    assert.equal(ScriptedSocket.opened.length, 1)
  })

  test('a connection that has said something is not asked', () => {
    const socket = connected()
    mock.timers.tick(SILENCE - 1)
    socket.receive({ msg: 'ping' })
    mock.timers.tick(1)
    assert.deepEqual(socket.take(), [{ msg: 'pong' }])
  })

  test('a connection that does not answer is closed, and another made', () => {
    const socket = connected()
    mock.timers.tick(SILENCE)
    mock.timers.tick(PATIENCE)
    assert.ok(socket.isClosed)
    assert.equal(ddp.status, 'waiting')
    accepted()
    assert.equal(ddp.status, 'connected')
  })

  test('a connection that is never accepted is given up', () => {
    ddp = connect('http://example.org/app/websocket')
    const socket = ScriptedSocket.latest
    socket.open()
    mock.timers.tick(PATIENCE)
    assert.ok(socket.isClosed)
    accepted()
    assert.equal(ddp.status, 'connected')
  })

  test('pings are answered with their id', () => {
    const socket = connected()
    socket.receive({ msg: 'ping' }, { msg: 'ping', id: 'a' }, { msg: 'ping', id: '' })
    assert.deepEqual(socket.take(), [{ msg: 'pong' }, { msg: 'pong', id: 'a' }, { msg: 'pong', id: '' }])
  })
})

describe('status', () => {
  test('it is told as it changes', () => {
    ddp = connect('http://example.org/app/websocket')
    assert.equal(ddp.status, 'connecting')
    const heard = []
    const off = ddp.onStatus(status => heard.push([status, ddp.status]))
    ScriptedSocket.latest.accept()
    ScriptedSocket.latest.cut()
    accepted()
    ddp.close()
    ddp.close()
    assert.deepEqual(heard.map(([told]) => told), ['connected', 'waiting', 'connecting', 'connected', 'closed'])
    assert.ok(heard.every(([told, seen]) => told === seen))
    off()
  })

  test('what is subscribed and called when it becomes connected is sent once', () => {
    ddp = connect('http://example.org/app/websocket')
    ddp.onStatus(status => {
      if (status !== 'connected') return
      ddp.subscribe('p')
      ddp.call('m').catch(() => {})
    })
    ScriptedSocket.latest.accept()
    assert.deepEqual(ScriptedSocket.latest.take().map(message => message.msg), ['sub', 'method'])
  })

  test('what is subscribed when documents arrive with a reconnection is sent', () => {
    const socket = connected()
    socket.receive(added('1', {}))
    mock.timers.tick(1)
    ddp.collection('c').onChange(() => ddp.subscribe('p'))
    assert.deepEqual(reconnected(socket).takeSubscriptions().length, 1)
  })

  test('a session is gone on with: nothing is fetched again, and nothing is lost', async () => {
    const socket = connected()
    const sub = ddp.subscribe('p')
    const ended = ddp.subscribe('q')
    const [first, second] = socket.takeSubscriptions()
    socket.receive(ready(first), ready(second), added('1', { a: 1 }), { msg: 'ping' }, { msg: 'pong' })
    await sub.ready
    const answered = ddp.call('answered')
    const lost = ddp.call('lost')
    ended.stop()
    const [{ id: answeredId }, { id: lostId }] = socket.take().filter(message => message.msg === 'method')
    socket.receive({ msg: 'result', id: answeredId, result: 1 })
    const document = ddp.collection('c').get('1')

    socket.cut()
    mock.timers.tick(RETRY)
    const next = ScriptedSocket.latest
    assert.equal(next.resume(), 5) // connected, ready, ready, added, result
    assert.equal(next.session, socket.session)
    assert.deepEqual(next.take(), [
      { msg: 'unsub', id: second },
      { msg: 'sub', id: first, name: 'p', params: [] },
      { msg: 'method', id: lostId, method: 'lost', params: [] }
    ])
    assert.equal(ddp.collection('c').get('1'), document)

    next.receive({ msg: 'updated', methods: [answeredId, lostId] }, { msg: 'result', id: lostId, result: 2 },
      { msg: 'nosub', id: second }, changed('1', { a: 2 }))
    assert.deepEqual(await Promise.all([answered, lost]), [1, 2])
    assert.deepEqual(ddp.collection('c').get('1'), { _id: '1', a: 2 })
    next.cut()
    mock.timers.tick(RETRY)
    assert.equal(ScriptedSocket.latest.resume(), 10)
    assert.deepEqual(ScriptedSocket.latest.takeSubscriptions(), [first])
  })

  test('what was loading when the connection was lost goes on loading', async () => {
    const socket = connected()
    const sub = ddp.subscribe('p')
    const [id] = socket.takeSubscriptions()
    socket.receive(added('1', {}), ready(id))
    await sub.ready
    const loading = reconnected(socket)
    loading.receive(added('1', { a: 1 }))
    loading.cut()
    mock.timers.tick(RETRY)
    ScriptedSocket.latest.resume()
    assert.deepEqual(ddp.collection('c').all(), [{ _id: '1' }], 'the old documents are shown still')
    ScriptedSocket.latest.receive(added('2', {}), ready(id))
    assert.deepEqual(ddp.collection('c').all(), [{ _id: '1', a: 1 }, { _id: '2' }])
  })

  test('close() says that the client does not come back', () => {
    const socket = connected()
    ddp.close()
    assert.deepEqual(socket.sent, [{ msg: 'disconnect' }])
  })

  for (const status of ['connecting', 'connected', 'waiting']) {
    test(`close() while ${status} is for good`, async () => {
      ddp = connect('http://example.org/app/websocket')
      if (status === 'connected') ScriptedSocket.latest.accept()
      if (status === 'waiting') ScriptedSocket.latest.cut()
      const sub = ddp.subscribe('p')
      const call = ddp.call('m')
      ddp.close()
      ddp.close()
      assert.deepEqual(await errors(sub.ready, call), ['closed', status === 'connected' ? 'connection-lost' : 'closed'])
      const attempts = ScriptedSocket.opened.length
      mock.timers.tick(RETRY)
      assert.equal(ScriptedSocket.opened.length, attempts)
      ScriptedSocket.latest.open()
      ScriptedSocket.latest.receive({ msg: 'connected', session: 's' })
      ScriptedSocket.latest.cut()
      assert.equal(ddp.status, 'closed')
    })
  }

  test('close() by who hears of the status is for good, whichever it is', () => {
    for (const status of ['connecting', 'connected', 'waiting']) {
      ddp = connect('http://example.org/app/websocket')
      ScriptedSocket.latest.accept()
      ddp.onStatus(heard => {
        if (heard === status) ddp.close()
      })
      ScriptedSocket.latest.cut()
      mock.timers.tick(RETRY)
      if (status === 'connected') ScriptedSocket.latest.accept()
      mock.timers.tick(RETRY)
      assert.equal(ddp.status, 'closed')
      assert.ok(ScriptedSocket.latest.isClosed)
    }
  })

  test('what is subscribed and called after close() is refused', async () => {
    connected()
    ddp.close()
    assert.deepEqual(await errors(ddp.subscribe('p').ready, ddp.call('m')), ['closed', 'closed'])
  })

  test('a call whose result is known when close() comes has it', async () => {
    const socket = connected()
    const call = ddp.call('m')
    const [{ id }] = socket.take()
    socket.receive({ msg: 'result', id, result: 1 })
    ddp.close()
    assert.deepEqual(await outcome(call), { value: 1 })
  })

  test('a server that speaks another version is not asked again', async () => {
    ddp = connect('http://example.org/app/websocket')
    const sub = ddp.subscribe('p')
    const call = ddp.call('m')
    const socket = ScriptedSocket.latest
    socket.open()
    socket.receive({ msg: 'failed', version: 'pre1' })
    socket.cut()
    mock.timers.tick(RETRY)
    assert.equal(ddp.status, 'failed')
    assert.equal(ScriptedSocket.opened.length, 1)
    assert.deepEqual(await errors(sub.ready, call), ['failed', 'failed'])
  })

  test('the address becomes that of a WebSocket', () => {
    for (const [given, used] of [['http://a/b', 'ws://a/b'], ['https://a:8/b', 'wss://a:8/b'], ['wss://a/b', 'wss://a/b']]) {
      ddp = connect(given)
      assert.equal(ScriptedSocket.latest.url, used)
      ddp.close()
    }
  })
})
