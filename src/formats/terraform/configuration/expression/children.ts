/** Wrapping all that is in a value. */
import type { Plain, Property, Value } from '../../../../model/value.ts'
import { isSet, typeOf, type PlainSet, type Scalar } from './plain.ts'

/** The plain value with each value in it wrapped on first use. */
export function mapChildren(plain: Plain, wrap: (value: Value) => Value): Plain {
  switch (plain.kind) {
    case 'absent':
    case 'unknown':
      return plain
    case 'text': {
      if (!plain.json) return plain
      const wrapped: Scalar = {
        kind: 'text',
        get text() {
          return plain.text
        },
        json: wrap(plain.json),
        type: typeOf(plain),
      }
      return wrapped
    }
    case 'list': {
      const wrapped: PlainSet = {
        kind: 'list',
        items: plain.items.map(wrap),
        ...(isSet(plain) && { isSet: true }),
      }
      return wrapped
    }
    case 'record': {
      const wrapped = new Map<string, Property>()
      return {
        kind: 'record',
        // Finding out which keys there are can take decisions.
        get keys() {
          return plain.keys
        },
        open: plain.open,
        entry(key) {
          const known = wrapped.get(key)
          const entry = known ? undefined : plain.entry(key)
          if (!entry) return known
          const property = { at: entry.at, value: wrap(entry.value) }
          wrapped.set(key, property)
          return property
        },
      }
    }
  }
}
