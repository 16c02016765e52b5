import { expect, test } from 'vitest'
import { symmetricEigenvalues } from '../../../linalg/eigenvalues.ts'
import { frobenius, maxAbs } from '../../../linalg/norms.ts'
import { createRandom } from '../../../linalg/random.ts'
import { finish } from '../../../linalg/steps.ts'
import { activations } from '../../../network/activations/index.ts'
import { errorFunctions } from '../../../network/errors/index.ts'
import { propagate } from '../../../network/forward.ts'
import { placeOf } from '../../../network/network.ts'
import type { Problem } from '../../../network/network.ts'
import { randomProblem } from '../../../network/randomProblem.ts'
import { createWorkspace } from '../../../network/workspace.ts'
import { methods } from '../../index.ts'
import { evaluate } from '../../testEvaluation.ts'
import { energyDifferenceAt, gradientDifferenceAt } from '../differences.ts'
import { explainEntry } from '../entry.ts'
import { observe } from './index.ts'
import type { ObservationId, ObservationValues } from './index.ts'
import type { Situation } from './situation.ts'
import { situationOf } from './testSituation.ts'

/** What an observation claims, found out in another way than the rule does. */
type Claims = {
  readonly [Id in ObservationId]?: (values: ObservationValues<Id>, situation: Situation) => void
}

const withoutDecay = (problem: Problem): Problem => ({ ...problem, weightDecay: 0 })

/** Number of eigenvalues of a positive semidefinite matrix that are 0 up to round-off. */
function nullity(problem: Problem, id: 'exact' | 'outer-product'): number {
  const eigenvalues = finish(symmetricEigenvalues(evaluate(id, withoutDecay(problem))))
  return eigenvalues.filter((value) => Math.abs(value) <= 1e-12 * maxAbs(eigenvalues)).length
}

/** The side of zero of every activation of a layer with a moved weight. */
function sideOf(
  { problem }: Situation,
  layer: number,
  unit: number,
  pattern: number,
  index: number,
  step: number,
) {
  const w = problem.w.slice()
  w[index] += step
  const workspace = createWorkspace(problem.network, problem.x, problem.N)
  propagate(workspace, w)
  return workspace.a[layer][(pattern - 1) * problem.network.layers[layer] + unit - 1]
}

/** Some step of one of the unit's weights brings its activation to 0 or across. */
function crosses(
  { layer, unit, pattern, epsilon }: ObservationValues<'kink-in-energy-step'>,
  situation: Situation,
  steps: number,
): boolean {
  const { offsets, columns } = situation.problem.network
  const first = offsets[layer] + (unit - 1) * columns[layer]
  return Array.from({ length: columns[layer] }, (_, i) => first + i).some((index) => {
    const at = (step: number): number => sideOf(situation, layer, unit, pattern, index, step)
    return at(-steps * epsilon) > 0 !== at(0) > 0 || at(steps * epsilon) > 0 !== at(0) > 0
  })
}

/** Doubling a small ε makes the error at the entry named four times as large; a large one is halved instead. */
function expectSecondOrder(error: (epsilon: number) => number, epsilon: number): void {
  const step = epsilon < 1e-2 ? epsilon : epsilon / 2
  const growth = error(2 * step) / error(step)
  expect(growth).toBeGreaterThan(2.5)
  expect(growth).toBeLessThan(6)
}

