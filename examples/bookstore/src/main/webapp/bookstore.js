/**
 * The bookstore's page. What is shown follows the documents that the server publishes, and what a user does is a method that
 * the server runs: the change comes back in the way everybody else's changes come.
 */
import { connect } from './ddp/client.js'

const LOG_LENGTH = 50
const FLASH_MILLISECONDS = 2000

const ddp = connect()
const everything = ddp.subscribe('AllBooks')
const authors = ddp.collection('bookstore.author')
const books = ddp.collection('bookstore.book')

const find = (selector, root = document) => root.querySelector(selector)
const setText = (root, selector, text) => { find(selector, root).textContent = text }
const copyOf = template => find(template).content.firstElementChild.cloneNode(true)

const nameOf = authorId => authors.get(authorId)?.name ?? ''
const priceText = price => price.toFixed(2)

const collator = new Intl.Collator()
const by = (...keys) => (a, b) => keys.reduce((order, key) => order || collator.compare(key(a), key(b)), 0)
const byName = by(author => author.name)
const byTitle = by(book => book.title)
const orders = { title: byTitle, author: by(book => nameOf(book.author_id), book => book.title) }

// Changes of documents

/**
 * Calls a function with what changed in a collection: `before` is missing for a document that was added, `after` for one that
 * was removed. What a subscription brings first is not live yet.
 */
function watch (collection, subscription, listener) {
  let known = new Map()
  let live = false
  subscription.ready.then(() => { live = true }, () => {})
  collection.onChange(documents => {
    const current = new Map(documents.map(document => [document._id, document]))
    const ids = new Set([...known.keys(), ...current.keys()])
    const changes = [...ids]
      .map(id => ({ id, before: known.get(id), after: current.get(id) }))
      // A document is replaced as a whole when it changes, so that comparing the objects is enough.
      .filter(({ before, after }) => before !== after)
    known = current
    listener(changes, live)
  })
}

/** Elements that follow documents: one each, in order, and touched only when its document changes. */
class Rows {
  /** @type {Map<string, { element: Element, document: object }>} */
  #rows = new Map()

  constructor (parent, { make, fill, compare }) {
    this.parent = parent
    this.make = make
    this.fill = fill
    this.compare = compare
  }

  apply (changes, live) {
    const touched = new Set()
    for (const { id, after } of changes) {
      if (after) touched.add(this.#put(id, after))
      else this.#remove(id)
    }
    this.#place(touched)
    if (live) touched.forEach(flash)
  }

  get (id) {
    return this.#rows.get(id)?.element
  }

  sort (compare) {
    this.compare = compare
    this.#place(new Set([...this.#rows.values()].map(row => row.element)))
  }

  forEach (visit) {
    for (const { element, document } of this.#rows.values()) visit(element, document)
  }

  #put (id, document) {
    const element = this.get(id) ?? this.make()
    this.#rows.set(id, { element, document })
    this.fill(element, document)
    return element
  }

  #remove (id) {
    this.get(id)?.remove()
    this.#rows.delete(id)
  }

  /** Goes backwards, so that what an element is put before stands in its place already. */
  #place (touched) {
    const sorted = [...this.#rows.values()].sort((a, b) => this.compare(a.document, b.document))
    let next = null
    for (const { element } of sorted.reverse()) {
      const misplaced = !element.isConnected || element.nextElementSibling !== next
      if (touched.has(element) && misplaced) this.parent.insertBefore(element, next)
      next = element
    }
  }
}

const calm = window.matchMedia('(prefers-reduced-motion: reduce)')

function flash (element) {
  if (calm.matches) return
  element.animate({ backgroundColor: ['var(--flash)', 'transparent'] }, { duration: FLASH_MILLISECONDS, easing: 'ease-out' })
}

// Methods

/** Calls a method. If the server refuses, the reason is shown beside what the user did, and there is no result. */
async function attempt (element, method, ...args) {
  const refusal = find('.error', element)
  refusal.textContent = ''
  element.ariaBusy = 'true'
  try {
    return { result: await ddp.call(method, ...args) }
  } catch (error) {
    refusal.textContent = error.reason ?? error.message
    refusal.scrollIntoView({ block: 'nearest' })
    return null
  } finally {
    element.ariaBusy = null
  }
}

/** A number, or null: which prices are accepted is up to the server. */
function parsePrice (text) {
  const price = Number(text.replace(',', '.'))
  return Number.isNaN(price) ? null : price
}

