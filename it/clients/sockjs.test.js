/**
 * SockJS's own server is asked the same as ours: what it answers is right.
 */
import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import { after, before, describe, test } from 'node:test'

import sockjs from 'sockjs'

import { servers, unique } from './bookstore.js'

const OURS = `${servers[0]}/sockjs`
const DEADLINE = 10000
const HEADERS = ['content-type', 'cache-control', 'access-control-allow-origin', 'access-control-allow-credentials',
  'access-control-allow-headers', 'access-control-allow-methods', 'access-control-max-age', 'vary', 'allow']
const FAILED = '{"msg":"failed","version":"1"}'
const TEXT = { 'Content-Type': 'text/plain' }
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const CORS = { Origin: 'http://elsewhere.example', 'Access-Control-Request-Headers': 'x-a, x-b' }
const NOBODY = { Origin: 'null' }

const CONNECT = JSON.stringify([JSON.stringify({ msg: 'connect' })])
const CONNECT_FORM = `d=${encodeURIComponent(CONNECT)}`

let oracle
let theirs

/** It does as ours with a client of another version, so that there are a message and an end. */
before(async () => {
  const application = sockjs.createServer({ prefix: '/sockjs', log () {} })
  application.on('connection', connection => connection.on('data', () => {
    connection.write(FAILED)
    connection.close()
  }))
  oracle = createServer()
  application.installHandlers(oracle)
  await new Promise(resolve => oracle.listen(0, '127.0.0.1', resolve))
  theirs = `http://127.0.0.1:${oracle.address().port}/sockjs`
})

after(() => {
  oracle.closeAllConnections()
  oracle.close()
})

/** One request; a response without an end is read until it matches, and left open. */
function ask (root, open, [method, path, headers = {}, body, until]) {
  return new Promise((resolve, reject) => {
    const asked = request(root + path, { method, headers, agent: false, signal: AbortSignal.timeout(DEADLINE) }, response => {
      let text = ''
      const settle = () => resolve({
        status: response.statusCode,
        headers: Object.fromEntries(HEADERS.map(name => [name, normal(name, response)])),
        text
      })
      response.setEncoding('utf8')
      response.on('data', part => {
        text += part
        if (until?.test(text)) settle()
      })
      response.on('end', settle)
      response.on('error', reject)
    })
    asked.on('error', reject)
    open.push(asked)
    asked.end(body)
  })
}

/** What may be written in more than one way. */
function normal (name, { headers, statusCode }) {
  // Their errors have no type, which is not ours to copy: some browsers would guess one.
  if (name === 'content-type' && (statusCode >= 400 || statusCode === 204)) return undefined
  return headers[name]?.toLowerCase().replaceAll(' ', '')
}

