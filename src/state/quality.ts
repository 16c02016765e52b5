/** Relative errors below this are round-off of float64 arithmetic on matrices of this size, and named so. */
const roundOffBound = 1e-12

/** Whether a relative error is nothing but round-off. */
export function isRoundOff(relativeError: number): boolean {
  return relativeError < roundOffBound
}