/** Handles the clicks on the buttons of a list, also of rows that come later. */
function onAction (list, actions) {
  list.addEventListener('click', event => {
    const button = event.target.closest('button[data-action]')
    if (button) actions[button.dataset.action](button.closest('[data-book], [data-author]'))
  })
}

/** Lets a value be edited where it is shown: Enter saves, Escape or leaving does not. */
function onEdit (list, save) {
  const editor = event => event.target.closest('.in-place input')
  list.addEventListener('focusin', event => {
    const input = editor(event)
    if (!input) return
    input.value = input.previousElementSibling.textContent
    input.select()
  })
  list.addEventListener('focusout', event => {
    const input = editor(event)
    if (input) input.value = ''
  })
  list.addEventListener('keydown', event => {
    if (event.key === 'Escape') editor(event)?.blur()
  })
  list.addEventListener('submit', async event => {
    event.preventDefault()
    const input = find('input', event.target)
    if (await save(input.closest('[data-book], [data-author]'), input.value)) input.value = ''
  })
}

/** Calls a method with what a form has, then shows the new row: it is there by the time that the method has its result. */
function onAdd (form, rows, add) {
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const added = await add(form.elements)
    if (!added) return
    rows.get(added.result)?.scrollIntoView({ block: 'center' })
    form.reset()
    form.elements[0].focus()
  })
}

// Books

const addBookForm = find('#add-book')
const filter = find('#filter')
const { text: searched, author: filteredAuthor, order } = filter.elements

/** Text to search in: without case and accents. */
const folded = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function matches (book) {
  return (!filteredAuthor.value || filteredAuthor.value === book.author_id) &&
    folded(`${book.title} ${nameOf(book.author_id)}`).includes(folded(searched.value))
}

const bookRows = new Rows(find('#book-rows'), {
  make: () => copyOf('#book-row'),
  fill (row, book) {
    row.dataset.book = book._id
    setText(row, '.title', book.title)
    setText(row, '.author', nameOf(book.author_id))
    setText(row, '.price', priceText(book.price))
    find('[data-action="price"]', row).ariaLabel = `New price of ${book.title}`
    find('[data-action="remove"]', row).ariaLabel = `Remove ${book.title}`
  },
  compare: orders[order.value]
})

function showMatches () {
  let shown = 0
  bookRows.forEach((row, book) => {
    row.hidden = !matches(book)
    if (!row.hidden) shown++
  })
  find('#no-books').hidden = shown > 0
}

filter.addEventListener('input', showMatches)
filter.addEventListener('submit', event => event.preventDefault())
order.addEventListener('change', () => bookRows.sort(orders[order.value]))

watch(books, everything, (changes, live) => {
  bookRows.apply(changes, live)
  showMatches()
  setText(document, '#book-count', books.all().length)
  if (live) report('bookstore.book', changes)
})

onEdit(bookRows.parent, (row, price) => attempt(row, 'setPrice', row.dataset.book, parsePrice(price)))
onAction(bookRows.parent, {
  move: row => openMove(books.get(row.dataset.book)),
  remove: row => attempt(row, 'removeBook', row.dataset.book)
})
onAdd(addBookForm, bookRows, ({ title, price, author }) =>
  attempt(addBookForm, 'addBook', title.value, parsePrice(price.value), author.value))

const move = find('#move')
const moveForm = find('form', move)
let moving

function openMove (book) {
  moving = book
  setText(move, '.title', book.title)
  setText(move, '.error', '')
  moveForm.elements.author.value = book.author_id
  move.showModal()
}

moveForm.addEventListener('submit', async event => {
  event.preventDefault()
  if (await attempt(moveForm, 'moveBook', moving._id, moveForm.elements.author.value)) move.close()
})
onAction(move, { cancel: () => move.close() })

// Authors

const addAuthorForm = find('#add-author')

const authorRows = new Rows(find('#author-rows'), {
  make: () => copyOf('#author-row'),
  fill (row, author) {
    row.dataset.author = author._id
    setText(row, '.name', author.name)
    setText(row, '.email', author.email)
    find('[data-action="email"]', row).ariaLabel = `New e-mail of ${author.name}`
    find('[data-action="follow"]', row).ariaLabel = `Follow the e-mail of ${author.name}`
    find('[data-action="remove"]', row).ariaLabel = `Remove ${author.name}`
  },
  compare: byName
})