const O = /o\n$|"o"\);|data: o\r\n/
const BEGIN = ['POST', '/0/S/xhr']
const ANSWERS = [
  ['the greeting', ['GET', '']],
  ['the greeting with a slash', ['GET', '/']],
  ['the greeting with two slashes', ['GET', '//']],
  ['the greeting, posted', ['POST', '/', TEXT, 'x']],
  ['preflight of info', ['OPTIONS', '/info', CORS]],
  ['posted info', ['POST', '/info', TEXT, 'x']],
  ['a WebSocket without an upgrade', ['GET', '/websocket']],
  ['a framed WebSocket without an upgrade', ['GET', '/0/S/websocket']],
  ['a WebSocket, posted', ['POST', '/websocket']],
  ['the page of a hidden frame, posted', ['POST', '/iframe.html']],
  ['only the head of that page', ['HEAD', '/iframe.html']],
  ['an unknown page', ['GET', '/none']],
  ['an unknown transport', ['GET', '/0/S/none']],
  ['a dot in the server', ['POST', '/0.0/S/xhr']],
  ['a dot in the session', ['POST', '/0/S.S/xhr']],
  ['no session', ['POST', '/0//xhr']],
  ['too deep a path', ['POST', '/0/S/S/xhr']],
  ['preflight of xhr', ['OPTIONS', '/0/S/xhr', CORS]],
  ['preflight of xhr without headers', ['OPTIONS', '/0/S/xhr']],
  ['preflight of xhr_send', ['OPTIONS', '/0/S/xhr_send', CORS]],
  ['preflight of xhr_streaming', ['OPTIONS', '/0/S/xhr_streaming', CORS]],
  ['xhr, got', ['GET', '/0/S/xhr']],
  ['xhr_send, got', ['GET', '/0/S/xhr_send']],
  ['xhr_streaming, put', ['PUT', '/0/S/xhr_streaming', TEXT, 'x']],
  ['eventsource, posted', ['POST', '/0/S/eventsource', TEXT, 'x']],
  ['jsonp without a callback', ['GET', '/0/S/jsonp']],
  ['jsonp with a bad callback', ['GET', '/0/S/jsonp?c=a%28b']],
  ['jsonp with a long callback', ['GET', `/0/S/jsonp?c=${'a'.repeat(33)}`]],
  ['jsonp_send, got', ['GET', '/0/S/jsonp_send']],
  ['htmlfile without a callback', ['GET', '/0/S/htmlfile']],
  ['htmlfile with a bad callback', ['GET', '/0/S/htmlfile?callback=%3Cscript%3E']],
  ['a poll', ['POST', '/0/S/xhr', CORS]],
  ['a poll of nobody', ['POST', '/0/S/xhr', NOBODY]],
  ['a poll with an empty origin', ['POST', '/0/S/xhr', { Origin: '' }]],
  ['a poll with a slash', ['POST', '/0/S/xhr/', TEXT, '']],
  ['a stream', ['POST', '/0/S/xhr_streaming', CORS, '', O]],
  ['events', ['GET', '/0/S/eventsource', CORS, undefined, O]],
  ['events for nobody', ['GET', '/0/S/eventsource', NOBODY, undefined, O]],
  ['a poll for a script', ['GET', '/0/S/jsonp?c=a.b-c_1']],
  ['a poll for a script by the long name', ['GET', '/0/S/jsonp?callback=f']],
  ...['', '[', '{}', '1', '"x"', 'null', 'false', '""', '"[]"'].flatMap(body => [
    [`xhr_send of ${body}`, BEGIN, ['POST', '/0/S/xhr_send', TEXT, body]],
    [`jsonp_send of ${body}`, BEGIN, ['POST', '/0/S/jsonp_send', FORM, `d=${encodeURIComponent(body)}`]],
    [`jsonp_send of plain ${body}`, BEGIN, ['POST', '/0/S/jsonp_send', TEXT, body]]
  ]),
  ['xhr_send to no session', ['POST', '/0/S/xhr_send', { ...TEXT, ...CORS }, '["x"]']],
  ['jsonp_send to no session', ['POST', '/0/S/jsonp_send', FORM, 'd=%5B%22x%22%5D']],
  ['jsonp_send of another field', BEGIN, ['POST', '/0/S/jsonp_send', FORM, 'e=%5B%22x%22%5D']],
  ['jsonp_send of stray percent signs', BEGIN, ['POST', '/0/S/jsonp_send', FORM, 'd=["1%, 2%2"]']],
  ['jsonp_send without a body', BEGIN, ['POST', '/0/S/jsonp_send', FORM, '']],
  ...['application/json', 'application/xml', 'text/xml', 'T', 'text/plain;charset=UTF-8', 'text/html', FORM['Content-Type']].map(
    type => [`xhr_send of ${type}`, BEGIN, ['POST', '/0/S/xhr_send', { 'Content-Type': type }, '["x"]']]),
  ['messages that are none', ['POST', '/0/S/xhr'], ['POST', '/0/S/xhr_send', TEXT, '[]']],
  ['a session by xhr', ['POST', '/0/S/xhr'], ['POST', '/1/S/xhr_send', TEXT, CONNECT], ['POST', '/2/S/xhr'], ['POST', '/0/S/xhr'],
    ['POST', '/0/S/xhr'], ['POST', '/0/S/xhr_send', TEXT, CONNECT]],
  ['a session by jsonp', ['GET', '/0/S/jsonp?c=f'], ['POST', '/0/S/jsonp_send', FORM, CONNECT_FORM], ['GET', '/0/S/jsonp?c=f'],
    ['GET', '/0/S/jsonp?c=f']],
  ['a session by jsonp and plain text', ['GET', '/0/S/jsonp?c=f'], ['POST', '/0/S/jsonp_send', TEXT, CONNECT],
    ['GET', '/0/S/jsonp?c=f']],
  ['a second poll', ['POST', '/0/S/xhr_streaming', {}, '', O], ['POST', '/0/S/xhr'], ['POST', '/0/S/xhr_streaming'],
    ['GET', '/0/S/eventsource'], ['GET', '/0/S/jsonp?c=f']],
  ['a closed session, by any transport', ['POST', '/0/S/xhr'], ['POST', '/0/S/xhr_send', TEXT, CONNECT],
    ['POST', '/0/S/xhr'], ['POST', '/0/S/xhr_streaming'], ['GET', '/0/S/eventsource'], ['GET', '/0/S/jsonp?c=f']]
]

