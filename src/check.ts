/** Runs rules over an estate, in every world each check can tell apart, and makes findings of what they say. */
import {
  EVERY_RULE,
  fingerprintOf,
  locationOf,
  type Finding,
  type Notice,
  type Severity,
  type Unchecked,
} from './finding.ts'
import { Bucket, EstateView } from './model/bucket.ts'
import type { Change } from './model/change.ts'
import type { CodePlace } from './model/construct.ts'
import type { Estate } from './model/estate.ts'
import { mergeWorlds, type Merged } from './model/merge.ts'
import type { Resource } from './model/resource.ts'
import { ResourceView } from './model/resource-view.ts'
import { TextView } from './model/text-view.ts'
import type { Variable } from './model/text.ts'
import { textsOf, type WrittenText } from './model/texts.ts'
import { walk, type Visit } from './model/walk.ts'
import { explore, WORLD_BOUND, type Explored, type Feasibility, type World } from './model/world.ts'
import { Budget, Spent, within } from './model/work.ts'
import { masked } from './text/secrets.ts'
import type { Source } from './text/source.ts'
import type { BucketRule, FileRule, PropertyRule, Remark, ResourceRule, Rule } from './rule.ts'

/** A rule under its id, at the severity that the settings give it. */
export interface ActiveRule {
  readonly id: string
  readonly rule: Rule
  readonly severity: Severity
  /** Whether its strict remarks are wanted too. */
  readonly strict: boolean
}

/** What checking gave. */
export interface Checked {
  readonly findings: readonly Finding[]
  /** What would mend them, by fingerprint, where what they were read from can be changed. */
  readonly changes: ReadonlyMap<string, Change>
  readonly notFullyChecked: readonly Unchecked[]
  /** Checks that failed by a defect of their own; the others are not affected. */
  readonly errors: readonly Notice[]
}

/** Steps of work that checks may take. */
export interface WorkBounds {
  /** For one resource. */
  readonly resource: number
  /** For all that is deployed together, and how much more for each resource of that. */
  readonly unit: number
  readonly share: number
}

const WORK_BOUNDS: WorkBounds = { resource: 12_000_000, unit: 16_000_000, share: 40_000 }

/** Checks every resource of the estate with every rule that is about resources and active in the resource's file. */
export function check(
  estate: Estate,
  rulesIn: (file: string) => readonly ActiveRule[],
  progress?: (doing: string) => void,
  bounds: WorkBounds = WORK_BOUNDS,
): Checked {
  const found: Found[] = []
  const notFullyChecked: Unchecked[] = []
  const errors: Notice[] = []
  const authors = authorsIn(estate)
  const miss = (rule: string, { id, at }: Resource, cause: string, isSpent = false) =>
    notFullyChecked.push({
      rule,
      address: id,
      file: at.source.path,
      cause,
      ...(isSpent ? { isSpent } : {}),
    })
  const settle = ({ active, run, visit }: Check, resource: Resource) => {
    try {
      const explored = run()
      const merged = mergeWorlds(explored, remarkKey, visit?.context, visit?.given)
      for (const each of merged)
        found.push({
          finding: toFinding(active, resource, authors(each.result, resource), each),
          change: each.result.change,
        })
      const [hinge] = explored.leaves[0]?.blurred ?? []
      if (!explored.complete) miss(active.id, resource, `more than ${WORLD_BOUND} worlds`)
      else if (hinge) miss(active.id, resource, hinge.label)
    } catch (error) {
      if (error instanceof Spent) throw error
      const reason = error instanceof Error ? error.message : String(error)
      errors.push({
        message: `internal error in rule ${active.id} on ${resource.id}: ${reason}`,
        location: locationOf(resource.at),
      })
    }
  }
  const rulesFor = rulesAbout(rulesIn)
  const told = new Set<Variable>()
  const total = estate.units.reduce((sum, { resources }) => sum + resources.length, 0)
  let index = 0
  for (const { resources } of estate.units) {
    const shared = new Budget(bounds.unit + bounds.share * resources.length)
    // A resource at a time, so that what one rule works out about it serves the next, and is dropped after it.
    for (const resource of resources) {
      progress?.(`checking ${++index} of ${total} resources`)
      const rules = rulesFor(resource)
      const left = new Set(rules)
      const own = new Budget(bounds.resource)
      const run = () => {
        const checksOf = checksOn(resource, estate, told)
        for (const active of rules) {
          for (const each of checksOf(active)) settle(each, resource)
          left.delete(active)
        }
      }
      within(shared, () => within(own, run, undefined), undefined)
      if (own.isSpent) for (const { id } of left) miss(id, resource, `${own.bound} for one resource`, true)
      else if (left.size > 0)
        miss(EVERY_RULE, resource, `${shared.bound} for what is deployed together`, true)
    }
  }
  return { ...distinct(found), notFullyChecked, errors }
}

