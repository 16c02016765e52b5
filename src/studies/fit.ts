/** y = factor · x^exponent. */
export interface PowerLaw {
  readonly exponent: number
  readonly factor: number
}

/** The power law nearest to positive points in the logarithm, by least squares; null for fewer than two places x. */
export function fitPower(points: readonly (readonly [x: number, y: number])[]): PowerLaw | null {
  const logs = points.filter(([x, y]) => x > 0 && y > 0).map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const count = logs.length
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / count
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / count
  const spread = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  if (!(spread > 0)) return null
  const exponent = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread
  return { exponent, factor: Math.exp(meanY - exponent * meanX) }
}

/** The value of a power law. */
export function powerAt({ exponent, factor }: PowerLaw, x: number): number {
  return factor * x ** exponent
}

/** `count` places from `from` to `to`, both positive, evenly spread in the logarithm, ends included. */
export function logarithmic(from: number, to: number, count: number): number[] {
  if (count < 2) return [from]
  return Array.from({ length: count }, (_, k) =>
    k === 0 ? from : k === count - 1 ? to : from * (to / from) ** (k / (count - 1)),
  )
}
