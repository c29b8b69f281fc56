/** JSON text with symbols in it, such as a policy in a heredoc, read into the value that it stands for. */
import { Text, type Symbol } from '../../model/text.ts'
import {
  ABSENT,
  constant,
  record,
  unknown,
  type Origin,
  type Plain,
  type Property,
  type Value,
} from '../../model/value.ts'
import { isNull, type Node } from '../../syntax/node.ts'
import { parseJson } from '../../syntax/json.ts'
import { Source } from '../../text/source.ts'

/** Characters that nobody writes stand for symbols: inside of a string, and where a value is expected. */
const MARKS = { inside: '\uE000', alone: '\uE001', end: '\uE002' }

/** The value that a JSON text stands for; every part of it stands where the text does. `undefined` for other text. */
export function jsonValue(text: Text, at: Origin): Value | undefined {
  const marked = withMarks(text)
  if (marked === undefined) return undefined
  const { root } = parseJson(new Source(at.source.path, marked))
  return root && valueAt(root, text.symbols, at, at.address)
}

function withMarks(text: Text): string | undefined {
  let isInString = false
  let json = ''
  let count = 0
  for (const part of text.parts) {
    if (typeof part !== 'string') {
      const mark = isInString ? MARKS.inside : MARKS.alone
      const written = `${mark}${count++}${MARKS.end}`
      json += isInString ? written : `"${written}"`
      continue
    }
    if (/[\uE000-\uE002]/.test(part)) return undefined
    json += part
    for (const [found] of part.matchAll(/\\.|"/gs)) if (found === '"') isInString = !isInString
  }
  return json
}

function valueAt(node: Node, symbols: readonly Symbol[], around: Origin, address: string): Value {
  const at: Origin = {
    source: around.source,
    get span() {
      return around.span
    },
    address,
  }
  return constant(at, plainAt(node, symbols, at))
}

function plainAt(node: Node, symbols: readonly Symbol[], at: Origin): Plain {
  switch (node.kind) {
    case 'scalar':
      return isNull(node) ? ABSENT : scalarAt(node.text, symbols)
    case 'list':
      return {
        kind: 'list',
        items: node.items.map((item, index) => valueAt(item, symbols, at, `${at.address}[${index}]`)),
      }
    case 'map': {
      const properties = new Map<string, Property>()
      for (const { key, value } of node.entries) {
        const name = withSymbols(key, symbols).toString()
        const inner = valueAt(value, symbols, at, `${at.address}.${name}`)
        properties.set(name, { at: inner.origin, value: inner })
      }
      return record(properties)
    }
  }
}

/** What stands alone can be any value, of a string with symbols it is known that it is one. */
function scalarAt(text: string, symbols: readonly Symbol[]): Plain {
  const alone = /^\uE001(\d+)\uE002$/.exec(text)?.[1]
  const symbol = alone === undefined ? undefined : symbols[Number(alone)]
  if (symbol?.kind === 'unknown') return unknown(symbol.reason, symbol.id)
  return { kind: 'text', text: withSymbols(text, symbols) }
}

function withSymbols(text: string, symbols: readonly Symbol[]): Text {
  const pieces = text.split(/[\uE000\uE001](\d+)\uE002/)
  return Text.join(pieces.map((piece, index) => (index % 2 === 0 ? piece : (symbols[Number(piece)] ?? ''))))
}
