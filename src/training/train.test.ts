import { describe, expect, it } from 'vitest'
import { datasetNamed, patternsOf } from '../data/index.ts'
import { frobenius } from '../linalg/norms.ts'
import { createRandom } from '../linalg/random.ts'
import { finish } from '../linalg/steps.ts'
import { activationNamed } from '../network/activations/index.ts'
import { energyAndGradient } from '../network/backward.ts'
import { errorFunctionNamed } from '../network/errors/index.ts'
import { createNetwork } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import { initialWeights, optimizerNamed, optimizers, train } from './index.ts'
import type { OptimizerState, TrainingRun } from './index.ts'

const network = createNetwork([1, 4, 1], [activationNamed('tanh')], errorFunctionNamed('identity'), true)
const { N, x, t } = patternsOf(datasetNamed('sinusoid'), 20, 0.15, 7, 'identity')
const problem: Problem = { network, weightDecay: 0.01, N, x, t, w: initialWeights(network, 3) }

describe.each(optimizers)('training by $name', ({ name }) => {
  const settings = { optimizer: name, learningRate: 0.01, momentum: 0.9 }

  it('gives the same bits in one call as in ten', () => {
    const whole = finish(train(problem, settings, 0, 100))
    let w = problem.w
    let state: OptimizerState | null = null
    const energies: number[] = []
    for (let part = 0; part < 10; part++) {
      const run: TrainingRun = finish(train({ ...problem, w }, settings, 10 * part, 10, state))
      energies.push(...run.energies.slice(part === 0 ? 0 : 1))
      w = run.w
      state = run.state
    }
    expect(w).toEqual(whole.w)
    expect(state).toEqual(whole.state)
    expect(energies).toEqual([...whole.energies])
    expect(whole.step).toBe(100)
  })

  it('lowers E and leaves the weights it was given alone', () => {
    const before = problem.w.slice()
    const { energies, w } = finish(train(problem, settings, 0, 200))
    expect(problem.w).toEqual(before)
    expect(energies).toHaveLength(201)
    expect(energies[200]).toBeLessThan(energies[0] / 2)
    expect(energies[200]).toBe(energyAndGradient({ ...problem, w }).energy)
  })

  it('survives weights that overflow', () => {
    const huge = { ...problem, w: problem.w.map(() => 1e200) }
    const { diverged, step } = finish(train(huge, settings, 0, 3))
    expect(diverged?.step).toBe(1)
    expect(step).toBe(0)
  })

  it('does nothing in no steps', () => {
    const { w, energies, diverged } = finish(train(problem, settings, 12, 0))
    expect(w).toEqual(problem.w)
    expect(energies).toHaveLength(1)
    expect(diverged).toBeNull()
  })
})

describe.each([
  { optimizer: 'gradient-descent', learningRate: 30 },
  { optimizer: 'momentum', learningRate: 30 },
  // Its steps are as long as the rate says, whatever the gradient.
  { optimizer: 'adam', learningRate: 1e7 },
] as const)('a run of $optimizer that diverges', (wild) => {
  it('names the step at which it does and keeps what came before', () => {
    const run = finish(train(problem, { ...wild, momentum: 0.9 }, 5, 1000))
    const { diverged, w, step, energies, state } = run
    expect(diverged).not.toBeNull()
    expect(diverged?.step).toBe(step + 1)
    expect(diverged?.lastFinite).toEqual({ w, step, energy: energies[energies.length - 1] })
    expect(w.every(Number.isFinite)).toBe(true)
    expect(state.memory).toEqual(optimizerNamed(wild.optimizer).start(network.W))
    expect(diverged?.best.energy).toBe(Math.min(...energies))
    expect(energies).toHaveLength(step - 5 + 1)
  })
})

describe('one step', () => {
  it('of gradient descent is −η ∇E', () => {
    const { gradient } = energyAndGradient(problem)
    const settings = { optimizer: 'gradient-descent', learningRate: 0.02, momentum: 0.5 } as const
    const { w } = finish(train(problem, settings, 0, 1))
    w.forEach((value, i) => expect(value).toBe(problem.w[i] - 0.02 * gradient[i]))
  })

  it('of Adam is η ∇E/(|∇E| + ε) at first', () => {
    const { gradient } = energyAndGradient(problem)
    const settings = { optimizer: 'adam', learningRate: 0.02, momentum: 0.5 } as const
    const { w } = finish(train(problem, settings, 0, 1))
    w.forEach((value, i) =>
      expect(problem.w[i] - value).toBeCloseTo((0.02 * gradient[i]) / (Math.abs(gradient[i]) + 1e-8), 14),
    )
  })

  it('of momentum adds μ times the step before', () => {
    const settings = { optimizer: 'momentum', learningRate: 0.02, momentum: 0.5 } as const
    const first = finish(train(problem, settings, 0, 1)).w
    const second = finish(train(problem, settings, 0, 2)).w
    const { gradient } = energyAndGradient({ ...problem, w: first })
    second.forEach((value, i) =>
      expect(value - first[i]).toBeCloseTo(0.5 * (first[i] - problem.w[i]) - 0.02 * gradient[i], 14),
    )
  })
})

