/** The text that `jsonencode` gives. */
import { Text, type Part } from '../../../../model/text.ts'
import type { Plain, Value } from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import { deeper, spend, spendText } from './bounds.ts'
import { inOrder, typeOf } from './plain.ts'

/** The JSON text of a value; what is not known stands in it as symbols. */
export function jsonText(value: Value, world: World): Text {
  return Text.join(piecesOf(value, world))
}

type Pieces = readonly (Part | Text)[]

function piecesOf(value: Value, world: World): Pieces {
  return deeper(world, () => written(value.read(world), world))
}

function written(plain: Plain, world: World): Pieces {
  switch (plain.kind) {
    case 'absent':
      return ['null']
    case 'unknown':
      return [plain]
    case 'text':
      spendText(world, plain.text)
      if (typeOf(plain) && plain.text.literal !== undefined) return [plain.text]
      return ['"', ...plain.text.parts.map(part => (typeof part === 'string' ? escaped(part) : part)), '"']
    case 'list':
      spend(world, plain.items.length)
      return enclosed(
        '[',
        plain.items.map(item => piecesOf(item, world)),
        ']',
      )
    case 'record': {
      spend(world, plain.keys.length)
      const members = inOrder(plain.keys).flatMap(key => {
        const entry = plain.entry(key)
        return entry ? [[`"${escaped(key)}":`, ...piecesOf(entry.value, world)]] : []
      })
      return enclosed('{', members, '}')
    }
  }
}

function enclosed(open: string, members: readonly Pieces[], close: string): Pieces {
  return [open, ...members.flatMap((member, index) => (index === 0 ? member : [',', ...member])), close]
}

/** A text as Terraform writes it inside of JSON: safe in HTML as well. */
function escaped(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[<>&\u2028\u2029]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
