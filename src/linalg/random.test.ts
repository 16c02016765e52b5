import { expect, it } from 'vitest'
import { createRandom } from './random.ts'

it('repeats itself for equal seeds and for no others', () => {
  const draws = (seed: number) => {
    const random = createRandom(seed)
    return Array.from({ length: 20 }, () => [random.uniform(), random.normal()])
  }
  expect(draws(7)).toEqual(draws(7))
  expect(draws(7)).not.toEqual(draws(8))
  expect(draws(2 ** 31 - 1)).toEqual(draws(2 ** 31 - 1))
})

it('has the moments of its distributions, whichever seeds follow one another', () => {
  const uniform: number[] = []
  const normal: number[] = []
  for (let seed = 0; seed < 4000; seed++) {
    const random = createRandom(seed)
    uniform.push(random.uniform(-2, 4))
    normal.push(random.normal())
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  expect(Math.abs(mean(uniform) - 1)).toBeLessThan(0.1)
  expect(Math.abs(mean(normal))).toBeLessThan(0.06)
  expect(Math.abs(mean(normal.map((value) => value ** 2)) - 1)).toBeLessThan(0.08)
  expect(Math.min(...uniform)).toBeGreaterThanOrEqual(-2)
  expect(Math.max(...uniform)).toBeLessThan(4)
})
