/** Whatever is wished for, in whatever style a template is written: the model says it afterwards, and all else as before. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Exactly, gone, More, type Wanted, type WantedRecord } from '../../../src/model/change.ts'
import { also, exactly, set } from '../../../src/model/wishes.ts'
import { edited } from '../../../src/text/edit.ts'
import { jsonOf, KEYS, record, text, yamlOf, type Styled } from './styled.ts'
import { meaningsOf, resourceIn, resourcesOf, type Data } from './writing.ts'

const { wanted } = fc.letrec<{ value: Wanted; wanted: WantedRecord; added: WantedRecord }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.constant(gone),
    fc.array(text, { maxLength: 2 }),
    tie('wanted'),
    tie('added').map(exactly),
    fc.array(fc.oneof(text, tie('added')), { minLength: 1, maxLength: 2 }).map(items => also(...items)),
  ),
  added: fc.dictionary(fc.constantFrom(...KEYS), text, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
  wanted: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  }),
}))

/** Thrown where a record is wished for in the place of something else. */
class Conflict extends Error {}

/** What a value shall be, in the words of the contract. */
function after(data: Data, to: Wanted): Data {
  if (to === gone) return undefined
  if (to instanceof More) {
    const items = to.items.map(item => after(undefined, item))
    if (data === undefined) return items
    return isList(data) ? [...data, ...items] : [data, ...items]
  }
  if (to instanceof Exactly) return after(undefined, to.record)
  if (typeof to !== 'object') return String(to)
  if (Array.isArray(to)) return (to as readonly Wanted[]).map(item => after(undefined, item))
  if (typeof data === 'string' || isList(data)) throw new Conflict()
  const merged = new Map(Object.entries(data ?? {}))
  for (const [key, below] of Object.entries(to as WantedRecord))
    merged.set(key, after(merged.get(key), below))
  return Object.fromEntries(merged)
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data)
}

/** Without what is empty: the order of keys, and whether an empty record is written, say nothing. */
function bare(data: Data): Data {
  if (data === undefined || typeof data === 'string') return data
  if (isList(data)) return data.length === 0 ? undefined : data.map(bare)
  const entries = Object.entries(data).flatMap(([key, value]) => {
    const inner = bare(value)
    return inner === undefined ? [] : [[key, inner] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What the worlds of a template can be, each once. */
function worldsIn(meanings: readonly Data[]): string[] {
  return [...new Set(meanings.map(data => JSON.stringify([bare(data)])))].sort()
}

function expected(meanings: readonly Data[], to: WantedRecord): string[] | 'conflict' {
  try {
    return worldsIn(meanings.map(data => after(data, to)))
  } catch (error) {
    if (error instanceof Conflict) return 'conflict'
    throw error
  }
}

let [written, refused] = [0, 0]

function check(before: string, to: WantedRecord, name: string): void {
  const resource = resourceIn(before, 'Logs', name)
  const wish = expected(meaningsOf(resource.properties), to)
  const edits = resource.write?.(set({ resource }, to))
  if (!edits) {
    // What is in a case that cannot be is seen by the writer alone.
    if (!before.includes('If')) expect(wish).toBe('conflict')
    refused++
    return
  }
  written++
  const result = edited(before, edits)
  const resources = resourcesOf(result, name)
  const [logs, next] = resources
  if (!logs || !next) throw new Error(result)
  expect([resources.length, logs.id, next.id], result).toEqual([2, 'Logs', 'Next'])
  expect(worldsIn(meaningsOf(logs.properties)), `${before}\n${result}`).toEqual(wish)
  // The first and the last comment belong to what no wish is about.
  const comments = before.match(/# (?:the|comment).*/g) ?? []
  const isAdding = Object.keys(to).every(key => !new RegExp(String.raw`\b${key}\b`).test(before))
  const kept = isAdding ? comments : [comments.at(0), comments.at(-1)]
  for (const comment of kept) expect(result).toContain(comment ?? '')
}

const options = { numRuns: 150 }

test('in YAML', () => {
  fc.assert(
    fc.property(record, wanted, fc.constantFrom(2, 4), fc.boolean(), (properties: Styled, to, step, isIn) => {
      check(yamlOf(properties, step, isIn ? step : 0), to, 'a.yaml')
    }),
    options,
  )
  expect(written).toBeGreaterThan(refused)
})

test('in JSON', () => {
  fc.assert(
    fc.property(record, wanted, fc.constantFrom(0, 2, 3), (properties: Styled, to, indent) => {
      check(jsonOf(properties, indent), to, 'a.json')
    }),
    options,
  )
})
