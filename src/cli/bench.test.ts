import { describe, expect, it } from 'vitest'
import { methods } from '../hessian/index.ts'
import { finish } from '../linalg/steps.ts'
import { energyAndGradient } from '../network/backward.ts'
import { benchNetworks, benchProblem } from './benchProblems.ts'
import { benchTable } from './benchTable.ts'
import type { BenchEntry } from './benchTable.ts'
import { measure, median } from './measure.ts'

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
  it('have about 33, 100, 500 and 1,000 weights and sensible data', () => {
    expect(benchNetworks.map((network) => benchProblem(network, 2).network.W)).toEqual([33, 101, 504, 998])
    for (const network of benchNetworks) {
      const problem = benchProblem(network, 50)
      const { energy, gradient } = energyAndGradient(problem)
      expect(energy).toBeGreaterThan(0)
      expect(gradient.every(Number.isFinite)).toBe(true)
      expect(benchProblem(network, 50)).toEqual(problem)
    }
  })

  it('can be given to every method', () => {
    const problem = benchProblem(benchNetworks[0], 3)
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
    expect(text).toMatch(/W = 33 +W = 500\n +2-33 +2-500\n/)
    expect(text).toMatch(/exact +0\.500 ms \(1\.00 ms\) +12\.0 ms \(24\.0 ms\)/)
    expect(text).toMatch(/r-operator +6\.00 ms \(12\.0 ms\) +≈ 45\.0 s {2}\*/)
    expect(text).toMatch(/at W = 500, W R-operator products take 21\.3 times as long as exact$/)
  })
})
