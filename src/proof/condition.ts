/** Condition operators: compiled once, then asked about the values of one key. */
import { compile, compileArn, match, type Glob } from './glob.ts'
import { mayHaveHoles, type Holes } from './holes.ts'
import { parseAddressRange, parseDate, parseNumber, within, type AddressRange } from './numbers.ts'
import { every, MAYBE, NO, not, or, some, YES, type Truth } from './truth.ts'

type Comparison = 'equals' | 'less' | 'lessEquals' | 'greater' | 'greaterEquals'

/** How an operator compares one value of the request with the values in the policy. */
export type Comparand =
  | { readonly family: 'text'; readonly globs: readonly Glob[]; readonly exact: boolean }
  | { readonly family: 'arn'; readonly globs: readonly Glob[]; readonly odd: boolean }
  | {
      readonly family: 'number' | 'date'
      readonly how: Comparison
      readonly bounds: readonly number[]
      readonly odd: boolean
    }
  | { readonly family: 'address'; readonly ranges: readonly AddressRange[]; readonly odd: boolean }
  | { readonly family: 'bool' | 'null'; readonly values: readonly string[]; readonly odd: boolean }
  /** Holds where the request carries the key; where it does not, nobody knows. */
  | { readonly family: 'given' }
  /** Nobody knows what it does. */
  | { readonly family: 'unknown' }

/** One operator on one key. All that belongs to a statement must hold. */
export interface Condition {
  /** Lower case. */
  readonly key: string
  /** As written. */
  readonly operator: string
  readonly quantifier: 'one' | 'all' | 'any'
  readonly ifExists: boolean
  readonly negated: boolean
  readonly comparand: Comparand
  readonly values: readonly string[]
}

interface Operator {
  readonly make: (values: readonly string[], holes: Holes) => Comparand
  readonly negated?: boolean
}

const text = (wild: boolean, fold = false): Operator => ({
  make: (values, holes) => ({
    family: 'text',
    globs: values.map(value => compile(value, holes, wild ? 'any' : undefined, fold)),
    exact: !wild,
  }),
})

const arn: Operator = {
  make: (values, holes) => {
    const globs = values.map(value => compileArn(value, holes, false))
    return { family: 'arn', globs: globs.filter(glob => glob !== undefined), odd: globs.includes(undefined) }
  },
}

const ordered = (family: 'number' | 'date', how: Comparison): Operator => ({
  make: values => {
    const bounds = values.map(family === 'number' ? parseNumber : parseDate)
    return {
      family,
      how,
      bounds: bounds.filter(bound => bound !== undefined),
      odd: bounds.includes(undefined),
    }
  },
})

const address: Operator = {
  make: values => {
    const ranges = values.map(parseAddressRange)
    return {
      family: 'address',
      ranges: ranges.filter(range => range !== undefined),
      odd: ranges.includes(undefined),
    }
  },
}

const truth = (family: 'bool' | 'null'): Operator => ({
  make: values => {
    const words = values.map(value => value.toLowerCase())
    return { family, values: words, odd: words.some(mayHaveHoles) }
  },
})

const negated = (operator: Operator): Operator => ({ make: operator.make, negated: true })

const operators: Readonly<Record<string, Operator>> = {
  StringEquals: text(false),
  StringNotEquals: negated(text(false)),
  StringEqualsIgnoreCase: text(false, true),
  StringNotEqualsIgnoreCase: negated(text(false, true)),
  StringLike: text(true),
  StringNotLike: negated(text(true)),
  BinaryEquals: text(false),
  ArnEquals: arn,
  ArnLike: arn,
  ArnNotEquals: negated(arn),
  ArnNotLike: negated(arn),
  NumericEquals: ordered('number', 'equals'),
  NumericNotEquals: negated(ordered('number', 'equals')),
  NumericLessThan: ordered('number', 'less'),
  NumericLessThanEquals: ordered('number', 'lessEquals'),
  NumericGreaterThan: ordered('number', 'greater'),
  NumericGreaterThanEquals: ordered('number', 'greaterEquals'),
  DateEquals: ordered('date', 'equals'),
  DateNotEquals: negated(ordered('date', 'equals')),
  DateLessThan: ordered('date', 'less'),
  DateLessThanEquals: ordered('date', 'lessEquals'),
  DateGreaterThan: ordered('date', 'greater'),
  DateGreaterThanEquals: ordered('date', 'greaterEquals'),
  IpAddress: address,
  NotIpAddress: negated(address),
  Bool: truth('bool'),
  Null: truth('null'),
}

