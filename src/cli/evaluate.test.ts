import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { InputError } from '../config/document.ts'
import type { HessianErrors } from '../hessian/errorMeasures.ts'
import type { InverseErrors } from '../hessian/inverseErrors.ts'
import { wrongFieldEn } from '../i18n/documentEn.ts'
import type { FixtureUses } from '../hessian/fixtures/cases.ts'
import { evaluateDocument } from './evaluateProblem.ts'
import type { MethodResult } from './evaluateProblem.ts'
import { jsonPieces } from './json.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'src/hessian/fixtures')

interface Metrics {
  readonly relFrobenius: number
  readonly maxAbs: number
  readonly relSpectral: number
  readonly cosine: number
  readonly negEig: number
  readonly negEigAmbiguous?: boolean
  readonly diagRel: number
}

interface FiniteDifferences {
  readonly eps: number
  readonly relFrobenius: number
}

interface Fixture {
  readonly name: string
  readonly layers: readonly number[]
  readonly activation: string
  readonly output: string
  readonly bias: boolean
  readonly weightDecay: number
  readonly x: readonly (readonly number[])[]
  readonly t: readonly (readonly number[])[]
  readonly w: readonly number[]
  readonly trained: boolean
  readonly W: number
  readonly N: number
  readonly expected: {
    readonly energy: number
    readonly gradient: readonly number[]
    readonly hessian: readonly number[]
    readonly negEig: number
    readonly ggn: readonly number[]
    readonly diagonal: readonly number[]
    readonly damping: number
    readonly sequentialInverse: readonly number[]
    readonly metrics: Readonly<
      Record<'ggn' | 'diagonal' | 'blockDiagonal' | 'kfac' | 'empiricalFisher', Metrics>
    >
    readonly empiricalFisher: readonly number[]
    readonly lowRank: { readonly r: number; readonly relFrobenius: number }
    readonly inverseMetrics: { readonly residualExact: number; readonly relErrorExact: number }
    readonly fdGradient: readonly FiniteDifferences[]
    readonly fdEnergy: readonly FiniteDifferences[]
    readonly uses: FixtureUses
  }
}

const fixtures = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture)

function documentOf(fixture: Fixture, methods?: readonly object[]): unknown {
  const { layers, activation, output, bias, weightDecay, x, t, w } = fixture
  const network = { layers, activation, output, bias }
  return { format: 'hessian-playground/1', network, weightDecay, data: { x, t }, weights: w, methods }
}

/** The packed upper triangle as a full matrix. */
function unpacked(packed: readonly number[], W: number): Float64Array {
  const full = new Float64Array(W * W)
  for (let i = 0, at = 0; i < W; i++)
    for (let j = i; j < W; j++, at++) full[i * W + j] = full[j * W + i] = packed[at]
  return full
}

function expectClose(found: Float64Array, expected: ArrayLike<number>, tolerance: number): void {
  expect(found).toHaveLength(expected.length)
  const scale = Math.max(...Array.from(expected, Math.abs))
  found.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(tolerance * scale))
}

function computed(methods: readonly MethodResult[], id: string) {
  const found = methods.find((method) => method.id === id)
  if (!found || 'refused' in found) throw new Error(`${id} gave no matrix`)
  return found
}

function expectMetrics(error: HessianErrors, metrics: Metrics): void {
  expect(error.relativeFrobenius).toBeCloseTo(metrics.relFrobenius, 9)
  expect(Math.abs(error.maxAbs - metrics.maxAbs)).toBeLessThanOrEqual(1e-9 * Math.max(1, metrics.maxAbs))
  expect(error.relativeSpectral).toBeCloseTo(metrics.relSpectral, 9)
  expect(error.cosine).toBeCloseTo(metrics.cosine, 9)
  expect(error.diagonalRelative).toBeCloseTo(metrics.diagRel, 9)
  const { negEigAmbiguous = false } = metrics
  expect(negEigAmbiguous || error.negativeEigenvalues === metrics.negEig).toBe(true)
}

