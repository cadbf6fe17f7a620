/**
 * A program in a page that meteor build could have made: it does with what the page tells it what Meteor's client does, and says
 * on the console what comes of it. Not a module, as those of Meteor are not.
 */
(() => {
  const config = globalThis.__meteor_runtime_config__
  const arch = config.isModern ? 'web.browser' : 'web.browser.legacy'
  const own = { ...config.autoupdate.versions[arch] }
  const VERSIONS = 'meteor_autoupdate_clientVersions'

  const say = (...words) => console.log(['meteor', ...words].join(' '))

  function openSocket (root) {
    const url = new URL(root, location.href).href
    const isRaw = config.DISABLE_SOCKJS || config.DDP_TRANSPORT !== 'sockjs'
    return isRaw ? new WebSocket(`${url.replace(/^http/, 'ws')}websocket`) : new SockJS(`${url}sockjs`)
  }

  /** @param handlers by the messages that they are told of */
  function connect (root, handlers) {
    const socket = openSocket(root)
    const send = message => socket.send(JSON.stringify(message))
    socket.onopen = () => send({ msg: 'connect', version: '1', support: ['1'] })
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data)
      if (message.msg === 'ping') send({ msg: 'pong', id: message.id })
      else handlers[message.msg]?.(message, send)
    }
  }

  const call = (message, send) => send({ msg: 'method', id: 'm', method: 'increment', params: [1] })

  function update (fields) {
    if (fields.versionNonRefreshable !== own.versionNonRefreshable) {
      say('reloads')
      location.reload()
    } else if (fields.versionRefreshable !== own.versionRefreshable) {
      own.versionRefreshable = fields.versionRefreshable
      exchangeStyles(fields.assets)
    }
  }

  function exchangeStyles (assets) {
    const old = [...document.querySelectorAll('link.__meteor-css__')]
    for (const { url } of assets) {
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', className: '__meteor-css__', href: url })
      link.onload = () => {
        old.splice(0).forEach(element => element.remove())
        say('color', getComputedStyle(document.body).color)
      }
      document.head.append(link)
    }
  }

  const documents = new Map()
  const put = ({ collection, id, fields }) => {
    if (collection !== VERSIONS) return
    documents.set(id, { ...documents.get(id), ...fields })
    if (id === arch) update(documents.get(id))
  }

  connect(config.DDP_DEFAULT_CONNECTION_URL || `${config.ROOT_URL_PATH_PREFIX}/`, {
    connected (message, send) {
      send({ msg: 'sub', id: 's', name: VERSIONS, params: [config.appId] })
      call(message, send)
    },
    result: ({ result }) => say('primary', result),
    added: put,
    changed: put,
    ready: () => say('ready', documents.size),
    nosub: ({ error }) => say('nosub', error?.error)
  })
  const { second } = config.PUBLIC_SETTINGS ?? {}
  if (second) connect(second, { connected: call, result: ({ result }) => say('secondary', result) })
  addEventListener('load', () => say('color', getComputedStyle(document.body).color))
})()
