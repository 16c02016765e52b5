/**
 * σ(a) = 1/(1 + e^{−a}), the logistic sigmoid, PRML (4.59); the exponential is taken of −|a| so that it cannot
 * overflow and small values keep all their digits.
 */
export function sigma(a: number): number {
  if (a >= 0) return 1 / (1 + Math.exp(-a))
  const e = Math.exp(a)
  return e / (1 + e)
}

/** ln(1 + e^a), whose derivative is σ(a). */
export function logOnePlusExp(a: number): number {
  return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)))
}