describe.each(fixtures)('evaluate on $name', (fixture) => {
  const { W, N, expected } = fixture
  const result = evaluateDocument(
    documentOf(fixture, [
      ...['exact', 'outer-product', 'diagonal', 'r-operator'].map((id) => ({ id })),
      { id: 'sequential-inverse', damping: expected.damping },
    ]),
  )

  it('gives E and its gradient', () => {
    expect(result).toMatchObject({ W, N })
    expectClose(Float64Array.of(result.energy), [expected.energy], 1e-11)
    const scale = Math.max(1, ...expected.gradient.map(Math.abs))
    result.gradient.forEach((value, i) =>
      expect(Math.abs(value - expected.gradient[i])).toBeLessThanOrEqual(1e-11 * scale),
    )
  })

  it('gives the exact Hessian, by two ways', () => {
    const exact = computed(result.methods, 'exact')
    expectClose(exact.matrix, unpacked(expected.hessian, W), 1e-11)
    expectClose(computed(result.methods, 'r-operator').matrix, unpacked(expected.hessian, W), 1e-11)
    const { negEig } = expected
    const same = { relativeFrobenius: 0, maxAbs: 0, relativeSpectral: 0, negativeEigenvalues: negEig }
    expect(exact.error).toMatchObject(same)
  })

  it('gives the outer product and the diagonal with their errors', () => {
    const outer = computed(result.methods, 'outer-product')
    expect(outer.target).toBe('hessian')
    expectClose(outer.matrix, unpacked(expected.ggn, W), 1e-11)
    expectMetrics(outer.error as HessianErrors, expected.metrics.ggn)
    const diagonal = computed(result.methods, 'diagonal')
    const full = new Float64Array(W * W)
    expected.diagonal.forEach((value, i) => (full[i * (W + 1)] = value))
    expectClose(diagonal.matrix, full, 1e-11)
    expectMetrics(diagonal.error as HessianErrors, expected.metrics.diagonal)
  })

  it('gives methods beyond the text that are asked for, with their errors', () => {
    const { methods } = evaluateDocument(
      documentOf(fixture, [
        ...['block-diagonal', 'k-fac', 'empirical-fisher'].map((id) => ({ id })),
        { id: 'low-rank', rank: expected.lowRank.r },
      ]),
    )
    const of = (id: string) => computed(methods, id)
    expectMetrics(of('block-diagonal').error as HessianErrors, expected.metrics.blockDiagonal)
    expectMetrics(of('k-fac').error as HessianErrors, expected.metrics.kfac)
    const fisher = of('empirical-fisher')
    expectClose(fisher.matrix, unpacked(expected.empiricalFisher, W), 1e-11)
    expectMetrics(fisher.error as HessianErrors, expected.metrics.empiricalFisher)
    expect(fisher.facts?.scale).toBeGreaterThanOrEqual(0)
    const lowRank = of('low-rank')
    expect(lowRank).toMatchObject({ rank: expected.lowRank.r })
    const { relativeFrobenius } = lowRank.error as HessianErrors
    expect(relativeFrobenius).toBeCloseTo(expected.lowRank.relFrobenius, 9)
  })

  it('gives the sequential inverse with its errors', () => {
    const { matrix, target, error } = computed(result.methods, 'sequential-inverse')
    expect(target).toBe('inverse')
    expectClose(matrix, unpacked(expected.sequentialInverse, W), 1e-9)
    const { residualExact, relativeExact, residualOuterProduct, relativeOuterProduct } =
      error as InverseErrors
    const near = (found: number | null, value: number) =>
      expect(Math.abs((found ?? NaN) - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, value))
    near(residualExact, expected.inverseMetrics.residualExact)
    near(relativeExact, expected.inverseMetrics.relErrorExact)
    expect(residualOuterProduct).toBeLessThan(1e-9)
    expect(relativeOuterProduct).toBeLessThan(1e-9)
  })

  it('gives the four uses', () => {
    const { damping, uses: wanted } = expected
    const { xq } = wanted.laplace
    const document = { ...(documentOf(fixture, []) as object), uses: { damping, xq } }
    const text = [...jsonPieces(evaluateDocument(document))].join('')
    const { uses } = JSON.parse(text) as { readonly uses: FixtureUses }
    const near = (found: readonly number[], numbers: readonly number[], smallest = 0) => {
      expect(found).toHaveLength(numbers.length)
      const scale = Math.max(smallest, ...numbers.map(Math.abs))
      found.forEach((value, i) => expect(Math.abs(value - numbers[i])).toBeLessThanOrEqual(1e-9 * scale))
    }
    // Where w is a minimum the steps are round-off.
    near(uses.newtonStep, wanted.newtonStep, fixture.trained ? 1 : 0)
    near(uses.lmStep, wanted.lmStep, fixture.trained ? 1 : 0)
    near(uses.obd, wanted.obd)
    near(uses.obdDiagonalApprox, wanted.obdDiagonalApprox)
    near(uses.obs, wanted.obs)
    near(uses.obsExact, wanted.obsExact)
    expect(uses.obsUpdate.q).toBe(wanted.obsUpdate.q)
    near(uses.obsUpdate.deltaW, wanted.obsUpdate.deltaW)
    const { alpha, outputVariance, logDetA, logEvidence } = uses.laplace
    near(
      [alpha, logDetA, logEvidence],
      [wanted.laplace.alpha, wanted.laplace.logDetA, wanted.laplace.logEvidence],
    )
    near(outputVariance.flat(), wanted.laplace.outputVariance.flat())
    if (wanted.removeFirst) {
      near(uses.removeFirst?.newton ?? [], wanted.removeFirst.newton, 1)
      near(uses.removeFirst?.influence ?? [], wanted.removeFirst.influence, 1)
    } else expect(uses.removeFirst).toMatchObject({ refused: 'no-data' })
  })

  it('gives the differences with errors of the size of the reference', () => {
    // Where nothing is truncated only round-off is left, u/ε and u/ε², and the reference may have been lucky.
    for (const [id, rows, order] of [
      ['gradient-differences', expected.fdGradient, 1],
      ['energy-differences', expected.fdEnergy, 2],
    ] as const) {
      const requests = rows.map(({ eps }) => ({ id, epsilon: eps }))
      evaluateDocument(documentOf(fixture, requests)).methods.forEach((method, i) => {
        const { relativeFrobenius } = (method as { readonly error: HessianErrors }).error
        const { eps, relFrobenius } = rows[i]
        expect(relativeFrobenius).toBeLessThanOrEqual(10 * relFrobenius + 2 ** -53 / eps ** order)
      })
    }
  })
})

