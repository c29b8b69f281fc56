/** What wishes make of the texts of a configuration. */
import type { Wish } from '../../../src/model/change.ts'
import type { Resource } from '../../../src/model/resource.ts'
import type { Origin, Value } from '../../../src/model/value.ts'
import { explore, type World } from '../../../src/model/world.ts'
import { readEstate } from '../../../src/read.ts'
import { edited } from '../../../src/text/edit.ts'
import { inFolder } from './folders.ts'

export type Files = Readonly<Record<string, string>>

/** What a rule wishes something of. */
export interface Wished {
  readonly resource: Resource
}

/** Makes wishes about resources, which are found by their addresses and, of two with one address, their type. */
export type Wishing = (of: (id: string, type?: string) => Wished) => Wish | readonly Wish[]

/** The files with wishes written into them; `undefined` where one of them finds no room. */
export function writtenFiles(files: Files, wishing: Wishing): Files | undefined {
  return inFolder(files, cwd => {
    const resources = resourcesIn(cwd)
    const wishes = [wishing((id, type) => ({ resource: find(resources, id, type) }))].flat()
    const made = wishes.map(wish => wish.resource.write?.(wish))
    if (!made.every(edits => edits !== undefined)) return undefined
    const texts = Object.entries(files).map(([path, text]) => {
      const own = made.flat().filter(({ source }) => source.path === path)
      return [path, edited(text, own)] as const
    })
    return Object.fromEntries(texts)
  })
}

/** One file with wishes written into it. */
export function writtenText(text: string, wishing: Wishing): string | undefined {
  return writtenFiles({ 'main.tf': text }, wishing)?.['main.tf']
}

/** What the model says of every resource in the world of the defaults, by type and address. */
export function modelOf(files: Files): Readonly<Record<string, unknown>> {
  return inFolder(files, cwd => {
    const said = resourcesIn(cwd).map(resource => {
      const [first] = explore(world => ({
        properties: plain(resource.properties, world),
        attributes: plain(resource.attributes, world),
      })).leaves
      return [`${resource.type} ${resource.id}`, first?.result] as const
    })
    return Object.fromEntries(said)
  })
}

/** Where a path of properties and items is written. */
export function placeOf({ resource }: Wished, ...path: readonly (string | number)[]): Origin {
  const { leaves } = explore(world => {
    let value: Value = resource.properties
    let origin = value.origin
    for (const step of path) {
      const read = value.read(world)
      const entry = read.kind === 'record' ? read.entry(String(step)) : undefined
      const item = read.kind === 'list' ? read.items[Number(step)] : undefined
      const found = entry?.value ?? item
      if (!found) throw new Error(`nothing at ${step} of ${path.join('.')}`)
      origin = entry?.at ?? found.origin
      value = found
    }
    return origin
  })
  const [first] = leaves
  if (!first) throw new Error(`no world with ${path.join('.')}`)
  return first.result
}

function resourcesIn(cwd: string): readonly Resource[] {
  const { estate } = readEstate({ paths: ['.'], cwd, params: new Map(), paramFiles: [] })
  return estate.units.flatMap(unit => unit.resources)
}

function find(resources: readonly Resource[], id: string, type: string | undefined): Resource {
  const found = resources.find(each => each.id === id && (type === undefined || each.type === type))
  if (!found) throw new Error(`no ${id} among ${resources.map(each => each.id).join(', ')}`)
  return found
}

function plain(value: Value, world: World): unknown {
  const read = value.read(world)
  switch (read.kind) {
    case 'absent':
      return undefined
    case 'unknown':
      return `?${read.id}`
    case 'text':
      return read.json ? plain(read.json, world) : read.text.toString()
    case 'list':
      return read.items.map(item => plain(item, world))
    case 'record':
      return Object.fromEntries(
        read.keys.map(key => {
          const entry = read.entry(key)
          return [key, entry && plain(entry.value, world)]
        }),
      )
  }
}
