import { describe, expect, it } from 'vitest'
import { datasetNamed, patternsOf } from '../data/index.ts'
import { finish } from '../linalg/steps.ts'
import { activationNamed } from '../network/activations/index.ts'
import { energyAndGradient } from '../network/backward.ts'
import { errorFunctionNamed } from '../network/errors/index.ts'
import { createNetwork } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import { initialWeights, optimizers, train } from './index.ts'
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

  it('names the step at which it diverges and keeps what came before', () => {
    const wild = { ...settings, learningRate: 30 }
    const { diverged, w, step, energies, state } = finish(train(problem, wild, 5, 1000))
    expect(diverged).not.toBeNull()
    expect(diverged?.step).toBe(step + 1)
    expect(diverged?.lastFinite).toEqual({ w, step, energy: energies[energies.length - 1] })
    expect(w.every(Number.isFinite)).toBe(true)
    expect(state.memory.every((value) => value === 0)).toBe(true)
    expect(diverged?.best.energy).toBe(Math.min(...energies))
    expect(energies).toHaveLength(step - 5 + 1)
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

describe('one step', () => {
  it('of gradient descent is −η ∇E', () => {
    const { gradient } = energyAndGradient(problem)
    const settings = { optimizer: 'gradient-descent', learningRate: 0.02, momentum: 0.5 } as const
    const { w } = finish(train(problem, settings, 0, 1))
    w.forEach((value, i) => expect(value).toBe(problem.w[i] - 0.02 * gradient[i]))
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
