import type { Activation } from './activation.ts'
import { finiteAt } from './irregularities.ts'
import type { Irregularities } from './irregularities.ts'

/** How well the derivatives agree with central differences. */
export interface DifferencesCheck {
  /** How many activations were tried; those within a step of a kink or without a finite value are left out. */
  readonly points: number
  /** The largest |h′ − Δh| and |h″ − Δh′|, relative to the size of what is differenced and of the derivative. */
  readonly first: number
  readonly second: number
}

/** Activations that are tried: from −6 to 6, with no pattern that a kink at a round number could hide behind. */
const tried = { from: -6, to: 6, points: 241, offset: 0.00137 } as const
const steps = [1e-4, 1e-5, 1e-6] as const

/**
 * h′ and h″ held against [h(a + ε) − h(a − ε)]/(2ε) and the same of h′, with ε = 10⁻⁴, 10⁻⁵, 10⁻⁶ times max(1, |a|)
 * and the one taken that agrees best: about 10⁻⁹ where the derivatives are right, unless h varies within ε.
 */
export function differencesCheck(
  functions: Pick<Activation, 'h' | 'first' | 'second'>,
  { found }: Irregularities,
): DifferencesCheck {
  const { h, first, second } = functions
  let points = 0
  let largestFirst = 0
  let largestSecond = 0
  for (let i = 0; i < tried.points; i++) {
    const a = tried.from + ((tried.to - tried.from) * i) / (tried.points - 1) + tried.offset
    const size = Math.max(1, Math.abs(a))
    const near = 10 * steps[0] * size
    if (found.some(({ from, to }) => a > from - near && a < to + near)) continue
    if (![a - near, a, a + near].every((one) => finiteAt(functions, one))) continue
    points++
    largestFirst = Math.max(largestFirst, deviation(h, first(a), a, size))
    largestSecond = Math.max(largestSecond, deviation(first, second(a), a, size))
  }
  return { points, first: largestFirst, second: largestSecond }
}

function deviation(f: Activation['h'], derivative: number, a: number, size: number): number {
  const scale = Math.max(1, Math.abs(derivative), Math.abs(f(a)))
  return Math.min(
    ...steps.map((step) => {
      const [low, high] = [a - step * size, a + step * size]
      return Math.abs(derivative - (f(high) - f(low)) / (high - low)) / scale
    }),
  )
}