const optionsOf = (parent, field) => new Rows(parent, {
  make: () => document.createElement('option'),
  fill (option, author) {
    option.value = author[field]
    option.text = author.name
  },
  compare: byName
})

const authorOptions = [
  ...[filter, addBookForm, moveForm].map(form => optionsOf(form.elements.author, '_id')),
  optionsOf(find('#emails'), 'email')
]

watch(authors, everything, (changes, live) => {
  authorRows.apply(changes, live)
  for (const options of authorOptions) options.apply(changes)
  // Books show the name of their author: it may have changed, or have come after the book.
  const renamed = new Set(changes.filter(({ before, after }) => before?.name !== after?.name).map(({ id }) => id))
  bookRows.apply(books.all().filter(book => renamed.has(book.author_id)).map(book => ({ id: book._id, after: book })))
  showMatches()
  setText(document, '#author-count', authors.all().length)
  if (live) report('bookstore.author', changes)
})

onEdit(authorRows.parent, (row, email) => attempt(row, 'setAuthorEmail', row.dataset.author, email))
onAction(authorRows.parent, {
  follow: row => follow(authors.get(row.dataset.author).email),
  remove: row => attempt(row, 'removeAuthor', row.dataset.author)
})
onAdd(addAuthorForm, authorRows, ({ name, email }) => attempt(addAuthorForm, 'addAuthor', name.value, email.value))

// Books by e-mail

// A collection holds what all subscriptions of its connection publish. This list shows what one subscription publishes, so
// that it has a connection of its own.
const follower = connect()
const followedAuthors = follower.collection('bookstore.author')
const followedBooks = follower.collection('bookstore.book')
const followForm = find('#follow')
let followed = followForm.elements.email.value
let following = follower.subscribe('BooksByAuthorEmail', followed)

function follow (email) {
  followForm.elements.email.value = email
  if (email === followed) return
  followed = email
  following = following.replace(email)
  following.ready.then(showFollowed)
}

function showFollowed () {
  const names = followedAuthors.all().filter(author => author.email === followed).map(author => author.name)
  setText(document, '#by-email-author', names.length ? names.join(', ') : `Nobody’s e-mail is ${followed} now.`)
  setText(document, '#by-email-count', followedBooks.all().length)
}

const followedRows = new Rows(find('#by-email-rows'), {
  make: () => copyOf('#by-email-row'),
  fill (row, book) {
    setText(row, '.title', book.title)
    setText(row, '.price', priceText(book.price))
  },
  compare: byTitle
})

watch(followedBooks, following, (changes, live) => {
  followedRows.apply(changes, live)
  showFollowed()
})
watch(followedAuthors, following, showFollowed)
following.ready.then(showFollowed)
followForm.addEventListener('submit', event => {
  event.preventDefault()
  follow(followForm.elements.email.value.trim())
})

// What arrived when

const time = new Intl.DateTimeFormat(undefined,
  { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' })
const log = find('#log')
let reported = 0

function addLine (parts) {
  const line = copyOf('#log-line')
  line.dataset.kind = parts.kind ?? ''
  setText(line, 'time', time.format(new Date()))
  for (const [name, text] of Object.entries(parts)) setText(line, `.${name}`, text)
  log.prepend(line)
  if (log.children.length > LOG_LENGTH) log.lastElementChild.remove()
}

function valueText (field, value) {
  if (field === 'price') return priceText(value)
  return field === 'author_id' ? nameOf(value) || value : value
}

function report (collection, changes) {
  for (const { before, after } of changes) {
    const kind = !before ? 'added' : !after ? 'removed' : 'changed'
    const { title, name } = after ?? before
    const fields = Object.keys(before && after ? after : {})
      .filter(field => before[field] !== after[field])
      .map(field => `${field}: ${valueText(field, before[field])} → ${valueText(field, after[field])}`)
    addLine({ kind, collection, what: title ?? name, fields: fields.join(', ') })
  }
  reported += changes.length
  setText(document, '#change-count', reported)
}

everything.ready.then(
  () => addLine({ what: `${authors.all().length + books.all().length} documents` }),
  error => addLine({ kind: 'refused', what: error.message })
)

// Connection

function showStatus () {
  const status = find('#status')
  status.textContent = ddp.status
  status.dataset.status = ddp.status
}

ddp.onStatus(showStatus)
showStatus()
