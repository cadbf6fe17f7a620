/** Shows what goes on in the server, to those who may see it. */

import { connect } from './client.js'

/** @type {Record<string, string[]>} */
const TABLES = {
  'ddp.sessions': ['userId', 'address', 'state', 'toHandle', 'toSend', 'subscriptions'],
  'ddp.subscriptions': ['session', 'publication', 'parameters', 'ready', 'queries'],
  'ddp.queries': ['unit', 'collection', 'query', 'way', 'subscribers', 'documents', 'current'],
  'ddp.ways': ['unit', 'way', 'queries'],
  'ddp.queues': ['busy', 'most', 'waiting'],
  'ddp.batches': ['unit', 'transaction', 'server', 'delivered', 'entities', 'changes', 'characters']
}

const ddp = connect()

/** @param {string} tag @param {string} [text] */
function element (tag, text = '') {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}

/** @param {any} value */
function text (value) {
  if (value instanceof Date) return value.toISOString()
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** @param {string} tag @param {string[]} cells */
function row (tag, cells) {
  const made = element('tr')
  made.append(...cells.map(cell => element(tag, cell)))
  return made
}

for (const [name, fields] of Object.entries(TABLES)) {
  const heading = element('h2', name)
  const table = element('table')
  document.querySelector('main')?.append(heading, table)
  ddp.collection(name).onChange(documents => {
    heading.textContent = `${name} (${documents.length})`
    table.replaceChildren(row('th', ['id', ...fields]),
      ...documents.map(one => row('td', [one._id, ...fields.map(field => text(one[field]))])))
  })
}

/** @param {string} id @param {string} said */
function say (id, said) {
  const place = document.getElementById(id)
  if (place) place.textContent = said
}

say('status', ddp.status)
ddp.onStatus(status => say('status', status))
ddp.subscribe('ddp.inspection').ready.catch(error => say('problem', error.message))