/** One question of a rule to a resource. */
interface Check {
  readonly active: ActiveRule
  readonly run: () => Explored<readonly Remark[]>
  readonly visit?: Visit
}

/** Finds the active rules that have something to ask about a resource. */
function rulesAbout(rulesIn: (file: string) => readonly ActiveRule[]) {
  const marked = new Map<Source, ReadonlySet<ActiveRule>>()
  return (resource: Resource): readonly ActiveRule[] => {
    const { source } = resource.at
    const rules = rulesIn(source.path)
    const own = marked.get(source) ?? new Set(rules.filter(({ rule }) => isMarked(rule, source)))
    marked.set(source, own)
    return rules.filter(active => {
      const { rule } = active
      if (rule.on === 'text') return own.has(active)
      return rule.on === 'property' || (!isFileRule(rule) && isAbout(rule, resource))
    })
  }
}

/** Asks what rules have to ask about a resource; of its texts and values no more is read than they need. */
function checksOn(resource: Resource, estate: Estate, told: Set<Variable>) {
  const feasible: Feasibility = new Map()
  let texts: readonly WrittenText[] | undefined
  let visits: readonly Visit[] | undefined
  return (active: ActiveRule): readonly Check[] => {
    const { rule } = active
    if (isFileRule(rule)) return []
    if (rule.on === 'text') {
      const read = (texts ??= [...textsOf(resource, told)])
      return [{ active, run: () => explore(() => read.flatMap(each => [...rule.check(each)])) }]
    }
    if (rule.on === 'property')
      return (visits ??= [...walk(resource)]).map(visit => ({
        active,
        run: () => checkProperty(rule, visit),
        visit,
      }))
    const run = () => explore(world => checkIn(world, active, rule, resource, estate), [], [], feasible)
    return [{ active, run }]
  }
}

function checkIn(
  world: World,
  { strict }: ActiveRule,
  rule: BucketRule | ResourceRule<unknown>,
  resource: Resource,
  estate: Estate,
): readonly Remark[] | undefined {
  if (!resource.exists(world)) return undefined
  world.beginCheck()
  const view = new EstateView(estate, world)
  const remarks = isBucketRule(rule)
    ? rule.check(new Bucket(resource, view), view)
    : rule.check(new ResourceView(resource, world), view)
  return [...remarks].filter(({ preset }) => preset === undefined || strict)
}

function isAbout(rule: BucketRule | ResourceRule<unknown>, { type }: Resource): boolean {
  if (isBucketRule(rule)) return type === 'AWS::S3::Bucket'
  const { on } = rule
  return typeof on === 'string' ? on === type : on.some(each => each === type)
}

/** Whether a rule is about texts, and this source may hold some that break it. */
function isMarked(rule: Rule, source: Source): boolean {
  return rule.on === 'text' && rule.mark.test(source.text)
}

function isFileRule(rule: Rule): rule is FileRule {
  return rule.on === 'file' || rule.on === 'suppression'
}

function isBucketRule(rule: Rule): rule is BucketRule {
  return rule.on === undefined || rule.on === 'bucket'
}

function checkProperty(rule: PropertyRule, visit: Visit): Explored<readonly Remark[]> {
  const { at, plain, schema, resource, context } = visit
  const isChosen = context.length > 0
  return explore(
    world => {
      const text = plain.kind === 'text' ? new TextView(world, plain.text, at) : undefined
      return [...rule.check({ resource, isChosen, at, plain, schema, text, world })]
    },
    [...visit.given, ...visit.context],
  )
}

/** One place, one defect: in different worlds it may be told in different words. */
function remarkKey({ at }: Remark): string {
  return `${at.source.path}\0${at.address}\0${at.span.start}`
}