/** The names of all operators, without what stands before and behind them. */
export const conditionOperators: readonly string[] = Object.keys(operators)

/** Compiles `ForAnyValue:StringLikeIfExists` and the like. An operator that nobody knows holds perhaps. */
export function compileCondition(
  written: string,
  key: string,
  values: readonly string[],
  holes: Holes,
): Condition {
  const [, quantifier, name = '', suffix] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written) ?? []
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
  const ifExists = suffix !== undefined
  const unknown = operator === undefined || (ifExists && name === 'Null')
  return {
    key: key.toLowerCase(),
    operator: written,
    quantifier: quantifier === 'ForAllValues' ? 'all' : quantifier === 'ForAnyValue' ? 'any' : 'one',
    ifExists,
    negated: operator?.negated ?? false,
    comparand: unknown ? { family: 'unknown' } : operator.make(values, holes),
    values,
  }
}

const bare = (operator: string, key: string, family: 'unknown' | 'given'): Condition => ({
  key: key.toLowerCase(),
  operator,
  quantifier: 'one',
  ifExists: false,
  negated: false,
  comparand: { family },
  values: [],
})

/** A condition that holds perhaps, for what could not be read. */
export const unreadable = (operator: string, key: string): Condition => bare(operator, key, 'unknown')

/** A condition that surely holds only where a variable has a value. */
export const given = (key: string): Condition => bare('a variable without a value', key, 'given')

function compares(value: number, how: Comparison, bound: number): boolean {
  switch (how) {
    case 'equals':
      return value === bound
    case 'less':
      return value < bound
    case 'lessEquals':
      return value <= bound
    case 'greater':
      return value > bound
    case 'greaterEquals':
      return value >= bound
  }
}

/** Whether one value of the request equals, or is like, some value in the policy. */
function equalsAny(comparand: Comparand, value: string): Truth {
  switch (comparand.family) {
    case 'text':
      return some(comparand.globs, glob => match(glob, value))
    case 'arn':
      return or(
        some(comparand.globs, glob => match(glob, value)),
        comparand.odd ? MAYBE : NO,
      )
    case 'number':
    case 'date': {
      const number = comparand.family === 'number' ? parseNumber(value) : parseDate(value)
      if (number === undefined) return MAYBE
      if (comparand.bounds.some(bound => compares(number, comparand.how, bound))) return YES
      return comparand.odd ? MAYBE : NO
    }
    case 'address': {
      const asked = parseAddressRange(value)
      if (asked === undefined) return MAYBE
      if (comparand.ranges.some(range => within(asked, range))) return YES
      return comparand.odd ? MAYBE : NO
    }
    case 'bool':
      if (comparand.values.includes(value.toLowerCase())) return YES
      return comparand.odd || mayHaveHoles(value) ? MAYBE : NO
    case 'null':
    case 'given':
    case 'unknown':
      return MAYBE
  }
}

/** Whether the condition holds for the values that a request carries under its key; undefined: it carries none. */
export function holds(condition: Condition, values: readonly string[] | undefined): Truth {
  const { comparand, quantifier } = condition
  if (comparand.family === 'unknown') return MAYBE
  const present = values !== undefined && values.length > 0
  if (comparand.family === 'given') return present ? YES : MAYBE
  if (comparand.family === 'null') {
    if (comparand.values.includes(present ? 'false' : 'true')) return YES
    return comparand.odd ? MAYBE : NO
  }
  if (!present) {
    if (condition.ifExists) return quantifier === 'any' ? MAYBE : YES
    if (quantifier !== 'one') return quantifier === 'all' ? YES : NO
    return condition.negated ? YES : NO
  }
  const one = (value: string): Truth =>
    condition.negated ? not(equalsAny(comparand, value)) : equalsAny(comparand, value)
  if (quantifier === 'all') return every(values, one)
  if (quantifier === 'any') return some(values, one)
  return values.length > 1 ? MAYBE : some(values, one)
}
