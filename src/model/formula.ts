/** What decisions are about: formulas over variables, evaluated under partial knowledge. */
import { compareTexts, Text, type Reason, type Symbol } from './text.ts'

/** A statement that is true or false in each world. */
export type Formula =
  | { readonly op: 'constant'; readonly value: boolean }
  | { readonly op: 'not'; readonly of: Formula }
  | { readonly op: 'and' | 'or'; readonly of: readonly Formula[] }
  | { readonly op: 'equal'; readonly left: Text; readonly right: Text }
  /** A question about a text; `name` tells questions apart, so equal names must mean equal questions. */
  | { readonly op: 'test'; readonly text: Text; readonly name: string; holds(text: string): boolean }
  /** Nothing is known of it but that it is the same wherever `id` is. */
  | { readonly op: 'free'; readonly id: string; readonly reason: Reason }

/** A formula together with what it is taken to be. */
export interface Constraint {
  readonly formula: Formula
  readonly value: boolean
  /** That it may be so is the idea of a check, not of the template: nothing certain rests on it alone. */
  readonly asked?: boolean | undefined
}

/** A symbol that may be any text: a variable, or what cannot be known. */
export type Open = Extract<Symbol, { kind: 'variable' | 'unknown' }>

/** Stands for a value that nobody wrote down anywhere; fresh values are equal where their numbers are. */
export interface Fresh {
  readonly fresh: number
}

const keys = new WeakMap<Formula, string>()

/** A formula's key: equal keys, equal meaning. */
export function formulaKey(formula: Formula): string {
  // Most atoms are asked about once, and their texts know their keys.
  if (!('of' in formula)) return makeKey(formula)
  let key = keys.get(formula)
  if (key === undefined) keys.set(formula, (key = makeKey(formula)))
  return key
}

function makeKey(formula: Formula): string {
  switch (formula.op) {
    case 'constant':
      return String(formula.value)
    case 'not':
      return `!(${formulaKey(formula.of)})`
    case 'and':
    case 'or':
      return `${formula.op}(${formula.of.map(formulaKey).sort().join(',')})`
    case 'equal': {
      const [left, right] = [formula.left.key, formula.right.key]
      return left < right ? `eq(${left},${right})` : `eq(${right},${left})`
    }
    case 'test':
      return `is(${JSON.stringify(formula.name)},${formula.text.key})`
    case 'free':
      return `free(${JSON.stringify(formula.id)})`
  }
}

/** What is known while evaluating: values of symbols, and truth of what cannot be computed. */
export interface Knowledge {
  /** Whether nothing is said of how a fresh value compares with what is written. */
  readonly blind?: boolean | undefined
  valueOf(symbol: Open): string | Fresh | undefined
  /** Truth of an atom that the values leave open, by its key. */
  atom(key: string): boolean | undefined
  /** Told of each atom left open. */
  onOpen?: ((key: string) => void) | undefined
}

/** The formula's truth as far as known. */
export function evaluate(formula: Formula, knowledge: Knowledge): boolean | undefined {
  switch (formula.op) {
    case 'constant':
      return formula.value
    case 'not': {
      const inner = evaluate(formula.of, knowledge)
      return inner === undefined ? undefined : !inner
    }
    case 'and':
    case 'or': {
      const decisive = formula.op === 'or'
      let open = false
      for (const part of formula.of) {
        const value = evaluate(part, knowledge)
        if (value === decisive) return decisive
        open ||= value === undefined
      }
      return open ? undefined : !decisive
    }
    case 'equal':
    case 'test':
    case 'free':
      return evaluateAtom(formula, knowledge)
  }
}

type Equal = Extract<Formula, { op: 'equal' }>
type Atom = Extract<Formula, { op: 'equal' | 'test' | 'free' }>

