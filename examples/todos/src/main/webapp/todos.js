/**
 * The page of the todos. Each method has a stub, so that what a user does shows at once; what the server makes of it takes its
 * place when it has come.
 */
import { accounts } from './ddp/accounts.js'
import { connect } from './ddp/client.js'

const ddp = connect()
const account = accounts(ddp)
const tasks = ddp.collection('tasks')
const users = ddp.collection('users')

const find = (selector, root = document) => root.querySelector(selector)
const refusal = find('#refusal')
const hideCompleted = find('#hide-completed')
const signIn = find('#sign-in')

ddp.methods({
  'tasks.insert' (text) {
    const { username } = users.get(this.userId)
    this.collection('tasks').insert({ text, createdAt: new Date(), owner: this.userId, username, checked: false, private: false })
  },
  'tasks.remove' (id) {
    this.collection('tasks').remove(id)
  },
  'tasks.setChecked' (id, checked) {
    this.collection('tasks').update(id, { checked })
  },
  'tasks.setPrivate' (id, isPrivate) {
    this.collection('tasks').update(id, { private: isPrivate })
  }
})

/** Does something that the server may refuse; then the reason is shown. */
async function attempt (output, action) {
  output.textContent = ''
  try {
    await action()
  } catch (error) {
    output.textContent = error.reason ?? error.message
  }
}

const call = (...args) => attempt(refusal, () => ddp.call(...args))

// Tasks

const list = find('#tasks')
/** Elements by the ids of their tasks: each stays what it is as long as the task does. @type {Map<string, Element>} */
const rows = new Map()

function makeRow (id) {
  const row = find('#task').content.firstElementChild.cloneNode(true)
  row.dataset.task = id
  find('[data-action="setChecked"]', row).onchange = event => call('tasks.setChecked', id, event.target.checked)
  find('[data-action="setPrivate"]', row).onclick = () => call('tasks.setPrivate', id, !tasks.get(id).private)
  find('[data-action="remove"]', row).onclick = () => call('tasks.remove', id)
  rows.set(id, row)
  return row
}

function setText (element, text) {
  if (element.textContent !== text) element.textContent = text
}

function fill (row, task) {
  const isPrivate = find('[data-action="setPrivate"]', row)
  find('[data-action="setChecked"]', row).checked = task.checked
  row.classList.toggle('checked', task.checked)
  row.classList.toggle('private', task.private)
  row.hidden = task.checked && hideCompleted.checked
  setText(find('.text', row), task.text)
  setText(find('.username', row), task.username ?? '')
  setText(isPrivate, task.private ? 'Private' : 'Public')
  isPrivate.hidden = task.owner !== account.userId
}

function showTasks () {
  const newestFirst = [...tasks.all()].sort((a, b) => b.createdAt - a.createdAt)
  for (const [id, row] of rows) {
    if (tasks.get(id)) continue
    row.remove()
    rows.delete(id)
  }
  newestFirst.forEach((task, i) => {
    const row = rows.get(task._id) ?? makeRow(task._id)
    fill(row, task)
    if (list.children[i] !== row) list.insertBefore(row, list.children[i] ?? null)
  })
  setText(find('#incomplete'), String(newestFirst.filter(task => !task.checked).length))
}

tasks.onChange(showTasks)
hideCompleted.onchange = showTasks

find('#new-task').addEventListener('submit', event => {
  event.preventDefault()
  call('tasks.insert', event.target.elements.text.value.trim())
  event.target.reset()
})

// Accounts

function showAccount () {
  const isUser = account.userId !== null
  signIn.hidden = isUser || account.isLoggingIn
  find('#account').hidden = find('#new-task').hidden = !isUser
  setText(find('#username'), users.get(account.userId)?.username ?? '')
  showTasks()
}

account.onChange(showAccount)
users.onChange(showAccount)
showAccount()

signIn.addEventListener('submit', event => {
  event.preventDefault()
  const { username: { value: username }, password: { value: password } } = signIn.elements
  attempt(find('.error', signIn), async () => {
    if (event.submitter.value === 'createUser') await account.createUser({ username, password })
    else await account.login(username, password)
    signIn.reset()
  })
})

find('#account').addEventListener('submit', event => {
  event.preventDefault()
  attempt(find('.error', event.target), () => account.logout())
})

// Connection

function showStatus () {
  find('#status').textContent = ddp.status === 'connected' ? '' : ddp.status
}

ddp.onStatus(showStatus)
showStatus()
ddp.subscribe('tasks').ready.catch(error => { refusal.textContent = error.message })
