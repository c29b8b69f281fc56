/** Bytes of a file to text. */
import { constants } from 'node:buffer'

/**
 * Decodes UTF-8, or UTF-16 with a byte order mark. The mark stays in the text as its first character, so that
 * offsets fit the file and writing the text back keeps it; every parser of this folder accepts it.
 */
export function decodeText(bytes: Uint8Array): string | { readonly error: string } {
  if (bytes.length > constants.MAX_STRING_LENGTH)
    return { error: `the file has more than ${constants.MAX_STRING_LENGTH} bytes, the most that can be read` }
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decodeUtf16(Buffer.from(bytes), 'UTF-16 (little-endian)')
  if (first === 0xfe && second === 0xff) {
    // An odd last byte has no partner to be swapped with; it is refused below.
    const even = Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16()
    return decodeUtf16(Buffer.concat([even, bytes.subarray(even.length)]), 'UTF-16 (big-endian)')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const offset = firstInvalidByte(bytes)
    const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0')
    const line = 1 + bytes.subarray(0, offset).reduce((count, each) => count + (each === 0x0a ? 1 : 0), 0)
    return {
      error: `the byte at offset ${offset} (0x${byte}, in line ${line}) is not valid UTF-8: expected UTF-8, or UTF-16 with a byte order mark`,
    }
  }
}

/** Encodes a text as the bytes are that it was decoded from; the mark is part of the text. */
export function encodeText(text: string, [first, second]: Uint8Array): Uint8Array {
  if (first === 0xff && second === 0xfe) return Buffer.from(text, 'utf16le')
  if (first === 0xfe && second === 0xff) return Buffer.from(text, 'utf16le').swap16()
  return Buffer.from(text, 'utf8')
}

function decodeUtf16(bytes: Buffer, encoding: string): string | { readonly error: string } {
  if (bytes.length % 2 === 1)
    return {
      error: `the byte at offset ${bytes.length - 1} is half a character of ${encoding}: expected an even number of bytes`,
    }
  const text = bytes.toString('utf16le')
  const lone = text.search(/\p{Surrogate}/u)
  if (lone < 0) return text
  return {
    error: `the bytes at offset ${lone * 2} are not valid ${encoding}: expected both halves of a character`,
  }
}

/** The lossy decoding writes U+FFFD for what is invalid: the first one that the bytes do not spell is the place. */
function firstInvalidByte(bytes: Uint8Array): number {
  const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  let offset = 0
  let from = 0
  for (let at = lossy.indexOf('\uFFFD'); at >= 0; at = lossy.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(lossy.slice(from, at))
    const isSpelled = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd
    if (!isSpelled) return offset
    offset += 3
    from = at + 1
  }
  return offset
}
