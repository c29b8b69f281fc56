/**
 * What S3 rejects in a lifecycle, beside the classes and days of transitions.
 * Source: "Lifecycle configuration elements" and "Adding filters to Lifecycle rules" in the Amazon S3 User Guide, and
 * API_LifecycleExpiration.html and API_Transition.html in the Amazon S3 API Reference, as of 2026-04-09.
 */
import { lifecycleBounds } from '../../data/lifecycle.ts'
import type { Course, LifecycleRule, Moment } from './rules.ts'
import { gone, type Safety, type Wanted } from '../change.ts'
import type { TextView } from '../text-view.ts'
import type { Origin } from '../value.ts'

/** Something S3 rejects. */
export interface Rejection {
  readonly at: Origin
  readonly message: string
  /** Not said in AWS's documents, only seen. */
  readonly isHearsay?: boolean
  /** What is meant, where that is plain, to stand at the place. */
  readonly meant?: { readonly title: string; readonly safety: Safety; readonly to: Wanted } | undefined
}

/** Ids that are too long, or used twice. */
export function* rejectedIds(rules: readonly LifecycleRule[]): Iterable<Rejection> {
  const seen = new Set<string>()
  const ids = new Set(rules.map(({ written }) => written.Id?.value))
  const numbers = new Map<string, number>()
  for (const { written } of rules) {
    const id = written.Id?.value
    if (id === undefined || id === '') continue
    const at = written.at('Id')
    if (id.length > lifecycleBounds.id)
      yield { at, message: `the id has ${id.length} characters, of ${lifecycleBounds.id} at most` }
    else if (seen.has(id)) {
      let number = numbers.get(id) ?? 2
      while (ids.has(`${id}-${number}`)) number++
      numbers.set(id, number + 1)
      yield {
        at,
        message: `a rule before has the id '${id}'`,
        meant: { title: 'give the rule an id of its own', safety: 'safe', to: `${id}-${number}` },
      }
    }
    seen.add(id)
  }
}

/** What is wrong with one rule. */
export function* rejectedIn(rule: LifecycleRule): Iterable<Rejection> {
  const { current, noncurrent, abortDays } = rule
  const hasAction =
    [current, noncurrent].some(({ transitions, expiration }) => transitions.length > 0 || expiration) ||
    abortDays !== undefined ||
    rule.written.ExpiredObjectDeleteMarker === true
  if (!hasAction) yield { at: rule.at, message: 'the rule has no action' }
  yield* rejectedFilter(rule)
  yield* rejectedForms(rule)
  yield* rejectedMoments(current)
  yield* rejectedMoments(noncurrent)
  yield* tooFew(current.expiration, 1)
  yield* tooFew(noncurrent.expiration, 1)
  for (const rejection of tooFew(abortDays, 1)) yield { ...rejection, isHearsay: true }
}

function* rejectedFilter({ written }: LifecycleRule): Iterable<Rejection> {
  const { TagFilters: tags = [], ObjectSizeGreaterThan: above, ObjectSizeLessThan: below } = written
  const keys = tags.map(({ Key }) => Key)
  const twice = keys.find((key, index) => key && keys.slice(0, index).some(before => isSame(before, key)))
  if (twice) yield { at: twice.at, message: `the filter has the tag '${twice.toString()}' twice` }
  if (above !== undefined && below !== undefined && above >= below)
    yield {
      at: written.at('ObjectSizeLessThan'),
      message: `no object is larger than ${above} and smaller than ${below} bytes`,
    }
  for (const key of ['ObjectSizeGreaterThan', 'ObjectSizeLessThan'] as const) {
    const size = written[key]
    if (size !== undefined && (size < 0 || size > lifecycleBounds.size))
      yield { at: written.at(key), message: `${size} bytes is not a size that a filter takes, up to 50 TB` }
  }
  const narrowing =
    tags.length > 0 ? 'tags' : above !== undefined || below !== undefined ? 'object sizes' : undefined
  if (!narrowing) return
  const isHearsay = narrowing !== 'tags'
  if (written.AbortIncompleteMultipartUpload)
    yield {
      at: written.at('AbortIncompleteMultipartUpload'),
      message: `a rule by ${narrowing} cannot abort uploads, which have none yet`,
      isHearsay,
      meant: { title: 'leave uploads to another rule', safety: 'review', to: gone },
    }
  if (written.ExpiredObjectDeleteMarker === true)
    yield {
      at: written.at('ExpiredObjectDeleteMarker'),
      message: `a rule by ${narrowing} cannot expire delete markers, which have none`,
      isHearsay,
      meant: { title: 'leave delete markers to another rule', safety: 'review', to: gone },
    }
}

/** What excludes each other. */
const either = [
  ['Transition', 'Transitions'],
  ['NoncurrentVersionTransition', 'NoncurrentVersionTransitions'],
  ['NoncurrentVersionExpiration', 'NoncurrentVersionExpirationInDays'],
] as const

function* rejectedForms({ written, noncurrent }: LifecycleRule): Iterable<Rejection> {
  for (const [one, other] of either)
    if (written[one] !== undefined && written[other] !== undefined)
      yield { at: written.at(one), message: `the rule has both ${one} and ${other}` }
  if (written.ExpirationDate?.value !== undefined && written.ExpirationInDays !== undefined)
    yield {
      at: written.at('ExpirationDate'),
      message: 'the rule has both ExpirationDate and ExpirationInDays',
    }
  const clash = (['ExpirationInDays', 'ExpirationDate'] as const).find(key => written[key] !== undefined)
  if (written.ExpiredObjectDeleteMarker === true && clash)
    yield {
      at: written.at('ExpiredObjectDeleteMarker'),
      message: `a rule with ${clash} expires delete markers by itself, and cannot ask for it`,
      meant: { title: 'leave delete markers to the expiration', safety: 'safe', to: gone },
    }
  const { keeps } = noncurrent
  const expiration = written.NoncurrentVersionExpiration
  if (expiration && keeps !== undefined && (keeps < 1 || keeps > lifecycleBounds.versions))
    yield {
      at: expiration.at('NewerNoncurrentVersions'),
      message: `a rule keeps 1 to ${lifecycleBounds.versions} noncurrent versions, not ${keeps}`,
      isHearsay: true,
    }
}

function* rejectedMoments({ transitions, expiration }: Course): Iterable<Rejection> {
  for (const { moment } of transitions) yield* tooFew(moment, 0)
  const moments = [...transitions.map(({ moment }) => moment), expiration].filter(each => each !== undefined)
  const [first, ...others] = moments.filter(({ day }) => !Number.isNaN(day))
  const other = others.find(({ kind }) => kind !== first?.kind)
  if (other) yield { at: other.at, message: 'the rule has both days and dates' }
  for (const { at, text } of moments)
    if (text?.value !== undefined && !isMidnight(text.value))
      yield { at, message: `'${text.value}' is not midnight UTC of a day, such as 2027-01-31T00:00:00Z` }
}

function* tooFew(moment: Moment | undefined, least: 0 | 1): Iterable<Rejection> {
  if (moment?.kind === 'age' && moment.day < least)
    yield { at: moment.at, message: `${moment.day} is too few days, of at least ${least}` }
}

function isMidnight(date: string): boolean {
  const form = /^\d{4}-\d\d-\d\d(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?)?$/
  return form.test(date) && !Number.isNaN(Date.parse(date.slice(0, 10)))
}

function isSame(one: TextView | undefined, other: TextView): boolean {
  return one?.isSurely(other) ?? false
}
