/** From and to of a part of a bar, in units of the values. */
export type Span = readonly [number, number]

export interface StackedBar {
  readonly outer: Span
  readonly residual: Span
}

/**
 * Two values a bar, stacked from zero: of one sign the second begins where the first ends, of two signs each begins
 * at zero, so that nothing hides anything. `low` ≤ 0 ≤ `high` are the ends of all bars; values that are not finite
 * count as 0.
 */
export function stackedBars(
  outer: ArrayLike<number>,
  residual: ArrayLike<number>,
): { readonly bars: readonly StackedBar[]; readonly low: number; readonly high: number } {
  const bars: StackedBar[] = []
  let low = 0
  let high = 0
  for (let n = 0; n < outer.length; n++) {
    const first = Number.isFinite(outer[n]) ? outer[n] : 0
    const second = Number.isFinite(residual[n]) ? residual[n] : 0
    const start = first * second > 0 ? first : 0
    const end = start + second
    low = Math.min(low, first, end)
    high = Math.max(high, first, end)
    bars.push({ outer: [0, first], residual: [start, end] })
  }
  return { bars, low, high }
}