describe('SockJS over HTTP', () => {
  for (const [name, ...requests] of ANSWERS) {
    test(name, async () => {
      const session = unique()
      const open = []
      try {
        for (const [method, path, ...rest] of requests) {
          const one = [method, path.replaceAll('S', session), ...rest]
          const [right, answer] = await Promise.all([ask(theirs, open, one), ask(OURS, open, one)])
          assert.deepEqual(answer, right, `${method} ${path}`)
        }
      } finally {
        open.forEach(asked => asked.destroy())
      }
    })
  }

  test('an htmlfile', async () => {
    const open = []
    try {
      const one = ['GET', `/0/${unique()}/htmlfile?c=a.b`, {}, undefined, /"o"/]
      const [right, answer] = await Promise.all([ask(theirs, open, one), ask(OURS, open, one)])
      const frames = ({ text }) => text.slice(text.indexOf('\r\n\r\n'))
      assert.deepEqual(answer.headers, right.headers)
      assert.equal(frames(answer), frames(right))
      assert.ok(answer.text.indexOf('\r\n\r\n') >= 1024)
    } finally {
      open.forEach(asked => asked.destroy())
    }
  })

  test('info', async () => {
    const [right, answer] = await Promise.all([theirs, OURS].map(root => ask(root, [], ['GET', '/info', CORS])))
    const told = ({ status, headers, text }) => ({ status, headers, info: { ...JSON.parse(text), entropy: 0 } })
    assert.deepEqual(told(answer), told(right))
    assert.ok(JSON.parse(answer.text).entropy !== JSON.parse((await ask(OURS, [], ['GET', '/info'])).text).entropy)
  })

  test('the page of a hidden frame', async () => {
    for (const path of ['/iframe.html', '/iframe-1.6.1.html', '/iframe-a_0.html']) {
      const [right, answer] = await Promise.all([theirs, OURS].map(root => ask(root, [], ['GET', path])))
      assert.deepEqual([answer.status, answer.headers], [right.status, right.headers])
      assert.match(answer.text, /<script src="[^"]*\/sockjs.min.js"><\/script>[^]*SockJS.bootstrap_iframe\(\)/)
    }
    for (const path of ['/iframe.htm', '/iframe_A.html', '/IFRAME.HTML']) {
      const [right, answer] = await Promise.all([theirs, OURS].map(root => ask(root, [], ['GET', path])))
      assert.equal(answer.status, right.status)
    }
  })
})
