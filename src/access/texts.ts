/** Texts of a policy document as rules read them, for questions that depend on the values of parameters. */
import { TextView } from '../model/text-view.ts'
import type { Value } from '../model/value.ts'
import type { AnyView } from '../model/view.ts'
import type { World } from '../model/world.ts'
import type { Path } from './document.ts'

/** The text, or list of texts, that a path into a document leads to; keys of conditions are found in whatever case. */
export function textsAt({ world, value }: AnyView, path: Path): readonly TextView[] {
  const [step, ...rest] = path
  const plain = value.read(world)
  if (step === undefined) {
    const values = plain.kind === 'list' ? plain.items : [value]
    return values.flatMap(one => {
      const read = one.read(world)
      return read.kind === 'text' ? [new TextView(world, read.text, one.origin)] : []
    })
  }
  // A single statement may stand without the list around it.
  if (step === 0 && plain.kind === 'record') return textsAt({ at: value.origin, world, value }, rest)
  const below = valueAt(world, value, step)
  return below ? textsAt({ at: below.origin, world, value: below }, rest) : []
}

function valueAt(world: World, value: Value, step: string | number): Value | undefined {
  const plain = value.read(world)
  if (plain.kind === 'list')
    return plain.items.filter(item => item.read(world).kind !== 'absent')[Number(step)]
  if (plain.kind !== 'record') return undefined
  const key = plain.keys.find(each => each.toLowerCase() === String(step).toLowerCase())
  return key === undefined ? undefined : plain.entry(key)?.value
}
