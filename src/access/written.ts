/** Statements as they are written, where what they are read as does not tell what may be changed. */
import type { Origin, PlainRecord, Value } from '../model/value.ts'
import type { AnyView } from '../model/view.ts'
import type { World } from '../model/world.ts'

/** The statement of a document that stands at a place, in the world of the document. */
export function writtenStatement({ world, value }: AnyView, at: Origin): PlainRecord | undefined {
  const root = value.read(world)
  const entry = root.kind === 'record' ? root.entry('Statement') : undefined
  const written = entry?.value.read(world)
  const plains =
    written?.kind === 'list'
      ? written.items.map(item => ({ at: item.origin, plain: item.read(world) }))
      : entry && written
        ? [{ at: entry.at, plain: written }]
        : []
  const found = plains.find(each => each.at.span.start === at.span.start)?.plain
  return found?.kind === 'record' ? found : undefined
}

/** Whether elements of a statement are the same however it is deployed: what mends them in one world spoils no other. */
export function areFixed(world: World, statement: PlainRecord, elements: readonly string[]): boolean {
  const { questions } = world
  const isFixed = elements.every(key => {
    const entry = statement.entry(key)
    return !entry || isWithoutParameter(world, entry.value)
  })
  return isFixed && world.questions === questions
}

/** Whether a statement is for this service, and for nobody else. */
export function isForService(world: World, statement: PlainRecord, service: string): boolean {
  const principal = statement.entry('Principal')?.value.read(world)
  const [kind, ...others] = principal?.kind === 'record' ? principal.keys : []
  if (principal?.kind !== 'record' || kind !== 'Service' || others.length > 0) return false
  const named = principal.entry(kind)?.value.read(world)
  const [only, ...more] = named?.kind === 'list' ? named.items.map(item => item.read(world)) : [named]
  return more.length === 0 && only?.kind === 'text' && only.text.literal === service
}

function isWithoutParameter(world: World, value: Value): boolean {
  const plain = value.read(world)
  switch (plain.kind) {
    case 'text':
      return !plain.text.symbols.some(
        symbol => symbol.kind === 'variable' && !symbol.variable.name.startsWith('AWS::'),
      )
    case 'list':
      return plain.items.every(item => isWithoutParameter(world, item))
    case 'record':
      return plain.keys.every(key => {
        const entry = plain.entry(key)
        return !entry || isWithoutParameter(world, entry.value)
      })
    default:
      return true
  }
}
