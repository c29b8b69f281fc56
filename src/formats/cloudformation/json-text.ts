/** What `Fn::ToJsonString` gives: a value as JSON text, with symbols where parts are only known at deployment. */
import { Text, type Part } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'
import type { World } from '../../model/world.ts'

/** The JSON text of a value in a world; `undefined` where a part of it is not known at all. */
export function jsonText(value: Value, world: World): Text | undefined {
  const pieces = piecesOf(value, world)
  return pieces && Text.join(pieces)
}

function piecesOf(value: Value, world: World): (Part | Text)[] | undefined {
  const plain = value.read(world)
  switch (plain.kind) {
    case 'absent':
    case 'unknown':
      return undefined
    case 'text':
      return ['"', ...plain.text.parts.map(part => (typeof part === 'string' ? escaped(part) : part)), '"']
    case 'list': {
      const items = plain.items.filter(item => item.read(world).kind !== 'absent')
      return enclosed(
        '[',
        items.map(item => piecesOf(item, world)),
        ']',
      )
    }
    case 'record': {
      const entries = plain.keys.flatMap(key => {
        const inner = plain.entry(key)?.value
        if (!inner || inner.read(world).kind === 'absent') return []
        const pieces = piecesOf(inner, world)
        return [pieces && [`${JSON.stringify(key)}:`, ...pieces]]
      })
      return plain.open ? undefined : enclosed('{', entries, '}')
    }
  }
}

function enclosed(
  open: string,
  members: readonly ((Part | Text)[] | undefined)[],
  close: string,
): (Part | Text)[] | undefined {
  const known = members.filter(member => member !== undefined)
  if (known.length < members.length) return undefined
  return [open, ...known.flatMap((member, index) => (index === 0 ? member : [',', ...member])), close]
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
