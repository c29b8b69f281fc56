/** Groups as nested frames. What would be a frame around a single frame is one, under both names. */
import type { Graph, Group } from '../../graph/index.ts'
import { printable } from '../terminal.ts'

/** A frame with the frames in it. */
export interface Frame {
  readonly id: string
  readonly title: string
  readonly frames: readonly Frame[]
}

/** The outermost frames. Nodes without a group stand in none. */
export function framesOf({ groups, nodes }: Graph): readonly Frame[] {
  const used = new Set(nodes.map(({ group }) => group))
  const build = (parent: string | undefined, names: readonly string[]): readonly Frame[] =>
    groups
      .filter(group => group.parent === parent)
      .flatMap(group => {
        const all = [...names, nameOf(group)]
        const isAround = !used.has(group.id)
        const inner = groups.filter(other => other.parent === group.id)
        if (isAround && inner.length === 1) return build(group.id, all)
        const frames = build(group.id, [])
        return [{ id: group.id, title: titleOf(all), frames }]
      })
  return build(undefined, [])
}

const UNKNOWN = { account: 'account not known', region: 'region not known' } as const

function nameOf({ kind, name }: Group): string {
  if (kind === 'unit') return printable(name ?? '')
  if (name === undefined) return UNKNOWN[kind]
  return kind === 'account' ? `account ${printable(name)}` : printable(name)
}

function titleOf(names: readonly string[]): string {
  return names.join(' · ').replace(`${UNKNOWN.account} · ${UNKNOWN.region}`, 'account and region not known')
}
