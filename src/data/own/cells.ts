/** How a fraction is written: 1.5 or 1,5. */
export type DecimalMark = '.' | ','

const missing: ReadonlySet<string> = new Set([
  '',
  '-',
  '–',
  '.',
  '?',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  'inf',
  '+inf',
  '-inf',
  'infinity',
  '-infinity',
])

/** Whether the cell says that there is no value, or none that is finite. */
export function isMissing(cell: string): boolean {
  return cell.length <= 9 && missing.has(cell.trim().toLowerCase())
}

const pattern: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  ',': /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i,
}

/** The finite number in the cell, or NaN. */
export function numberIn(cell: string, decimal: DecimalMark): number {
  if (cell.length > 60) return NaN
  const text = cell.trim().replace(/^−/, '-')
  if (!pattern[decimal].test(text)) return NaN
  const value = Number(decimal === ',' ? text.replace(',', '.') : text)
  return Number.isFinite(value) ? value : NaN
}
