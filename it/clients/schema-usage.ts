// How a front end uses the types of an application: SchemaIT lets the compiler check it against what a server serves.
import { connect } from './client.js'
import type { Collections, Methods, Schema } from './schema.js'

const ddp = connect<Schema>()

const article: Collections['article'] | undefined = ddp.collection('article').get('1')
const title: string | null | undefined = article?.title
const section: string | null | undefined = article?.section_id
// @ts-expect-error there is no such field
article?.titel
// @ts-expect-error documents are not changed here
ddp.collection('article').all()[0].title = 'other'
const others = ddp.collection('in.memory').all()
const anything: any = others[0].anything

const sub = ddp.subscribe('articlesOfSection', 'News')
const ready: Promise<void> = sub.ready
sub.replace('Other').stop()
ddp.subscribe('all', ['article'])
// @ts-expect-error a list is wanted
ddp.subscribe('all', 'article')
// @ts-expect-error there is no such publication
ddp.subscribe('everything')

const more: Promise<number> = ddp.call('increment', 1)
const next: Promise<Date | null> = ddp.call('nextDay', new Date())
const bytes: Promise<Uint8Array | null> = ddp.call('reverse', new Uint8Array())
// @ts-expect-error a number is wanted
ddp.call('increment', '1')
// @ts-expect-error one parameter is missing
ddp.call('repeat', 'a')
// @ts-expect-error there is no such method
ddp.call('decrement', 1)
ddp.onStatus(status => status satisfies 'connecting' | 'connected' | 'waiting' | 'closed' | 'failed')
ddp.close()

const untold = connect()
const result: Promise<any> = untold.call('anything', 1, 'two')
untold.collection('any').onChange(documents => documents[0]._id satisfies string)

export { anything, bytes, more, next, ready, result, section, title, type Methods }
