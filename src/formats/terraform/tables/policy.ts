/** Policies that are written as JSON text, read into documents. */
import type { Text } from '../../../model/text.ts'
import { constant, type Origin, type Value } from '../../../model/value.ts'
import { jsonValue } from '../json-value.ts'

/** The document that a JSON text holds; every part of it stands where the text does. Any other text stays text. */
export function policyValue(text: Text, at: Origin): Value {
  return jsonValue(text, at) ?? constant(at, { kind: 'text', text })
}
