/** Numbers as they are shown: three significant figures, a true minus sign, powers of ten instead of e-notation. */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const subscripts = '₀₁₂₃₄₅₆₇₈₉'

/** A whole number in superscript digits, with a superscript minus: −3 gives ⁻³. */
export function superscript(n: number): string {
  const digits = [...String(Math.abs(n))].map((digit) => superscripts[Number(digit)]).join('')
  return n < 0 ? `⁻${digits}` : digits
}

/** A whole number n ≥ 0 in subscript digits: 31 gives ₃₁. */
export function subscript(n: number): string {
  return [...String(n)].map((digit) => subscripts[Number(digit)]).join('')
}

/** `value` with `digits` significant figures: 12.3, −0.00456, 1.1×10⁻⁷; exact zero is 0, NaN and ∞ are named. */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞'
  if (value === 0) return '0'
  const magnitude = Math.abs(value)
  const sign = value < 0 ? '−' : ''
  if (magnitude >= 1e5 || magnitude < 1e-3) {
    const [mantissa, exponent] = magnitude.toExponential(digits - 1).split('e')
    return `${sign}${mantissa}×10${superscript(Number(exponent))}`
  }
  const rounded = Number(magnitude.toPrecision(digits))
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(rounded)))
  return sign + rounded.toFixed(decimals)
}

/** A relative error: per cent with three figures from 0.1 % on, a power of ten below. */
export function formatRelative(value: number): string {
  if (value === 0) return '0'
  if (!Number.isFinite(value) || value < 1e-3) return formatNumber(value, 2)
  if (value >= 100) return formatNumber(value)
  const percent = value * 100
  return `${percent >= 99.95 ? Math.round(percent) : percent.toPrecision(3)} %`
}

/** A signed deviation relative to a reference, in per cent or as a power of ten; exact zero is 0. */
export function formatDeviation(value: number): string {
  if (value === 0) return '0'
  return (value < 0 ? '−' : '+') + formatRelative(Math.abs(value))
}

/** A measured time in milliseconds with its unit: 0.12 ms, 35 ms, 1.4 s. */
export function formatTime(milliseconds: number): string {
  if (milliseconds < 0.05) return '< 0.1 ms'
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toPrecision(2)} s`
  if (milliseconds < 5_400_000) return `${Math.round(milliseconds / 60_000)} min`
  return `${Math.round(milliseconds / 3_600_000)} h`
}

/** A whole number with thin spaces between thousands. */
export function formatCount(n: number): string {
  if (n >= 1e7) return formatNumber(n)
  return Math.round(n)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ')
    .replace('-', '−')
}

/** The number in as few characters as it can be typed back with, for a field that is about eight characters wide. */
export function shortest(value: number): string {
  const size = Math.abs(value)
  const plain = size === 0 || (size >= 1e-3 && size < 1e6)
  const exact = plain ? String(value) : value.toExponential()
  const text =
    exact.length <= 7 ? exact : plain ? String(Number(value.toPrecision(4))) : value.toExponential(2)
  return text.replaceAll('-', '−').replace('e+', 'e')
}
