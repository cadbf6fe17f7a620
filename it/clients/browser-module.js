import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = new URL('../../ddp-cdi-extension/src/main/resources/io/ddp4ee/transport/', import.meta.url)

/** Where the browser modules lie in the source tree. */
export const sources = ['client.js', 'accounts.js'].map(name => new URL(name, folder))
export const [source] = sources

/** The browser module from its text, in a file whose name tells Node that it is a module. */
export async function importText (text) {
  const folder = await mkdtemp(join(tmpdir(), 'ddp-client-'))
  try {
    const file = join(folder, 'client.mjs')
    await writeFile(file, text)
    return await import(pathToFileURL(file))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** @param {string} [name] of one of the modules */
export async function importSource (name = 'client.js') {
  return importText(await readFile(new URL(name, folder), 'utf8'))
}
