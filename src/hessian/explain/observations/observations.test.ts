import { describe, expect, test } from 'vitest'
import { symmetricEigenvalues } from '../../../linalg/eigenvalues.ts'
import { createRandom } from '../../../linalg/random.ts'
import { finish } from '../../../linalg/steps.ts'
import { outputs } from '../../../network/forward.ts'
import type { Problem } from '../../../network/network.ts'
import { randomProblem } from '../../../network/randomProblem.ts'
import type { RandomProblem } from '../../../network/randomProblem.ts'
import { fixtureCases, problemOf } from '../../fixtures/cases.ts'
import { evaluate } from '../../testEvaluation.ts'
import { observe, rules } from './index.ts'
import type { Observation, ObservationId, ObservationValues } from './index.ts'
import type { Situation } from './situation.ts'
import { situationOf } from './testSituation.ts'

type Both = {
  readonly [Id in ObservationId]: {
    readonly provoked: () => Situation
    readonly not: () => Situation
    /** What else must hold of the values. */
    readonly holds: (values: ObservationValues<Id>) => void
  }
}

function find<Id extends ObservationId>(situation: Situation, id: Id): ObservationValues<Id> | null {
  const found = observe(situation).find((one): one is Observation & { id: Id } => one.id === id)
  return found ? found.values : null
}

const plain = (shape: RandomProblem, options = {}): Situation => situationOf(randomProblem(shape), options)

function fixture(name: string): Problem {
  const found = fixtureCases.find((one) => one.name.startsWith(name))
  if (!found) throw new Error(`no case ${name}`)
  return problemOf(found)
}

/** The problem with targets off its outputs by noise of this size. */
function fitted(problem: Problem, noise: number): Problem {
  const random = createRandom(7)
  const y = outputs(problem.network, problem.w, problem.x, problem.N)
  return { ...problem, t: y.map((value) => value + noise * random.normal()) }
}

function withNumbers(
  problem: Problem,
  numbers: Partial<Record<'x' | 't' | 'w', readonly number[]>>,
): Problem {
  const copy = {
    ...problem,
    ...Object.fromEntries(Object.entries(numbers).map(([name, list]) => [name, Float64Array.from(list)])),
  }
  return { ...copy, N: copy.x.length / problem.network.D }
}

/** At w = 0 the gradient vanishes for targets of mean 0, and E falls where a unit takes part in their slope. */
const allZero = (): Problem =>
  withNumbers(randomProblem({ layers: [1, 2, 1] }), {
    x: [1, -1, 2, -2],
    t: [1, -1, 1, -1],
    w: [0, 0, 0, 0, 0, 0, 0],
  })

/** A unit behind a relu, or another activation, whose bias is `bias`. */
const biased = (activation: 'relu' | 'tanh', bias: number): Problem => {
  const problem = randomProblem({ layers: [2, 3, 2], activation })
  const w = problem.w.slice()
  w[3] = bias
  w[4] = 0.1
  w[5] = 0.1
  return { ...problem, w }
}

const differences = (id: 'energy-differences' | 'gradient-differences', epsilon: number): Situation =>
  plain({ layers: [1, 4, 1], N: 10 }, { methods: [id], parameters: { epsilon } })

/** ε at the balance that the probe of a coarse one predicts. */
const balanced = (id: 'energy-differences' | 'gradient-differences'): number => {
  let epsilon = 1e-2
  for (let i = 0; i < 3; i++) {
    epsilon = differences(id, epsilon).methods[id]?.probe?.predictedEpsilon ?? Number.NaN
  }
  return epsilon
}

const inverse = (shape: RandomProblem, damping: number, own = damping): Situation =>
  plain(shape, { methods: ['outer-product', 'sequential-inverse'], damping, parameters: { damping: own } })

const kinked = (id: 'energy-differences' | 'gradient-differences', epsilon: number): Situation =>
  plain({ layers: [2, 3, 1], activation: 'relu', seed: 2 }, { methods: [id], parameters: { epsilon } })

