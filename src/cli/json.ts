const ROWS = 4096

/**
 * The JSON text of a value in pieces: float arrays are written a few thousand numbers at a time, so that no piece
 * holds a large matrix. NaN and ±∞, which JSON does not know, become null.
 */
export function* jsonPieces(value: unknown): Generator<string, void, void> {
  if (value instanceof Float64Array) {
    yield '['
    for (let from = 0; from < value.length; from += ROWS) {
      const numbers = JSON.stringify(Array.from(value.subarray(from, from + ROWS)))
      yield (from > 0 ? ',' : '') + numbers.slice(1, -1)
    }
    yield ']'
  } else if (Array.isArray(value)) {
    yield '['
    for (const [i, each] of value.entries()) {
      if (i > 0) yield ','
      yield* jsonPieces(each)
    }
    yield ']'
  } else if (typeof value === 'object' && value !== null) {
    let before = '{'
    for (const [key, each] of Object.entries(value)) {
      yield `${before}${JSON.stringify(key)}:`
      yield* jsonPieces(each)
      before = ','
    }
    yield before === '{' ? '{}' : '}'
  } else yield JSON.stringify(value)
}
