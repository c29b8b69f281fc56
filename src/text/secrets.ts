/**
 * Secrets in text: how they are found, and how they are kept out of everything that is shown.
 * Source: IAM User Guide, "IAM identifiers" for access key ids; the forms of secret keys are those that scanners use.
 */
import type { Span } from './source.ts'

/** A secret access key: 40 characters. */
const LENGTH = 40
const RUN = /[A-Za-z0-9/+]{40,}/g
const KEY_ID = /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/

/** The AWS documentation's own keys end so. */
const OF_DOCUMENTATION = /EXAMPLE(?:KEY)?$/

/** The access key id in a text, if there is one. */
export function accessKeyIdIn(text: string): string | undefined {
  const [id] = KEY_ID.exec(text) ?? []
  return id === undefined || OF_DOCUMENTATION.test(id) ? undefined : id
}

/** What looks like secret access keys in a text. */
export function secretKeysIn(text: string): readonly Span[] {
  return runsIn(text)
    .filter(({ run, end }) => run.length === LENGTH && text[end] !== '=' && isRandom(run))
    .map(({ start, end }) => ({ start, end }))
}

/** The text with what looks like a secret access key, holds one in base64, or is as random, replaced by stars. */
export function masked(text: string): string {
  let result = ''
  let from = 0
  for (const { run, start, end } of runsIn(text)) {
    if (!isRandom(run) && !holdsEncodedKey(run)) continue
    result += text.slice(from, start) + '*'.repeat(end - start)
    from = end
  }
  return result + text.slice(from)
}

/** How far around a window of text one has to look so that a secret on its edge is seen as a whole. */
export const MASK_MARGIN = 4 * LENGTH

interface Run extends Span {
  readonly run: string
}

function runsIn(text: string): Run[] {
  const runs = Array.from(text.matchAll(RUN), ({ 0: run, index }) => ({
    run,
    start: index,
    end: index + run.length,
  }))
  return runs.filter(({ run }) => !OF_DOCUMENTATION.test(run))
}

const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/]

/** Names in camel case and paths are made of words; random text changes between kinds of letters all the time. */
function isRandom(run: string): boolean {
  if (!kinds.every(kind => kind.test(run))) return false
  const inWords = (run.match(/[a-z]{4,}/g) ?? []).join('').length
  const isPath = run.split('/').length > 4
  if (isPath || inWords >= 0.4 * run.length) return false
  // Where it is not the length of a key, it has to look the part all the more.
  return run.length === LENGTH || changesIn(run) > 0.57 * run.length
}

function changesIn(run: string): number {
  const found = Array.from(run, character => kinds.findIndex(kind => kind.test(character)))
  return found.filter((kind, index) => index > 0 && kind !== found[index - 1]).length
}

/** Whether it is base64 of a text with a secret key; what is cut out of a longer one may begin between two bytes. */
function holdsEncodedKey(run: string): boolean {
  if (run.length <= LENGTH) return false
  return [0, 1, 2, 3].some(
    cut => secretKeysIn(Buffer.from(run.slice(cut), 'base64').toString('latin1')).length > 0,
  )
}