const [small] = fixtures

function wrongFieldOf(document: unknown): InputError {
  try {
    evaluateDocument(document)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('the document was taken')
}

describe('evaluate', () => {
  it('learns BFGS from a recipe, and refuses it for weights written down', () => {
    const recipe = {
      ...(documentOf(small, [{ id: 'bfgs', pairs: 7 }]) as object),
      weights: { seed: 3, steps: 20, learningRate: 1e-3 },
    }
    const [learnt] = evaluateDocument(recipe).methods
    expect(learnt).toMatchObject({ id: 'bfgs', pairs: 7, facts: { pairs: 7 } })
    const [refused] = evaluateDocument(documentOf(small, [{ id: 'bfgs' }])).methods
    expect('refused' in refused && refused.refused).toMatch(/training/)
  })

  it('runs the methods of the book where none are named', () => {
    const { methods } = evaluateDocument(documentOf(small))
    expect(methods.map(({ id }) => id)).toEqual([
      'exact',
      'outer-product',
      'diagonal',
      'energy-differences',
      'gradient-differences',
      'r-operator',
      'sequential-inverse',
    ])
  })

  it('says why a method refuses', () => {
    const request = [{ id: 'sequential-inverse', damping: 0 }]
    const [refused] = evaluateDocument({ ...(documentOf(small, request) as object), weightDecay: 0 }).methods
    expect(refused).toMatchObject({ id: 'sequential-inverse', target: 'inverse' })
    expect('refused' in refused && refused.refused).toMatch(/α \+ λ/)
    expect(refused).not.toHaveProperty('matrix')
  })

  it('names what stands against a use, and gives the others', () => {
    // w = 0, XOR: four eigenvalues are 0, four are ±√6.
    const xor = {
      format: 'hessian-playground/1',
      network: { layers: [2, 2, 1], activation: 'tanh', output: 'identity' },
      data: { preset: 'xor' },
      weights: [0, 0, 0, 0, 0, 0, 0, 0, 0],
      methods: [],
      uses: { damping: 0 },
    }
    const { uses } = evaluateDocument(xor)
    expect(uses).toMatchObject({
      newtonStep: { refused: 'singular' },
      lmStep: { refused: 'singular' },
      obd: new Float64Array(9),
      obs: { refused: 'singular' },
      obsUpdate: { refused: 'singular' },
      laplace: { refused: 'no-prior', values: { alpha: 0 } },
    })
    const damped = evaluateDocument({ ...xor, uses: {} }).uses
    expect(damped).toMatchObject({ damping: 0.1, laplace: { reestimated: { refused: 'diverging' } } })
    expect(damped?.laplace).not.toHaveProperty('outputVariance')
    expect(evaluateDocument({ ...xor, uses: undefined })).not.toHaveProperty('uses')
  })

  it('survives weights that overflow', () => {
    const huge = { ...small, w: small.w.map(() => 1e200) }
    const text = [...jsonPieces(evaluateDocument({ ...(documentOf(huge) as object), uses: {} }))].join('')
    const { methods, energy } = JSON.parse(text) as { methods: object[]; energy: unknown }
    expect(methods).toHaveLength(7)
    expect(energy === null || typeof energy === 'number').toBe(true)
  })

  it('gives null for measures that do not exist', () => {
    const flat = {
      format: 'hessian-playground/1',
      network: { layers: [1, 2, 1], activation: 'identity', output: 'identity', bias: false },
      data: { x: [[0]], t: [[0]] },
      weights: [0, 0, 0, 0],
      methods: [{ id: 'outer-product' }],
    }
    const [{ error }] = evaluateDocument(flat).methods as readonly { readonly error: HessianErrors }[]
    expect(error).toMatchObject({ relativeFrobenius: null, relativeSpectral: null, cosine: null, maxAbs: 0 })
  })

  it('tells the numbers of a named data set and of a recipe, from which the same follows', () => {
    const document = {
      format: 'hessian-playground/1',
      network: { layers: [2, 3, 1], activation: 'tanh', output: 'sigmoid', bias: true },
      data: { preset: 'circles', points: 9, noise: 0.1, seed: 3 },
      weights: { seed: 5, steps: 4, optimizer: 'momentum', learningRate: 0.01 },
      methods: [{ id: 'exact' }],
    }
    const named = evaluateDocument(document)
    const data = { x: named.data?.x.map((row) => [...row]), t: named.data?.t.map((row) => [...row]) }
    const explicit = evaluateDocument({ ...document, data, weights: [...(named.weights ?? [])] })
    expect(explicit.data).toBeUndefined()
    expect(explicit.weights).toBeUndefined()
    expect(explicit.energy).toBe(named.energy)
    expect(explicit.gradient).toEqual(named.gradient)
  })

  it('trains where the weights are a recipe, and names a recipe that diverges', () => {
    const recipe = {
      format: 'hessian-playground/1',
      network: { layers: [1, 4, 1], activation: 'tanh', output: 'identity', bias: true },
      data: { preset: 'sinusoid', points: 20, noise: 0.15, seed: 7 },
      weights: { seed: 7, steps: 120, optimizer: 'gradient-descent', learningRate: 0.03 },
      methods: [{ id: 'diagonal' }],
    }
    const start = evaluateDocument({ ...recipe, weights: { seed: 7 } })
    const trained = evaluateDocument(recipe)
    expect(trained.energy).toBeLessThan(start.energy)
    expect(evaluateDocument(recipe).gradient).toEqual(trained.gradient)
    const wrong = wrongFieldOf({ ...recipe, weights: { ...recipe.weights, learningRate: 99 } })
    expect(wrongFieldEn(wrong)).toMatch(
      /^weights: expected a recipe that converges, found divergence at step \d+$/,
    )
  })
})

describe('JSON in pieces', () => {
  it('is JSON, NaN and infinity being null', () => {
    const value = { a: [1, { b: null }, 'text "quoted"'], c: {}, d: [], e: true, f: -0.1 }
    expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value))
    const numbers = Float64Array.from({ length: 10_000 }, (_, i) => (i === 4096 ? NaN : i / 7))
    expect([...jsonPieces(numbers)].join('')).toBe(JSON.stringify([...numbers]))
    expect([...jsonPieces([NaN, -Infinity, new Float64Array(0)])].join('')).toBe('[null,null,[]]')
  })
})