/** Finds the line of the program that wrote what a remark is about: of the policy, where that is what is wrong. */
function authorsIn(estate: Estate) {
  const keyOf = (file: string, id: string) => `${file}\0${id}`
  let byId: Map<string, Resource> | undefined
  return ({ at }: Remark, resource: Resource): CodePlace | undefined => {
    if (!resource.construct) return undefined
    byId ??= new Map(
      estate.units.flatMap(unit => unit.resources.map(each => [keyOf(each.at.source.path, each.id), each])),
    )
    const [id = ''] = at.address.split('.')
    return byId.get(keyOf(at.source.path, id))?.construct?.source ?? resource.construct.source
  }
}

function toFinding(
  { id, rule, severity }: ActiveRule,
  resource: Resource,
  source: CodePlace | undefined,
  merged: Merged<Remark>,
): Finding {
  const { result: remark, when, otherwise, certainty, causes } = merged
  const { at, callers } = placeOf(remark, resource)
  const also = otherwise.map(terms => ({
    at: remark.at,
    message: `also when ${terms.map(term => `${term.decision} is ${term.value}`).join(' and ')}`,
  }))
  return {
    rule: id,
    severity: remark.severity ?? severity,
    certainty,
    message: masked(remark.message),
    resource: {
      address: resource.id,
      type: resource.type,
      ...(resource.construct ? { construct: resource.construct.path } : {}),
      ...(resource.at.source === at.source ? {} : { file: resource.at.source.path }),
    },
    location: locationOf(at),
    ...(remark.at.address.startsWith(`${resource.id}.`)
      ? { property: remark.at.address.slice(resource.id.length + 1) }
      : {}),
    ...(source ? { source } : {}),
    when: when.map(({ decision, value }) => ({ decision, value: masked(value) })),
    ...(remark.witness ? { witness: remark.witness } : {}),
    notes: [...(remark.notes ?? []), ...callers, ...also].map(note => ({
      message: masked(note.message),
      location: locationOf(note.at),
    })),
    fingerprint: fingerprintOf(id, remark.at.source.path, resource.id, remark.at.address),
    controls: rule.controls,
    causes,
  }
}

/** Where people can change it: what a module from elsewhere writes, they change where they call it. */
function placeOf(remark: Remark, resource: Resource): Pick<Remark, 'at'> & { readonly callers: Remark[] } {
  const isElsewhere = ({ source }: Remark['at']) => source.path.split('/').includes('.terraform')
  const all = (resource.callers ?? []).map(at => ({ at, message: `called here as ${at.address}` }))
  const own = all.find(({ at }) => !isElsewhere(at))
  if (!own || !isElsewhere(remark.at)) return { at: remark.at, callers: all }
  return { at: own.at, callers: [{ at: remark.at, message: 'what the module writes' }, ...all] }
}

/** A finding, and what would mend it. */
interface Found {
  readonly finding: Finding
  readonly change: Change | undefined
}

/**
 * A template read twice, as two nested stacks, has each finding once: as it is told where it is surest and depends on
 * the least. Equal fingerprints are told apart by count.
 */
function distinct(found: readonly Found[]): Pick<Checked, 'findings' | 'changes'> {
  const seen = new Map<string, Found>()
  for (const each of found) {
    const { finding } = each
    const key = `${finding.rule}\0${finding.resource.address}\0${JSON.stringify(finding.location)}\0${finding.message}`
    const known = seen.get(key)
    if (!known || isSurer(finding, known.finding)) seen.set(key, each)
  }
  const counts = new Map<string, number>()
  const changes = new Map<string, Change>()
  const findings = Array.from(seen.values(), ({ finding, change }) => {
    const count = (counts.get(finding.fingerprint) ?? 0) + 1
    counts.set(finding.fingerprint, count)
    const fingerprint = count === 1 ? finding.fingerprint : fingerprintOf(finding.fingerprint, String(count))
    if (change?.wishes.every(({ resource }) => resource.write)) changes.set(fingerprint, change)
    return { ...finding, fingerprint }
  })
  return { findings, changes }
}

function isSurer(a: Finding, b: Finding): boolean {
  if (a.certainty !== b.certainty) return a.certainty === 'certain'
  return a.when.length < b.when.length
}
