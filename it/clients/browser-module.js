import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Where the browser module lies in the source tree. */
export const source = new URL('../../ddp-cdi-extension/src/main/resources/io/ddp4ee/transport/client.js', import.meta.url)

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

export async function importSource () {
  return importText(await readFile(source, 'utf8'))
}
