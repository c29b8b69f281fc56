/** Statements of a policy as rules look at them: what the proof engine read, with the places it was written at. */
import type { Origin } from '../model/value.ts'
import type { Policy, Statement, StatementRef } from '../proof/index.ts'
import type { Path } from './document.ts'

/** One statement of a policy in one world. */
export class StatementView {
  /** As the proof engine reads it. */
  readonly proof: Statement
  readonly #originAt: (path: Path) => Origin

  constructor(proof: Statement, originAt: (path: Path) => Origin) {
    this.proof = proof
    this.#originAt = originAt
  }

  get effect(): 'Allow' | 'Deny' {
    return this.proof.effect
  }

  get sid(): string | undefined {
    return this.proof.ref.sid
  }

  /** Its number in the policy, from 0. */
  get index(): number {
    return this.proof.ref.index
  }

  /** Whether it is the same statement, however it was read. */
  is({ policy, index }: StatementRef): boolean {
    return this.proof.ref.policy === policy && this.index === index
  }

  /** How messages call it: by its Sid, or by its number from 1. */
  get label(): string {
    return this.sid ?? String(this.index + 1)
  }

  /** The place of the statement as a whole. */
  get at(): Origin {
    return this.place()
  }

  /** Whether it has a place of its own, which it has not in a text of JSON. */
  get isPlaced(): boolean {
    const [own, whole] = [this.at, this.#originAt([])]
    return own.source !== whole.source || own.span.start !== whole.span.start
  }

  /** How a key of its conditions is written, of the spellings that it may have. */
  keyIn(operator: string, ...spellings: readonly string[]): string | undefined {
    const above = this.place('Condition', operator)
    return spellings.find(each => this.place('Condition', operator, each) !== above)
  }

  /** The place of an element, `place('Condition', 'Bool')`, or of the nearest one above it that is written. */
  place(...path: Path): Origin {
    return this.#originAt(['Statement', this.index, ...path])
  }
}

/** The statements of a policy that can be read; those of which nothing is known say nothing to a rule. */
export function statementsOf(policy: Policy, originAt: (path: Path) => Origin): readonly StatementView[] {
  return policy.statements
    .filter(({ doubts }) => doubts.length === 0)
    .map(statement => new StatementView(statement, originAt))
}

/** The ids of accounts that statements write down, as principals and in conditions. */
export function accountsIn(statements: readonly StatementView[]): readonly string[] {
  const texts = statements.flatMap(({ proof }) => [
    ...proof.principals.texts,
    ...proof.conditions.flatMap(({ values }) => values),
  ])
  return [...new Set(texts.flatMap(text => text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []))]
}
