import { randomNormal } from 'd3-random'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { mersenne } from 'pure-rand/generator/mersenne'

/** A stream of random numbers that depends on its seed alone. */
export interface Random {
  /** The next number, uniform in [low, high). */
  readonly uniform: (low?: number, high?: number) => number
  /** The next number of the standard normal distribution. */
  readonly normal: () => number
}

/**
 * A fresh stream for this 32-bit integer seed; equal seeds give equal streams, and nothing is shared between
 * two of them. A Mersenne twister, because neighbouring seeds must give unrelated streams from the first draw.
 */
export function createRandom(seed: number): Random {
  const generator = mersenne(seed)
  const source = () => uniformFloat64(generator)
  return {
    uniform: (low = 0, high = 1) => low + (high - low) * source(),
    normal: randomNormal.source(source)(0, 1),
  }
}
