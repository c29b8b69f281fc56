/** How tests write changes into templates. */
import {
  deployment,
  isTemplate,
  prepareTemplate,
  readUnits,
} from '../../../src/formats/cloudformation/index.ts'
import type { Wish } from '../../../src/model/change.ts'
import type { Resource } from '../../../src/model/resource.ts'
import { explore, type World } from '../../../src/model/world.ts'
import type { Value } from '../../../src/model/value.ts'
import { parseDocument } from '../../../src/syntax/index.ts'
import { edited } from '../../../src/text/edit.ts'
import { Source } from '../../../src/text/source.ts'

const nowhere = deployment({}, new Map())

/** The resources of a template; throws where it cannot be read. */
export function resourcesOf(text: string, name = 'template.yaml'): readonly Resource[] {
  const { root, problems } = parseDocument(new Source(name, text))
  const errors = problems.filter(({ kind }) => kind === 'error')
  if (!root || !isTemplate(root)) throw new Error(`no template: ${JSON.stringify(errors)}\n${text}`)
  const prepared = prepareTemplate(root, nowhere)
  if (!prepared.root) throw new Error(`${JSON.stringify(prepared.problems)}\n${text}`)
  const { units } = readUnits([{ root: prepared.root }], nowhere, () => undefined)
  return units.flatMap(({ resources }) => resources)
}

/** The resource with a logical id. */
export function resourceIn(text: string, id: string, name?: string): Resource {
  const found = resourcesOf(text, name).find(resource => resource.id === id)
  if (!found) throw new Error(`no ${id} in\n${text}`)
  return found
}

/** The text after a wish about a resource; `undefined` where there is no room for it. */
export function wished(text: string, wish: (resource: Resource) => Wish, id = 'Logs', name?: string) {
  const resource = resourceIn(text, id, name)
  const edits = resource.write?.(wish(resource))
  return edits && edited(text, edits)
}

/** A template with one bucket; `section` stands after it, `brackets` in the place of properties in block style. */
export function templateWith(properties: string, section = '', brackets?: string): string {
  const indented = properties
    .split('\n')
    .map(line => (line === '' ? '' : `      ${line}`))
    .join('\n')
  const body = brackets ?? `\n${indented}`
  return `Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:${body}\n${section === '' ? '' : `  ${section}\n`}`
}

/** A value as plain data. */
export type Data = string | undefined | readonly Data[] | { readonly [key: string]: Data }

/** What a value is in every world that reading it tells apart. */
export function meaningsOf(value: Value): readonly Data[] {
  return explore(world => ({ data: dataOf(value, world) })).leaves.map(({ result }) => result.data)
}

function dataOf(value: Value, world: World): Data {
  const plain = value.read(world)
  switch (plain.kind) {
    case 'text':
      return world.resolve(plain.text).toString()
    case 'list':
      return plain.items.map(item => dataOf(item, world)).filter(item => item !== undefined)
    case 'record':
      return Object.fromEntries(
        plain.keys.flatMap(key => {
          const entry = plain.entry(key)
          const data = entry && dataOf(entry.value, world)
          return data === undefined ? [] : [[key, data] as const]
        }),
      )
    case 'absent':
      return undefined
    case 'unknown':
      return `unknown ${plain.reason.label}`
  }
}
