/**
 * The running bookstore that the tests are about, and what they do to it from outside.
 */
import assert from 'node:assert/strict'

export { eventually, unique } from './eventually.js'

assert.ok(process.env.BOOKSTORE_URL,
  'BOOKSTORE_URL must be the address of a running bookstore, such as http://localhost:9080/bookstore')

/** The bookstore's servers, all on one database: at least one. */
export const servers = [process.env.BOOKSTORE_URL, process.env.BOOKSTORE_SECOND_URL]
  .filter(Boolean)
  .map(url => url.replace(/\/$/, ''))

/** A request to a server's REST resource that must succeed; gives what it answers. */
export async function rest (server, method, path, body) {
  const response = await fetch(`${server}/api/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body)
  })
  const text = await response.text()
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`)
  return text && JSON.parse(text)
}
