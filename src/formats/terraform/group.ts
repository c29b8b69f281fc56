/** Adds to the values of a key. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const same = map.get(key)
  if (same) same.push(value)
  else map.set(key, [value])
}
