import fc from 'fast-check'
import {
  datasetNamed,
  datasets,
  fits,
  functionKinds,
  functionShapes,
  outputsFor,
  readFunction,
} from '../data/index.ts'
import { expressionActivation } from '../network/activations/expressionActivation.ts'
import { activations } from '../network/activations/index.ts'
import { errorFunctions } from '../network/errors/index.ts'
import type { OutputName } from '../network/errors/index.ts'
import { parametersOfStudy, studyIds } from '../studies/index.ts'
import type { ListParameter, StudyParameter, StudyValues } from '../studies/study.ts'
import { optimizerNames } from '../training/index.ts'
import { pointCount, recipeSteps } from './build.ts'
import { hidableParts } from './configuration.ts'
import type {
  ActivationConfiguration,
  ComparisonConfiguration,
  Configuration,
  DataConfiguration,
  ProblemConfiguration,
  StudyConfiguration,
} from './configuration.ts'
import { methodIds, methodList } from './defaults.ts'
import { firstFitting } from './mapCount.ts'
import { limits } from './limits.ts'
import type { Range } from './limits.ts'
import { weightsOf } from './networkSize.ts'

const activationNames = activations.map(({ name }) => name)
const outputNames: readonly OutputName[] = errorFunctions.map(({ output }) => output)

const number = ({ min, max, whole }: Range): fc.Arbitrary<number> =>
  whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })

const finite = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(-0))

/** Typed h(a), and whatever else somebody may type that is taken; `prepareExpressions` must have been waited for. */
const typedActivation: fc.Arbitrary<ActivationConfiguration> = fc
  .oneof(
    fc.constantFrom('a*exp(-a^2)', 'max(0.1 a, a)', 'a > 0 ? a : exp(a) - 1', 'sin(a)', '2·a² − 1'),
    fc
      .array(
        fc.constantFrom('a', '+', '*', '(', ')', '-', '2', 'tanh(', 'max(', ',', ' ', '<', '?', ':', '=='),
        {
          maxLength: 12,
        },
      )
      .map((words) => words.join('')),
  )
  .filter((expression) => expressionActivation(expression).kind === 'activation')
  .map((expression) => ({ expression }))

const activation: fc.Arbitrary<ActivationConfiguration> = fc.oneof(
  { arbitrary: fc.constantFrom(...activationNames), weight: 3 },
  { arbitrary: typedActivation, weight: 1 },
)

interface Shaped {
  readonly data: DataConfiguration
  readonly output: OutputName
  readonly N: number
  readonly D: number
  readonly K: number
}

const preset: fc.Arbitrary<Shaped> = fc
  .record({
    preset: fc.constantFrom(...datasets.map(({ name }) => name)),
    points: number(limits.points),
    noise: number(limits.noise),
    seed: number(limits.seed),
  })
  .chain((data) => {
    const dataset = datasetNamed(data.preset)
    return fc.constantFrom(...outputNames.filter((output) => !fits(dataset, output))).map((output) => ({
      data,
      output,
      N: data.points,
      D: dataset.inputs,
      K: outputsFor(dataset, output),
    }))
  })

const typedFunction: fc.Arbitrary<Shaped> = fc
  .record({
    expression: fc.constantFrom('sin(pi x1)', 'x1 < 0.3 ? 1 : -1', 'max(x1, 0.2)', 'log(x1)', 'x1 + 1e-3/x1'),
    inputs: fc.constantFrom(1 as const, 2 as const),
    kind: fc.constantFrom(...functionKinds),
    points: number(limits.points),
    noise: number(limits.noise),
    seed: number(limits.seed),
  })
  .filter((data) => readFunction(data).kind === 'function')
  .chain((data) => {
    const shape = functionShapes[data.kind]
    return fc.constantFrom(...outputNames.filter((output) => !fits(shape, output))).map((output) => ({
      data,
      output,
      N: data.points,
      D: data.inputs,
      K: outputsFor(shape, output),
    }))
  })

/** Names as a table may give them to its columns. */
const columnName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter((name) => name.length <= 40),
  fc.constantFrom('길이 (cm)', 'a,b', '50%', '%2C', '&x=1', '__proto__', '+', 'fn(x)'),
)

const own: fc.Arbitrary<Shaped> = fc
  .record({
    N: fc.integer({ min: 1, max: 12 }),
    D: fc.integer({ min: 1, max: 5 }),
    K: fc.integer({ min: 2, max: 4 }),
    output: fc.constantFrom(...outputNames),
  })
  .chain(({ N, D, K, output }) => {
    const table = (columns: number, entry: fc.Arbitrary<number>) =>
      fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), { minLength: N, maxLength: N })
    const target = output === 'identity' ? finite : fc.double({ min: 0, max: 1, noNaN: true })
    const list = (count: number) => fc.array(columnName, { minLength: count, maxLength: count })
    const names = fc.option(fc.record({ inputs: list(D), targets: list(K) }), { nil: undefined })
    return fc
      .tuple(table(D, finite), table(K, target), names)
      .map(([x, t, called]) => ({ data: called ? { x, t, names: called } : { x, t }, output, N, D, K }))
  })