describe('L-BFGS', () => {
  const settings = { optimizer: 'l-bfgs', learningRate: 0.01, momentum: 0.9 } as const

  it('never raises E', () => {
    const { energies } = finish(train(problem, settings, 0, 150))
    energies.forEach((E, k) => expect(E).toBeLessThanOrEqual((k > 0 ? energies[k - 1] : E) * (1 + 1e-13)))
  })

  it('solves one layer with squares in a few steps', () => {
    const linear = createNetwork([3, 2], [], errorFunctionNamed('identity'), true)
    const random = createRandom(5)
    const numbers = (count: number) => Float64Array.from({ length: count }, () => random.normal())
    const squares: Problem = {
      network: linear,
      weightDecay: 0.1,
      N: 15,
      x: numbers(45),
      t: numbers(30),
      w: initialWeights(linear, 2),
    }
    const { stopped, w } = finish(train(squares, settings, 0, 100, null, { stopping: true }))
    expect(stopped?.code).toBe('converged')
    expect(stopped?.step).toBeLessThanOrEqual(20)
    expect(frobenius(energyAndGradient({ ...squares, w }).gradient)).toBeLessThan(1e-6)
  })

  it('stands still where no step lowers E, to the end of a recipe', () => {
    const reached = finish(train(problem, settings, 0, 5000))
    expect(reached.step).toBe(5000)
    const more = finish(train({ ...problem, w: reached.w }, settings, 5000, 10, reached.state))
    expect(more.energies[10]).toBeLessThanOrEqual(reached.energies[5000])
    expect(more.energies).toHaveLength(11)
  })
})

describe('the end of a run', () => {
  it.each(optimizers)('by $name comes where ∇E vanishes, and is the same in parts', ({ name }) => {
    const convex: Problem = { ...problem, network: createNetwork([1, 1], [], problem.network.error, true) }
    const start = { ...convex, w: Float64Array.of(0.4, -2) }
    const settings = { optimizer: name, learningRate: 0.03, momentum: 0.6 }
    const whole = finish(train(start, settings, 0, 20_000, null, { stopping: true }))
    expect(whole.stopped?.code, JSON.stringify(whole.stopped)).toBe('converged')
    expect(whole.stopped?.step).toBe(whole.step)
    const part = (w: Float64Array, step: number, state: OptimizerState | null) =>
      finish(train({ ...start, w }, settings, step, 7, state, { stopping: true }))
    let run = part(start.w, 0, null)
    while (!run.stopped) run = part(run.w, run.step, run.state)
    expect(run.w).toEqual(whole.w)
    expect(run.stopped).toEqual(whole.stopped)
  })

  it('comes where E does not fall for long, and patience begins anew for who goes on', () => {
    const wide = { ...problem, weightDecay: 0 }
    // So large a rate jumps to and fro across the valley without leaving it.
    const settings = { optimizer: 'adam', learningRate: 3, momentum: 0 } as const
    const run = finish(train(wide, settings, 0, 50_000, null, { stopping: true }))
    expect(run.stopped).toMatchObject({ code: 'no-progress', values: { steps: 1000 } })
    const on = finish(train({ ...wide, w: run.w }, settings, run.step, 999, run.state, { stopping: true }))
    expect(on.stopped).toBeNull()
  })

  it('does not cut a recipe short', () => {
    const convex: Problem = { ...problem, network: createNetwork([1, 1], [], problem.network.error, true) }
    const settings = { optimizer: 'gradient-descent', learningRate: 0.03, momentum: 0 } as const
    const run = finish(train({ ...convex, w: Float64Array.of(0, 0) }, settings, 0, 3000))
    expect(run).toMatchObject({ step: 3000, stopped: null })
  })
})

describe('snapshots', () => {
  it.each(optimizers)('of $name continue to the same bits', ({ name }) => {
    const settings = { optimizer: name, learningRate: 0.01, momentum: 0.9 }
    const whole = finish(train(problem, settings, 0, 60, null, { snapshotEvery: 16 }))
    expect(whole.snapshots.map(({ step }) => step)).toEqual([16, 32, 48])
    for (const { w, step, state, energy } of whole.snapshots) {
      const rest = finish(train({ ...problem, w }, settings, step, 60 - step, state))
      expect(rest.w).toEqual(whole.w)
      expect(rest.state).toEqual(whole.state)
      expect(rest.energies[0]).toBe(energy)
    }
  })
})

describe('initial weights', () => {
  it('depend on the seed alone and spread like 1/√n', () => {
    const wide = createNetwork([8, 60, 2], [activationNamed('relu')], errorFunctionNamed('softmax'), true)
    const w = initialWeights(wide, 11)
    expect(initialWeights(wide, 11)).toEqual(w)
    expect(initialWeights(wide, 12)).not.toEqual(w)
    const deviation = (part: Float64Array) => Math.sqrt(part.reduce((sum, v) => sum + v * v, 0) / part.length)
    expect(deviation(w.slice(0, wide.offsets[2])) * Math.sqrt(9)).toBeCloseTo(1, 0)
    expect(deviation(w.slice(wide.offsets[2])) * Math.sqrt(61)).toBeCloseTo(1, 0)
  })
})
