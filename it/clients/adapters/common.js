/** How long clients wait before they connect again, in milliseconds. */
export const RECONNECT_INTERVAL = 50

/** Where an application's WebSocket is. */
export const webSocket = server => `${server.replace(/^http/, 'ws')}/websocket`

/** A promise with its ends. */
export function deferred () {
  const ends = {}
  ends.promise = new Promise((resolve, reject) => Object.assign(ends, { resolve, reject }))
  return ends
}

export const refusalOf = ready => ready.then(() => { throw new Error('The subscription was not refused') }, error => error)
