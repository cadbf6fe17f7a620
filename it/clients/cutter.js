import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/**
 * A way to a server that can be cut, as cables can: the clients are not asked, and need not know. It can also keep back what
 * the server says.
 */
export class Cutter {
  #sockets = new Set()
  /** Those of the clients, with those to the server. @type {Map<import('node:net').Socket, import('node:net').Socket>} */
  #answers = new Map()
  #isCut = false
  #isHeld = false

  /** @param {string} target URL of the server */
  static async before (target) {
    const cutter = new Cutter()
    const { hostname, port, pathname } = new URL(target)
    cutter.server = createServer(socket => cutter.#join(socket, connect(port, hostname)))
    cutter.server.listen(0, '127.0.0.1')
    await once(cutter.server, 'listening')
    cutter.url = `http://127.0.0.1:${cutter.server.address().port}${pathname}`
    return cutter
  }

  /** Cuts what is connected, and lets nothing through until `mend()`. */
  cut () {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend () {
    this.#isCut = false
  }

  /** Clients hear nothing until `letGo()`; the server hears them. */
  hold () {
    this.#isHeld = true
    for (const [near, far] of this.#answers) far.unpipe(near)
  }

  letGo () {
    this.#isHeld = false
    for (const [near, far] of this.#answers) far.pipe(near)
  }

  close () {
    this.cut()
    this.server.close()
  }

  #join (near, far) {
    for (const [socket, other] of [[near, far], [far, near]]) {
      this.#sockets.add(socket)
      socket.on('error', () => {}) // 'close' follows
      socket.on('close', () => {
        this.#sockets.delete(socket)
        this.#answers.delete(socket)
        other.destroy()
      })
    }
    this.#answers.set(near, far)
    near.pipe(far)
    if (!this.#isHeld) far.pipe(near)
    if (this.#isCut) near.destroy()
  }
}
