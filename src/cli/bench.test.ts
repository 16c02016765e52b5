import { describe, expect, it } from 'vitest'
import { methods } from '../hessian/index.ts'
import { finish } from '../linalg/steps.ts'
import { energyAndGradient } from '../network/backward.ts'
import { benchProblem, recordNetworks, tableNetworks } from './benchProblems.ts'
import { benchTable, scalingTable } from './benchTable.ts'
import type { BenchEntry } from './benchEntries.ts'
import { measure } from './measure.ts'
import { median } from '../linalg/median.ts'
import { scalingOf } from './scaling.ts'

describe('measure', () => {
  /** A clock that only work moves: its n-th run takes the n-th duration, the last one ever after. */
  function clocked(durations: readonly number[]) {
    let time = 0
    let run = 0
    return {
      now: () => time,
      work: () => {
        time += durations[Math.min(run++, durations.length - 1)]
      },
    }
  }

  it('keeps the cold run and the warm-up apart', () => {
    const { work, now } = clocked([90, 20, 20, 20, 4, 6, 5])
    const settings = { warmUp: 150, runs: 3, duration: 0, patience: 1000 }
    expect(measure(work, settings, now)).toEqual({ milliseconds: 5, coldMilliseconds: 90, runs: 3 })
  })

  it('runs on where a run is short', () => {
    const { work, now } = clocked([90, 20, 20, 20, 4])
    expect(measure(work, { warmUp: 150, runs: 3, duration: 40, patience: 1000 }, now)).toMatchObject({
      runs: 10,
    })
  })

  it('begins no run for which there is no patience', () => {
    const slow = clocked([900])
    const settings = { warmUp: 150, runs: 3, duration: 0, patience: 800 }
    expect(measure(slow.work, settings, slow.now)).toEqual({
      milliseconds: 900,
      coldMilliseconds: 900,
      runs: 1,
    })
    const some = clocked([300])
    expect(measure(some.work, settings, some.now)).toMatchObject({ milliseconds: 300, runs: 2 })
  })

  it('takes the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([10, 1, 2, 4])).toBe(3)
  })
})

describe('the networks measured', () => {
  it('have the sizes they are said to have and sensible data', () => {
    const sizes = (networks: typeof tableNetworks) =>
      networks.map((network) => benchProblem(network, 2).network.W)
    expect(sizes(tableNetworks)).toEqual([33, 101, 504, 998])
    expect(sizes(recordNetworks)).toEqual([33, 193, 583, 953, 1683, 2035])
    for (const network of [...tableNetworks, ...recordNetworks]) {
      const problem = benchProblem(network, 50)
      const { energy, gradient } = energyAndGradient(problem)
      expect(energy).toBeGreaterThan(0)
      expect(gradient.every(Number.isFinite)).toBe(true)
      expect(benchProblem(network, 50)).toEqual(problem)
    }
  })

  it('can be given to every method', () => {
    const problem = benchProblem(tableNetworks[0], 3)
    for (const method of methods) {
      const parameters = Object.fromEntries(method.parameters.map((one) => [one.name, one.default]))
      expect(finish(method.evaluate(problem, parameters)).matrix.rows).toBe(33)
    }
  })
})

describe('the table', () => {
  const entry = (
    method: BenchEntry['method'],
    W: number,
    milliseconds: number,
    measured = true,
  ): BenchEntry => ({
    engine: 'typescript',
    method,
    layers: [2, W],
    W,
    N: 200,
    milliseconds,
    measured: measured ? { milliseconds, coldMilliseconds: 2 * milliseconds, runs: 9 } : null,
  })

  it('has a row a method and a column a network, and marks what is predicted', () => {
    const text = benchTable(
      [
        entry('exact', 33, 0.5),
        entry('r-operator', 33, 6),
        entry('exact', 500, 12),
        entry('r-operator', 500, 45_000, false),
      ],
      'a machine',
      { W: 500, ratio: 21.34 },
    )
    expect(text).toContain('a machine')
    expect(text).toMatch(/typescript +W = 33 +W = 500\n +2-33 +2-500\n/)
    expect(text).toMatch(/exact +0\.500 ms \(1\.00 ms\) +12\.0 ms \(24\.0 ms\)/)
    expect(text).toMatch(/r-operator +6\.00 ms \(12\.0 ms\) +≈ 45\.0 s {2}\*/)
    expect(text).toMatch(
      /at W = 500, in plain TypeScript, W R-operator products take 21\.3 times as long as exact$/,
    )
  })

  it('has a part an engine', () => {
    const both = [entry('exact', 33, 2), { ...entry('exact', 33, 0.5), engine: 'simd' } as const]
    const text = benchTable(both, 'a machine', { W: 500, ratio: 21.34 })
    expect(text).toMatch(/typescript .*\n.*\nexact +2\.00 ms .*\n\nsimd .*\n.*\nexact +0\.500 ms/)
  })
})

describe('scaling', () => {
  const sizes = [25, 250, 2500]

  it('fits the exponent, over W from 200 on', () => {
    expect(scalingOf('exact', 'W', sizes, [1, 2, 200]).exponent).toBeCloseTo(2, 12)
    expect(scalingOf('exact', 'N', sizes, [1, 10, 100]).exponent).toBeCloseTo(1, 12)
  })

  it('is shown with its times', () => {
    const both = [scalingOf('H v', 'W', sizes, [1, 2, 20]), scalingOf('H v', 'N', [10, 100], [1, 10])]
    const text = scalingTable(both, 'simd', 'a machine')
    expect(text).toMatch(/engine simd\.\na machine/)
    expect(text).toMatch(/W = 25 +W = 250 +W = 2500 +exponent\nH v +1\.00 ms +2\.00 ms +20\.0 ms +1\.00/)
    expect(text).toMatch(/N = 10 +N = 100 +exponent\nH v +1\.00 ms +10\.0 ms +1\.00$/)
  })
})
