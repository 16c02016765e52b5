import { format } from 'd3'
import { superscript } from '../i18n/numbers.ts'

const formatters = new Map<string, (value: number) => string>()

/** d3's formatter for a specifier, made once: maps print hundreds of numbers a frame. */
function formatter(specifier: string): (value: number) => string {
  let made = formatters.get(specifier)
  if (!made) formatters.set(specifier, (made = format(specifier)))
  return made
}

/**
 * `value` with at most `digits` significant figures, no trailing zeros and the true minus sign: −2.57, 0.19, 24,
 * 1.1×10⁻¹⁰. NaN and ±∞ are written as such.
 */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e-4 && size < 10 ** Math.max(digits + 2, 5))
    return formatter(`.${digits}~r`)(value).replaceAll('-', '−')
  const [mantissa, exponent] = formatter(`.${digits - 1}~e`)(value).split('e')
  return `${mantissa.replace('-', '−')}×10${superscript(Number(exponent))}`
}

/** The power of ten nearest to `value` as 10ⁿ with its sign; 1 and 10 in plain digits. */
export function formatPowerOfTen(value: number): string {
  const sign = value < 0 ? '−' : ''
  const exponent = Math.round(Math.log10(Math.abs(value)))
  if (exponent === 0) return `${sign}1`
  if (exponent === 1) return `${sign}10`
  return `${sign}10${superscript(exponent)}`
}

/**
 * `value` in few characters, for a cell of a map: at most `digits` significant figures and as many decimal places,
 * without the zero before the point (−.19); numbers too small or too large for that as 4e−7.
 */
export function formatCell(value: number, digits: number): string {
  if (value === 0 || !Number.isFinite(value)) return formatNumber(value)
  const size = Math.abs(value)
  if (size >= 9999.5 || size < 0.95 * 10 ** -digits)
    return formatter('.0e')(value).replace('e+', 'e').replaceAll('-', '−')
  const rounded = Number(value.toPrecision(digits))
  return formatter(`.${digits}~f`)(size < 1 ? value : rounded).replace(/^(−?)0\./, '$1.')
}
