/**
 * The lifecycle of a bucket: which objects a rule is about, and what happens to them when. The old and the new forms
 * of a rule (`Transition` and `Transitions`, days for noncurrent versions with and without a number of versions) are
 * one here.
 */
import type { Bucket } from '../bucket.ts'
import type { TextView } from '../text-view.ts'
import type { Origin } from '../value.ts'

type Written = NonNullable<NonNullable<Bucket['properties']['LifecycleConfiguration']>['Rules']>[number]
type WrittenTransition = NonNullable<Written['Transition'] | Written['NoncurrentVersionTransition']>

const DAY = 24 * 60 * 60 * 1000

/** When something happens to an object. */
export interface Moment {
  /** The place that says so. */
  readonly at: Origin
  /** Days of age, or days since 1970 where a date is written; only moments of one kind can be compared. */
  readonly kind: 'age' | 'date'
  /** `NaN` where it is not known. */
  readonly day: number
  /** The date as it is written. */
  readonly text?: TextView
}

/** A move to another storage class. */
export interface Transition {
  /** As the schema names it. */
  readonly written: WrittenTransition
  /** The class by its name today. */
  readonly to: string
  /** The place that names the class. */
  readonly at: Origin
  /** `undefined` where none is written. */
  readonly moment: Moment | undefined
}

/** What happens to the objects of a rule one after the other: to current versions, or to noncurrent ones. */
export interface Course {
  readonly of: 'objects' | 'noncurrent versions'
  readonly transitions: readonly Transition[]
  readonly expiration: Moment | undefined
  /** How many newer noncurrent versions are kept, whatever their age. */
  readonly keeps?: number | undefined
}

/** One rule of a lifecycle. */
export class LifecycleRule {
  /** As the schema names it. */
  readonly written: Written
  #current: Course | undefined
  #noncurrent: Course | undefined
  #isByKeyAlone: boolean | undefined

  constructor(written: Written) {
    this.written = written
  }

  /** The place of the rule as a whole. */
  get at(): Origin {
    return this.written.at()
  }

  get isEnabled(): boolean {
    return this.written.Status === 'Enabled'
  }

  get prefix(): TextView | undefined {
    return this.written.Prefix
  }

  /** Whether it is about every object of the bucket. */
  get isForAll(): boolean {
    return this.isByKeyAlone && (this.prefix?.is('') ?? true)
  }

  /** Whether neither tags nor sizes narrow it. */
  get isByKeyAlone(): boolean {
    const { TagFilters = [], ObjectSizeGreaterThan: above = 0, ObjectSizeLessThan: below } = this.written
    return (this.#isByKeyAlone ??= TagFilters.length === 0 && above === 0 && below === undefined)
  }

  /** What happens to objects, or to the current versions of a versioned bucket. */
  get current(): Course {
    return (this.#current ??= currentOf(this.written))
  }

  /** What happens to versions since they became noncurrent. */
  get noncurrent(): Course {
    return (this.#noncurrent ??= noncurrentOf(this.written))
  }

  /** Days after which uploads that were never completed are dropped. */
  get abortDays(): Moment | undefined {
    const abort = this.written.AbortIncompleteMultipartUpload
    if (abort?.DaysAfterInitiation === undefined) return undefined
    return { at: abort.at('DaysAfterInitiation'), kind: 'age', day: abort.DaysAfterInitiation }
  }
}

/** The rules of a bucket's lifecycle, enabled or not. */
export function lifecycleOf({ properties }: Bucket): readonly LifecycleRule[] {
  return (properties.LifecycleConfiguration?.Rules ?? []).map(written => new LifecycleRule(written))
}

/** The transitions whose moment is known and of a kind, earliest first. */
export function inOrder<T extends Transition>(transitions: readonly T[], kind: Moment['kind']) {
  return transitions
    .flatMap(each =>
      each.moment?.kind === kind && each.moment.day >= 0 ? [{ ...each, moment: each.moment }] : [],
    )
    .sort((a, b) => a.moment.day - b.moment.day)
}

/** A moment as people say it. */
export function toldMoment({ kind, day }: Moment): string {
  return kind === 'age' ? `after ${days(day)}` : `on ${new Date(day * DAY).toISOString().slice(0, 10)}`
}

/** A number of days as people say it. */
export function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}

function currentOf(written: Written): Course {
  const { Transition: one, Transitions: several = [] } = written
  const { ExpirationInDays: days, ExpirationDate: date } = written
  return {
    of: 'objects',
    transitions: [...(one ? [one] : []), ...several].map(transition),
    expiration:
      days === undefined
        ? date && { at: date.at, kind: 'date', day: dayOf(date), text: date }
        : { at: written.at('ExpirationInDays'), kind: 'age', day: days },
  }
}

function noncurrentOf(written: Written): Course {
  const { NoncurrentVersionTransition: one, NoncurrentVersionTransitions: several = [] } = written
  const expiration = written.NoncurrentVersionExpiration
  const days = expiration?.NoncurrentDays ?? written.NoncurrentVersionExpirationInDays
  const at = expiration?.at('NoncurrentDays') ?? written.at('NoncurrentVersionExpirationInDays')
  return {
    of: 'noncurrent versions',
    transitions: [...(one ? [one] : []), ...several].map(transition),
    expiration: days === undefined ? undefined : { at, kind: 'age', day: days },
    keeps: expiration?.NewerNoncurrentVersions,
  }
}

function transition(written: WrittenTransition): Transition {
  const { StorageClass: to = '', TransitionInDays: days } = written
  const date = 'TransitionDate' in written ? written.TransitionDate : undefined
  const moment = (): Moment | undefined => {
    if (days !== undefined) return { at: written.at('TransitionInDays'), kind: 'age', day: days }
    return date && { at: date.at, kind: 'date', day: dayOf(date), text: date }
  }
  // The name of the class before there were others of Glacier.
  const name = to === 'Glacier' ? 'GLACIER' : to
  return { written, to: name, at: written.at('StorageClass'), moment: moment() }
}

/** The day of a date as S3 reads it: the time is always midnight UTC. */
function dayOf({ value }: TextView): number {
  const date = /^\d{4}-\d\d-\d\d/.exec(value ?? '')?.[0]
  return date === undefined ? NaN : Date.parse(date) / DAY
}