const layersBetween = (D: number, K: number): fc.Arbitrary<{ layers: number[]; bias: boolean }> =>
  fc
    .record({
      hidden: fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: limits.weightLayers.max - 1 }),
      bias: fc.boolean(),
    })
    .map(({ hidden, bias }) => ({ layers: [D, ...hidden, K], bias }))

const problem: fc.Arbitrary<ProblemConfiguration> = fc
  .oneof(preset, typedFunction, own)
  .chain(({ data, output, N, D, K }) =>
    layersBetween(D, K).chain(({ layers, bias }) => {
      const W = weightsOf(layers, bias)
      const hidden = layers.length - 2
      return fc
        .record({
          activations: fc.array(activation, { minLength: hidden, maxLength: hidden }),
          weightDecay: number(limits.weightDecay),
          weightSeed: number(limits.seed),
          optimizer: fc.constantFrom(...optimizerNames),
          learningRate: number(limits.learningRate),
          momentum: number(limits.momentum),
          step: number(limits.step),
          weights: fc.option(fc.array(finite, { minLength: W, maxLength: W })),
        })
        .map(({ activations: names, weightDecay, weightSeed, weights, step, ...training }) => ({
          network: { layers, activations: names, output, bias },
          weightDecay,
          data,
          weightSeed,
          training,
          step: weights ? step : Math.min(step, recipeSteps(N, W)),
          weights: weights ? Float64Array.from(weights) : null,
        }))
    }),
  )

const parameters = fc.record(
  Object.fromEntries(
    methodList.map((method) => [
      method.id,
      fc.record(
        Object.fromEntries(
          method.parameters.map(({ name, min, max, whole = false }) => [name, number({ min, max, whole })]),
        ),
      ),
    ]),
  ),
) as fc.Arbitrary<ComparisonConfiguration['parameters']>

const comparison: fc.Arbitrary<ComparisonConfiguration> = fc.record({
  methods: fc.subarray([...methodIds]).map(firstFitting),
  parameters,
  view: fc.constantFrom('hessian', 'difference', 'inverse'),
  scale: fc.constantFrom('linear', 'symlog'),
  scope: fc.constantFrom('all', 'each'),
  values: fc.boolean(),
})

/** Words of a list with commas between, none twice. */
function wordsOf({ items }: ListParameter): fc.Arbitrary<string> {
  const word =
    items instanceof RegExp
      ? fc.stringMatching(items).filter((text) => !text.includes(','))
      : typeof items === 'string'
        ? fc.integer({ min: 1, max: 2000 }).map(String)
        : fc.constantFrom(...items)
  return fc.uniqueArray(word, { maxLength: 5 }).map((words) => words.join(','))
}

/** A study with some of its parameters. */
const study = fc.constantFrom(...studyIds).chain((id) => {
  const value = (one: StudyParameter): fc.Arbitrary<number | string> =>
    'min' in one ? number(one) : 'options' in one ? fc.constantFrom(...one.options) : wordsOf(one)
  return fc
    .record(Object.fromEntries(parametersOfStudy(id).map((one) => [one.name, value(one)])), {
      requiredKeys: [],
    })
    .map((given): StudyConfiguration => ({ id, parameters: given as StudyValues }))
})

/** Any configuration the page can be in; for property tests, which must wait for `prepareExpressions` and `prepareStudies`. */
export const anyConfiguration: fc.Arbitrary<Configuration> = fc
  .tuple(problem, comparison)
  .chain(([theProblem, theComparison]) => {
    const W = weightsOf(theProblem.network.layers, theProblem.network.bias)
    const index = fc.integer({ min: 0, max: W - 1 })
    return fc
      .record({
        language: fc.constantFrom(null, 'en' as const, 'ko' as const),
        theme: fc.constantFrom(null, 'light' as const, 'dark' as const),
        selection: fc.option(fc.record({ row: index, column: index })),
        details: fc.option(fc.constantFrom(...methodIds)),
        parts: fc.boolean(),
        point: fc.option(fc.integer({ min: 0, max: pointCount(theProblem.data) - 1 })),
        account: fc.option(fc.constantFrom(...methodIds)),
        study: fc.option(study),
        presenting: fc.boolean(),
        hidden: fc.subarray([...hidableParts]),
      })
      .map((view) => ({ problem: theProblem, comparison: theComparison, view }))
  })
