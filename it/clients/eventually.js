import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

const DEADLINE = 20000
const POLL = 20

export const unique = () => randomUUID()

/** Waits until an assertion holds. */
export async function eventually (assertion) {
  const end = Date.now() + DEADLINE
  for (;;) {
    try {
      return await assertion()
    } catch (error) {
      if (Date.now() > end) throw error
    }
    await delay(POLL)
  }
}