const cases: Both = {
  'zero-hessian': {
    provoked: () => {
      const problem = randomProblem({ layers: [2, 3], bias: false })
      return situationOf({ ...problem, x: problem.x.map(() => 0) })
    },
    not: () => plain({ layers: [2, 3] }),
    holds: ({ W }) => expect(W).toBe(6),
  },
  'one-layer': {
    provoked: () => plain({ layers: [2, 3], output: 'softmax' }),
    not: () => plain({ layers: [2, 3, 1] }),
    holds: ({ error }) => expect(error).toBeLessThan(1e-12),
  },
  'zero-residuals': {
    provoked: () => situationOf(fitted(randomProblem({ layers: [2, 3, 2] }), 0)),
    not: () => situationOf(fitted(randomProblem({ layers: [2, 3, 2] }), 1e-3)),
    holds: ({ delta }) => expect(delta).toBe(0),
  },
  'large-residuals': {
    provoked: () => plain({ layers: [2, 3, 2] }),
    not: () => situationOf(fitted(randomProblem({ layers: [2, 3, 2] }), 0.05)),
    holds: ({ error, residual, spread }) => {
      expect(error).toBeGreaterThan(0.1)
      expect(residual).toBeGreaterThan(spread / 2)
    },
  },
  'small-residuals': {
    provoked: () => situationOf(fitted(randomProblem({ layers: [2, 3, 2], N: 30 }), 0.02)),
    not: () => plain({ layers: [2, 3, 2] }),
    holds: ({ error, residual, spread }) => {
      expect(error).toBeLessThan(0.05)
      expect(residual).toBeLessThan(spread / 5)
    },
  },
  'poor-despite-small-residuals': {
    // One saturated unit with a large weight behind it: h″/h′² is large.
    provoked: () =>
      situationOf(
        withNumbers(randomProblem({ layers: [1, 1, 1], bias: false }), {
          x: [3, -3],
          t: [90, -90],
          w: [1, 100],
        }),
      ),
    not: () => situationOf(fitted(randomProblem({ layers: [2, 3, 2], N: 30 }), 0.02)),
    holds: ({ error }) => expect(error).toBeGreaterThan(0.1),
  },
  'good-despite-large-residuals': {
    provoked: () => situationOf(fitted(randomProblem({ layers: [1, 2, 1], N: 2000 }), 0.6)),
    not: () => plain({ layers: [2, 3, 2] }),
    holds: ({ residual, spread }) => expect(residual).toBeGreaterThan(spread / 2),
  },
  'deep-linear': {
    provoked: () => plain({ layers: [2, 2, 2], activation: 'identity' }),
    not: () => plain({ layers: [2, 2, 2], activation: 'relu' }),
    holds: ({ L }) => expect(L).toBe(2),
  },
  'straight-units': {
    provoked: () => plain({ layers: [2, 3, 2, 1], activation: 'relu', seed: 3 }),
    not: () => plain({ layers: [2, 3, 2, 1] }),
    holds: ({ trace, dropped }) => {
      expect(Math.abs(trace)).toBeLessThan(1e-10)
      expect(dropped).toBeGreaterThan(0)
    },
  },
  saddle: {
    provoked: () => situationOf(allZero()),
    not: () => plain({ layers: [2, 3, 2] }),
    holds: ({ negative, smallest }) => {
      expect(negative).toBeGreaterThan(0)
      expect(smallest).toBeLessThan(0)
    },
  },
  minimum: {
    provoked: () => situationOf(fixture('f04')),
    not: () => situationOf(allZero()),
    holds: ({ smallest }) => expect(smallest).toBeGreaterThan(0),
  },
  indefinite: {
    provoked: () => plain({ layers: [2, 3, 2] }),
    not: () => situationOf(fixture('f04')),
    holds: ({ negative, largest }) => {
      expect(negative).toBeGreaterThan(0)
      expect(largest).toBeGreaterThan(0)
    },
  },
  'narrow-valley': {
    provoked: () =>
      situationOf(withNumbers(randomProblem({ layers: [1, 1] }), { x: [100, 101, 102], t: [1, 2, 0] })),
    not: () => plain({ layers: [1, 1], N: 20 }),
    holds: ({ condition, smallest, largest }) => expect(condition).toBeCloseTo(largest / smallest, 8),
  },
  'flat-directions': {
    provoked: () => plain({ layers: [3, 1], N: 2 }),
    not: () => plain({ layers: [3, 1], N: 20 }),
    holds: ({ count }) => expect(count).toBe(2),
  },
  'softmax-directions': {
    provoked: () => plain({ layers: [2, 3, 4], output: 'softmax' }),
    not: () => plain({ layers: [2, 3, 4], output: 'sigmoid' }),
    holds: ({ directions }) => expect(directions).toBe(4),
  },
  'few-patterns': {
    provoked: () => plain({ layers: [2, 3, 3], output: 'softmax', N: 5 }),
    not: () => plain({ layers: [2, 3, 3], output: 'softmax', N: 40 }),
    holds: ({ rank, missing, W }) => expect([rank, missing]).toEqual([10, W - 10]),
  },
  'one-pattern': {
    provoked: () => plain({ layers: [2, 3, 2], N: 1 }),
    not: () => plain({ layers: [2, 3, 2], N: 2 }),
    holds: ({ rank }) => expect(rank).toBe(2),
  },
  'dead-unit': {
    provoked: () => situationOf(biased('relu', -100)),
    not: () => situationOf(biased('relu', 100)),
    holds: (values) => expect(values).toEqual({ count: 1, layer: 1, unit: 2, weights: 3 }),
  },
  'saturated-unit': {
    provoked: () => situationOf(biased('tanh', 5)),
    not: () => situationOf(biased('tanh', 0)),
    holds: ({ count, layer, unit, slope, rows }) => {
      expect([count, layer, unit]).toEqual([1, 1, 2])
      expect(slope).toBeLessThan(0.01)
      expect(rows).toBeLessThan(0.01)
    },
  },
  'duplicate-units': {
    provoked: () => {
      const problem = randomProblem({ layers: [2, 3, 2] })
      const w = problem.w.slice()
      w.set(w.subarray(0, 3), 6)
      return situationOf({ ...problem, w })
    },
    not: () => plain({ layers: [2, 3, 2] }),
    holds: (values) => expect(values).toEqual({ count: 1, layer: 1, unit: 1, other: 3 }),
  },
  'certain-outputs': {
    provoked: () =>
      situationOf(
        withNumbers(randomProblem({ layers: [1, 1], output: 'sigmoid', bias: false }), {
          x: [2, -2],
          t: [1, 0],
          w: [5],
        }),
      ),
    not: () => plain({ layers: [1, 1], output: 'sigmoid' }),
    holds: ({ curvature }) => expect(curvature).toBeLessThan(0.01),
  },
  'decay-dominates': {
    provoked: () => plain({ layers: [2, 3, 2], weightDecay: 1000 }),
    not: () => plain({ layers: [2, 3, 2], weightDecay: 0.01 }),
    holds: ({ data, share }) => {
      expect(data).toBeLessThan(0.2)
      expect(share).toBeGreaterThan(0.8)
    },
  },
  'diagonal-exact': {
    provoked: () => plain({ layers: [2, 3, 2] }, { methods: ['diagonal'] }),
    not: () => plain({ layers: [2, 3, 3], output: 'softmax' }, { methods: ['diagonal'] }),
    holds: ({ own, error }) => {
      expect(own).toBeLessThan(1e-12)
      expect(error).toBeGreaterThan(0.1)
    },
  },
  'diagonal-off': {
    provoked: () => plain({ layers: [2, 3, 3], output: 'softmax' }, { methods: ['diagonal'] }),
    not: () => plain({ layers: [2, 3, 2] }, { methods: ['diagonal'] }),
    holds: ({ own }) => expect(own).toBeGreaterThan(1e-3),
  },
  'negative-diagonal': {
    provoked: () => plain({ layers: [2, 3, 2], seed: 3 }, { methods: ['diagonal'] }),
    not: () => plain({ layers: [2, 3, 2], activation: 'relu' }, { methods: ['diagonal'] }),
    holds: ({ negative, smallest }) => {
      expect(negative).toBeGreaterThan(0)
      expect(smallest).toBeLessThan(0)
    },
  },
  'diagonal-dominates': {
    provoked: () =>
      situationOf(
        withNumbers(randomProblem({ layers: [2, 1], bias: false }), { x: [1, 0.1, 0, 1], t: [1, 0] }),
      ),
    not: () => plain({ layers: [2, 1], N: 1, bias: false }),
    holds: ({ share }) => expect(share).toBeCloseTo((1.01 ** 2 + 1.0) / (1.01 ** 2 + 1 + 0.02), 1),
  },
  'diagonal-negligible': {
    provoked: () => {
      const problem = randomProblem({ layers: [20, 1], bias: false })
      return situationOf({ ...problem, x: problem.x.map(() => 1) })
    },
    not: () => plain({ layers: [2, 1] }),
    holds: ({ share }) => expect(share).toBeCloseTo(1 / 20, 12),
  },
  'kink-in-energy-step': {
    provoked: () => kinked('energy-differences', 0.5),
    not: () => kinked('energy-differences', 1e-7),
    holds: ({ distance, step }) => expect(distance).toBeLessThan(step),
  },
  'kink-in-gradient-step': {
    provoked: () => kinked('gradient-differences', 0.5),
    not: () => kinked('gradient-differences', 1e-7),
    holds: ({ distance, step }) => expect(distance).toBeLessThan(step),
  },
  'energies-round-off': {
    provoked: () => differences('energy-differences', 1e-7),
    not: () => differences('energy-differences', 1e-2),
    holds: ({ error, roundOff }) => expect(error).toBeLessThan(100 * roundOff),
  },
  'energies-truncation': {
    provoked: () => differences('energy-differences', 1e-2),
    not: () => differences('energy-differences', 1e-7),
    holds: ({ error, truncation, predicted, epsilon }) => {
      expect(truncation / error).toBeCloseTo(1, 1)
      expect(predicted).toBeLessThan(epsilon)
    },
  },
  'energies-balanced': {
    provoked: () => differences('energy-differences', balanced('energy-differences')),
    not: () => differences('energy-differences', 1e-2),
    holds: ({ epsilon, predicted }) => expect(Math.abs(Math.log2(epsilon / predicted))).toBeLessThan(1),
  },
  'gradients-round-off': {
    provoked: () => differences('gradient-differences', 1e-9),
    not: () => differences('gradient-differences', 1e-2),
    holds: ({ error, roundOff }) => expect(error).toBeLessThan(100 * roundOff),
  },
  'gradients-truncation': {
    provoked: () => differences('gradient-differences', 1e-2),
    not: () => differences('gradient-differences', 1e-9),
    holds: ({ error, truncation, predicted, epsilon }) => {
      expect(truncation / error).toBeCloseTo(1, 1)
      expect(predicted).toBeLessThan(epsilon)
    },
  },
  'gradients-balanced': {
    provoked: () => differences('gradient-differences', balanced('gradient-differences')),
    not: () => differences('gradient-differences', 1e-2),
    holds: ({ epsilon, predicted }) => expect(Math.abs(Math.log2(epsilon / predicted))).toBeLessThan(1),
  },
  'asymmetry-estimates': {
    provoked: () => differences('gradient-differences', 1e-2),
    // One weight: a 1 × 1 matrix is symmetric, however wrong.
    not: () =>
      plain(
        { layers: [1, 1], bias: false, output: 'sigmoid' },
        { methods: ['gradient-differences'], parameters: { epsilon: 1e-2 } },
      ),
    holds: ({ asymmetry, error, ratio }) => expect(asymmetry / error).toBe(ratio),
  },
  'inverse-of-outer-product': {
    provoked: () => inverse({ layers: [2, 3, 2] }, 0.1),
    not: () => inverse({ layers: [2, 3, 2] }, 0.1, 0.2),
    holds: ({ relative, alpha0 }) => {
      expect(relative).toBeLessThan(1e-10)
      expect(alpha0).toBe(0.1)
    },
  },
  projector: {
    provoked: () => inverse({ layers: [3, 3, 1], N: 5 }, 1e-6),
    not: () => inverse({ layers: [3, 3, 1], N: 5 }, 1),
    holds: ({ free, W }) => expect(free).toBe(W - 5),
  },
  'indefinite-inverse': {
    provoked: () => inverse({ layers: [2, 3, 2] }, 1e-3),
    not: () => inverse({ layers: [2, 3, 2] }, 100),
    holds: ({ needed, damping, negative }) => {
      expect(needed).toBeGreaterThan(damping)
      expect(negative).toBeGreaterThan(0)
    },
  },
  'nearly-singular-inverse': {
    provoked: () => {
      const problem = randomProblem({ layers: [2, 3, 2] })
      const damping = -finish(symmetricEigenvalues(evaluate('exact', problem)))[0]
      return situationOf(problem, {
        methods: ['outer-product', 'sequential-inverse'],
        damping,
        parameters: { damping },
      })
    },
    not: () => inverse({ layers: [2, 3, 2] }, 100),
    holds: ({ closest, largest }) => expect(closest).toBeLessThan(1e-8 * largest),
  },
  'products-exact': {
    provoked: () => plain({ layers: [2, 3, 2] }, { methods: ['r-operator'] }),
    not: () => plain({ layers: [2, 3, 2] }, { methods: ['exact'] }),
    holds: ({ W }) => expect(W).toBe(17),
  },
  slope: {
    provoked: () => plain({ layers: [2, 3, 2] }, { step: 12 }),
    not: () => situationOf(fixture('f04')),
    holds: ({ step, gradientNorm }) => {
      expect(step).toBe(12)
      expect(gradientNorm).toBeGreaterThan(0)
    },
  },
}

function expectProvoked<Id extends ObservationId>(id: Id, { provoked, holds }: Both[Id]): void {
  const values = find(provoked(), id)
  if (!values) throw new Error('not observed')
  for (const [name, value] of Object.entries(values))
    expect(Number.isFinite(value), `${name} = ${value}`).toBe(true)
  holds(values)
}

test('every rule has its cases, and ids are unique', () => {
  expect(rules.map(({ id }) => id).sort()).toEqual(Object.keys(cases).sort())
  expect(rules.length).toBeGreaterThanOrEqual(15)
})

describe.each(rules.map(({ id }) => id))('%s', (id) => {
  test('appears where it is true, with numbers', () => {
    expectProvoked(id, cases[id])
  })

  test('does not appear where it is not', () => {
    expect(find(cases[id].not(), id)).toBeNull()
  })
})

test('the strongest comes first, and strengths are between 0 and 1', () => {
  for (const { provoked } of Object.values(cases)) {
    const found = observe(provoked())
    found.forEach(({ strength }, at) => {
      expect(strength).toBeGreaterThanOrEqual(0)
      expect(strength).toBeLessThanOrEqual(at > 0 ? found[at - 1].strength : 1)
    })
  }
})
