import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

const read = name => readFile(new URL(name, import.meta.url), 'utf8')

test('the lock records no address, so that any registry will do', async () => {
  assert.deepEqual((await read('package-lock.json')).match(/\w+:\/\/[^"]*/g), null,
    'npm writes addresses of sponsors too: take out the "funding" of each package')
})

test('versions are exact', async () => {
  const { devDependencies } = JSON.parse(await read('package.json'))
  for (const [name, version] of Object.entries(devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/, name)
})