const claims: Claims = {
  'dead-unit': ({ layer, unit, weights }, { problem }) => {
    const { W, offsets } = problem.network
    const H = evaluate('exact', withoutDecay(problem)).data
    const first = offsets[layer] + (unit - 1) * weights
    for (let row = first; row < first + weights; row++)
      expect(maxAbs(H.subarray(row * W, (row + 1) * W))).toBe(0)
  },
  'duplicate-units': ({ layer, unit, other }, { problem }) => {
    const { W, offsets, columns, bias } = problem.network
    const O = evaluate('outer-product', withoutDecay(problem)).data
    // To the first unit of the layer above, from one of the two and from the other.
    const from = offsets[layer + 1] + (bias ? 1 : 0) - 1
    expect(columns[layer + 1]).toBeGreaterThanOrEqual(other)
    for (let row = 0; row < W; row++)
      expect(Math.abs(O[row * W + from + unit] - O[row * W + from + other])).toBeLessThanOrEqual(
        1e-7 * maxAbs(O),
      )
  },
  'few-patterns': ({ missing }, { problem }) =>
    expect(nullity(problem, 'outer-product')).toBeGreaterThanOrEqual(missing),
  'one-pattern': ({ rank, W }, { problem }) =>
    expect(nullity(problem, 'outer-product')).toBeGreaterThanOrEqual(W - rank),
  'softmax-directions': ({ directions }, { problem }) =>
    expect(nullity(problem, 'exact')).toBeGreaterThanOrEqual(directions),
  projector: ({ alpha0, free }, { methods: shown, problem }) => {
    const P = shown['sequential-inverse']?.matrix
    if (!P) throw new Error('shown')
    const eigenvalues = finish(symmetricEigenvalues(P)).map((value) => value * alpha0)
    expect(eigenvalues.filter((value) => value > 0.9).length).toBe(free)
    expect(eigenvalues.filter((value) => value < 0.1).length).toBe(problem.network.W - free)
  },
  'one-layer': (_, { problem }) =>
    expect(
      frobenius(
        evaluate('exact', problem).data.map(
          (value, at) => value - evaluate('outer-product', problem).data[at],
        ),
      ),
    ).toBeLessThanOrEqual(1e-12 * frobenius(evaluate('exact', problem).data)),
  'straight-units': (_, { problem }) => {
    const { W } = problem.network
    const H = evaluate('exact', problem).data
    const O = evaluate('outer-product', problem).data
    const layerOf = (index: number): number => placeOf(problem.network, index).l
    // Within a layer nothing is missing, across layers something is.
    const missing = { within: 0, across: 0 }
    H.forEach((value, at) => {
      const where = layerOf(Math.floor(at / W)) === layerOf(at % W) ? 'within' : 'across'
      missing[where] = Math.max(missing[where], Math.abs(value - O[at]))
    })
    expect(missing.within).toBeLessThanOrEqual(1e-12 * maxAbs(H))
    expect(missing.across).toBeGreaterThan(1e-12 * maxAbs(H))
  },
  'kink-in-energy-step': (values, situation) => expect(crosses(values, situation, 2)).toBe(true),
  'kink-in-gradient-step': (values, situation) => expect(crosses(values, situation, 1)).toBe(true),
  'energies-truncation': ({ epsilon, row, column }, { problem }) => {
    const exact = explainEntry(problem, row - 1, column - 1).sums.entry
    expectSecondOrder((step) => energyDifferenceAt(problem, row - 1, column - 1, step).value - exact, epsilon)
  },
  'gradients-truncation': ({ epsilon, row, column }, { problem }) => {
    const exact = explainEntry(problem, row - 1, column - 1).sums.entry
    expectSecondOrder(
      (step) => gradientDifferenceAt(problem, row - 1, column - 1, step).value - exact,
      epsilon,
    )
  },
  'energies-round-off': ({ error, roundOff, epsilon, row, column }, { problem }) => {
    // A step thirty times as large leaves a small part of it, or of what it could have been by chance.
    const exact = explainEntry(problem, row - 1, column - 1).sums.entry
    const coarse = energyDifferenceAt(problem, row - 1, column - 1, 30 * epsilon).value - exact
    if (30 * epsilon < 1e-4) expect(Math.abs(coarse)).toBeLessThan(Math.max(error, roundOff) / 3)
  },
  'gradients-round-off': ({ error, roundOff, epsilon, row, column }, { problem }) => {
    const exact = explainEntry(problem, row - 1, column - 1).sums.entry
    const coarse = gradientDifferenceAt(problem, row - 1, column - 1, 100 * epsilon).value - exact
    if (100 * epsilon < 1e-6) expect(Math.abs(coarse)).toBeLessThan(Math.max(error, roundOff) / 3)
  },
  saddle: (_, { problem }) => expect(nullity(problem, 'exact')).toBeLessThan(problem.network.W),
  slope: ({ gradientShare }) => expect(gradientShare).toBeLessThanOrEqual(1 + 1e-12),
  'diagonal-exact': (_, { problem }) => {
    const { W } = problem.network
    const H = evaluate('exact', problem).data
    const A = evaluate('diagonal', problem).data
    for (let at = 0; at < H.length; at += W + 1)
      expect(Math.abs(A[at] - H[at])).toBeLessThanOrEqual(1e-12 * maxAbs(H))
  },
}

function expectClaim<Id extends ObservationId>(
  id: Id,
  values: ObservationValues<Id>,
  situation: Situation,
): boolean {
  const claim = claims[id]
  claim?.(values, situation)
  return claim !== undefined
}

// Hundreds of problems take long where much else is running.
test('on random problems what is observed is so', { timeout: 60_000 }, () => {
  const checked = new Map<ObservationId, number>()
  for (let seed = 0; seed < 250; seed++) {
    const random = createRandom(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform(0, list.length))]
    const whole = (from: number, to: number): number => Math.floor(random.uniform(from, to + 1))
    const problem = randomProblem({
      layers: Array.from({ length: whole(2, 4) }, () => whole(1, 3)),
      activation: pick(activations.map(({ name }) => name)),
      output: pick(errorFunctions.map(({ output }) => output)),
      bias: random.uniform() < 0.7,
      weightDecay: pick([0, 0, 0.1, 10]),
      N: pick([1, 4, 12, 40]),
      seed,
    })
    const scale = pick([0, 0.3, 1, 1, 4])
    const situation = situationOf(
      { ...problem, w: problem.w.map((value) => value * scale) },
      {
        methods: methods.map(({ id }) => id),
        parameters: { epsilon: 10 ** random.uniform(-9, 0), damping: 10 ** random.uniform(-6, 1) },
      },
    )
    for (const { id, values } of observe(situation)) {
      for (const [name, value] of Object.entries(values))
        expect(Number.isFinite(value) || name === 'predicted', `${seed} ${id} ${name} = ${value}`).toBe(true)
      if (expectClaim(id, values, situation)) checked.set(id, (checked.get(id) ?? 0) + 1)
    }
  }
  for (const id of Object.keys(claims)) expect([id, checked.has(id as ObservationId)]).toEqual([id, true])
})