function evaluateAtom(atom: Atom, knowledge: Knowledge): boolean | undefined {
  const known =
    atom.op === 'equal' ? equal(atom, knowledge) : atom.op === 'test' ? test(atom, knowledge) : undefined
  if (known !== undefined) return known
  const key = formulaKey(atom)
  const assumed = knowledge.atom(key)
  if (assumed === undefined) knowledge.onOpen?.(key)
  return assumed
}

function equal(atom: Equal, knowledge: Knowledge): boolean | undefined {
  const compared = compareTexts(substitute(atom.left, knowledge), substitute(atom.right, knowledge))
  if (compared !== undefined) return compared
  const pair = openPair(atom)
  if (pair) {
    const [left, right] = pair.map(symbol => knowledge.valueOf(symbol))
    if (left === undefined || right === undefined || knowledge.blind) return undefined
    return typeof left === 'object' && typeof right === 'object' && left.fresh === right.fresh
  }
  const goal = goalOf(atom)
  // A value that nobody wrote down differs from all that somebody did.
  return goal && !knowledge.blind && typeof knowledge.valueOf(goal.symbol) === 'object' ? false : undefined
}

function test(atom: Extract<Formula, { op: 'test' }>, knowledge: Knowledge): boolean | undefined {
  const literal = substitute(atom.text, knowledge).literal
  return literal === undefined ? undefined : atom.holds(literal)
}

function substitute(text: Text, knowledge: Knowledge): Text {
  return text.replace(symbol => {
    const value = isOpen(symbol) ? knowledge.valueOf(symbol) : undefined
    return typeof value === 'string' ? value : undefined
  })
}

function isOpen(symbol: Symbol): symbol is Open {
  return symbol.kind === 'variable' || symbol.kind === 'unknown'
}

const atoms = new WeakMap<Formula, readonly Atom[]>()

/** What a formula is made of, without the words between. */
export function atomsOf(formula: Formula): readonly Atom[] {
  const known = atoms.get(formula)
  if (known) return known
  const found = findAtoms(formula)
  atoms.set(formula, found)
  return found
}

function findAtoms(formula: Formula): readonly Atom[] {
  switch (formula.op) {
    case 'constant':
      return []
    case 'not':
      return atomsOf(formula.of)
    case 'and':
    case 'or':
      return formula.of.flatMap(atomsOf)
    case 'equal':
    case 'test':
    case 'free':
      return [formula]
  }
}

/** The symbols that an atom speaks of and that may be any text. */
export function openSymbols(atom: Atom): readonly Open[] {
  const texts = atom.op === 'equal' ? [atom.left, atom.right] : atom.op === 'test' ? [atom.text] : []
  return texts.flatMap(text => text.symbols.filter(isOpen))
}

/** The symbols of `A = B`, where both sides are one symbol alone. */
export function openPair({ left, right }: Equal): readonly [Open, Open] | undefined {
  const [a, b] = [onlySymbol(left), onlySymbol(right)]
  return a && b && left.parts.length === 1 && right.parts.length === 1 ? [a, b] : undefined
}

/**
 * Where a text with one symbol is compared with a literal: the symbol, and the value that makes them equal, also
 * inside a longer text (`acme-${Env}` with `acme-prod`); no value where none does.
 */
export function goalOf({
  left,
  right,
}: Equal): { readonly symbol: Open; readonly value: string | undefined } | undefined {
  const [text, goal] = left.literal === undefined ? [left, right.literal] : [right, left.literal]
  const symbol = onlySymbol(text)
  if (!symbol || goal === undefined) return undefined
  const at = text.parts.indexOf(symbol)
  const before = Text.join(text.parts.slice(0, at)).literal ?? ''
  const after = Text.join(text.parts.slice(at + 1)).literal ?? ''
  const fits = goal.startsWith(before) && goal.endsWith(after) && goal.length >= before.length + after.length
  return { symbol, value: fits ? goal.slice(before.length, goal.length - after.length) : undefined }
}

function onlySymbol(text: Text): Open | undefined {
  const [symbol, ...others] = text.symbols
  return symbol && others.length === 0 && isOpen(symbol) ? symbol : undefined
}
