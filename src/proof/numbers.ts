/** Values that are ordered: numbers, dates and addresses. */

/** A range of addresses, both ends included. */
export interface AddressRange {
  readonly version: 4 | 6
  readonly first: bigint
  readonly last: bigint
  /** Length of the fixed prefix. */
  readonly bits: number
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

function parseV4(text: string): bigint | undefined {
  const octets = IPV4.exec(text)?.slice(1).map(Number)
  if (octets === undefined || octets.some(octet => octet > 255)) return undefined
  return octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n)
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::')
  if (!/^[0-9a-f:]+$/i.test(text) || halves.length > 2) return undefined
  const groups = halves.map(half => (half === '' ? [] : half.split(':')))
  const [front = [], back = []] = groups
  const missing = 8 - front.length - back.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const all = [...front, ...Array.from({ length: missing }, () => '0'), ...back]
  if (!all.every(group => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n)
}

/** Reads `203.0.113.0/24`, `2001:db8::/32` or a single address. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [address = '', length, ...rest] = text.trim().split('/')
  if (rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined
  const v4 = parseV4(address)
  const value = v4 ?? parseV6(address)
  if (value === undefined) return undefined
  const width = v4 === undefined ? 128 : 32
  const bits = length === undefined ? width : Number(length)
  if (bits > width) return undefined
  const free = BigInt(width - bits)
  const first = (value >> free) << free
  return { version: v4 === undefined ? 6 : 4, first, last: first + (1n << free) - 1n, bits }
}

/** Whether the first range lies in the second. */
export const within = (inner: AddressRange, outer: AddressRange): boolean =>
  inner.version === outer.version && inner.first >= outer.first && inner.last <= outer.last

/** Writes an address. */
export function formatAddress(version: 4 | 6, value: bigint): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map(shift => String((value >> shift) & 255n)).join('.')
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((value >> BigInt(112 - at * 16)) & 65535n).toString(16),
  )
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::')
}

/** Reads a number as policies write it. */
export function parseNumber(text: string): number | undefined {
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) return undefined
  return Number(text)
}

/** Reads an ISO date or epoch seconds, as milliseconds. */
export function parseDate(text: string): number | undefined {
  if (/^-?\d{5,}$/.test(text)) return Number(text) * 1000
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}
