import { UnreadableFile } from '../../../spine/files/index.ts'
import { counted } from '../warnings.ts'
import { type TagHandler, Tags } from '../xml/tags.ts'
import { attributeOf, withoutReferences } from '../xml/values.ts'
import { type Ocel, type OcelEvent, olderOcel } from './model.ts'

/** How deep things are: `<log><events><event><objects><relationship/>`. */
const section = 2
const item = 3
const leaf = 5
const longestXml = 1 << 30
const longestValue = 1 << 20

/** Whether XML is an object-centric log, of any version, and no XES: by the first element that only one of them has. */
export function isOcelXml(begin: string): boolean {
  const first = /<(trace|event|object-types|event-types|objects|events)[\s/>]/.exec(begin)?.[1] ?? 'trace'
  return first !== 'trace' && first !== 'event'
}

/** Reads OCEL 2.0 as XML as its bytes come in. Throws `UnreadableFile` with the line that is not as the format says. */
export class OcelXmlReader implements TagHandler {
  readonly #tags = new Tags(this)
  readonly #objects = new Map<string, string>()
  readonly #events: OcelEvent[] = []
  #section = ''
  #event: OcelEvent | null = null
  /** The attribute of an event whose value is being read. */
  #attribute: string | null = null
  #value: Uint8Array[] = []
  #valueBytes = 0
  #bytes = 0
  #repeated = 0

  push(chunk: Uint8Array): void {
    this.#bytes += chunk.length
    if (this.#bytes > longestXml) {
      throw new UnreadableFile('OCEL over 1 GB of XML is not read; bring the log as SQLite or CSV')
    }
    this.#tags.push(chunk)
  }

  open(tags: Tags): void {
    const { depth } = tags
    const name = Buffer.from(tags.bytes.subarray(tags.nameFrom, tags.nameTo)).toString('latin1')
    if (depth === section) this.#section = name
    else if (depth === item && this.#section === 'objects' && name === 'object') this.#object(tags)
    else if (depth === item && this.#section === 'events' && name === 'event') this.#beginEvent(tags)
    else if (depth === leaf && this.#event) this.#part(name, this.#event, tags)
  }

  close(): void {
    const { depth } = this.#tags
    if (depth === leaf && this.#event && this.#attribute !== null) {
      const value = Buffer.concat(this.#value)
      const plain = withoutReferences(value, 0, value.length, this.#tags.line)
      this.#event.attributes.push({ name: this.#attribute, value: Buffer.from(plain).toString().trim() })
      this.#attribute = null
    }
    if (depth === item) this.#event = null
  }

  text(bytes: Uint8Array, plain: boolean): void {
    if (this.#attribute === null) return
    this.#valueBytes += bytes.length
    if (this.#valueBytes > longestValue) this.#refuse('a value is longer than 1 MB')
    const text = Buffer.from(bytes)
    this.#value.push(plain ? Buffer.from(text.toString('latin1').replaceAll('&', '&amp;'), 'latin1') : text)
  }

  /** The log, once the document has ended. */
  finish(): Ocel {
    this.#tags.end()
    const repeated = counted(this.#repeated, 'object repeats', 'objects repeat', 'an id: the first counts')
    return { objects: this.#objects, events: this.#events, warnings: [repeated].filter(Boolean) }
  }

  #object(tags: Tags): void {
    const id = this.#needed(tags, 'object', 'id')
    const type = this.#needed(tags, 'object', 'type')
    if (this.#objects.has(id)) this.#repeated++
    else this.#objects.set(id, type)
  }

  #beginEvent(tags: Tags): void {
    this.#event = {
      id: this.#needed(tags, 'event', 'id'),
      type: this.#needed(tags, 'event', 'type'),
      time: attributeOf(tags, 'time') ?? '',
      attributes: [],
      objects: [],
    }
    this.#events.push(this.#event)
  }

  /** An attribute of an event, or an object that took part; some tools call the latter `object`. */
  #part(name: string, event: OcelEvent, tags: Tags): void {
    if (name === 'attribute') {
      this.#attribute = this.#needed(tags, 'attribute', 'name')
      this.#value = []
      this.#valueBytes = 0
    } else if (name === 'relationship' || name === 'object') {
      event.objects.push(this.#needed(tags, name, 'object-id'))
    }
  }

  #needed(tags: Tags, what: string, name: string): string {
    const value = attributeOf(tags, name)
    if (value !== null) return value
    const older = this.#section === 'events' && what === 'event' && tags.count === 0
    return this.#refuse(older ? olderOcel : `<${what}> has no "${name}"`)
  }

  #refuse(why: string): never {
    throw new UnreadableFile(`line ${this.#tags.line}: ${why}`)
  }
}
