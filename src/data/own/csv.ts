/** Columns as they are told in a configuration. */
export interface CsvNames {
  readonly inputs: readonly string[]
  readonly targets: readonly string[]
}

/**
 * The data as CSV (RFC 4180) with a header: the D inputs, then the K targets, every number as short as it can be
 * read back exactly. Without names the columns are x1 … xD and t1 … tK.
 */
export function csvOf(
  x: readonly (readonly number[])[],
  t: readonly (readonly number[])[],
  names?: CsvNames,
): string {
  const D = x[0]?.length ?? 0
  const K = t[0]?.length ?? 0
  const inputs = Array.from({ length: D }, (_, i) => names?.inputs[i] ?? (D === 1 ? 'x' : `x${i + 1}`))
  // Two classes have two names and may have one column: 1 is the second one.
  const own = names && names.targets.length === K ? names.targets : undefined
  const targets = Array.from({ length: K }, (_, k) => own?.[k] ?? (K === 1 ? 't' : `t${k + 1}`))
  const lines = [[...inputs, ...targets].map(quoted).join(',')]
  x.forEach((row, n) => lines.push([...row, ...t[n]].map(written).join(',')))
  return `${lines.join('\r\n')}\r\n`
}

function written(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

/** Quoted where needed; a name that a spreadsheet would run as a formula begins with an apostrophe. */
function quoted(name: string): string {
  const safe = /^[=+\-@\t]/.test(name) ? `'${name}` : name
  return /[",\r\n;\t|]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
