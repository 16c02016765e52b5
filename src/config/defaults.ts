import { datasetNamed } from '../data/index.ts'
import { bookMethods, defaultParameters as defaultsOf, methods } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { HessianMethod } from '../hessian/method.ts'
import type {
  ComparisonConfiguration,
  Configuration,
  DataConfiguration,
  ProblemConfiguration,
  ViewConfiguration,
} from './configuration.ts'

/** The methods in the order they are shown, without what only one of them has. */
export const methodList: readonly (HessianMethod & { readonly id: MethodId })[] = methods

/** The parameters of every method at their defaults. */
export const defaultParameters = Object.fromEntries(
  methodList.map((method) => [method.id, defaultsOf(method)]),
) as ComparisonConfiguration['parameters']

export const methodIds: readonly MethodId[] = methodList.map(({ id }) => id)

/**
 * The sinusoid early in training: large residuals, an indefinite Hessian and an outer product that is visibly
 * off.
 */
const problem: ProblemConfiguration = {
  network: { layers: [1, 4, 1], activations: ['tanh'], output: 'identity', bias: true },
  weightDecay: 0,
  data: { preset: 'sinusoid', points: 20, noise: 0.15, seed: 7 },
  weightSeed: 21,
  training: { optimizer: 'gradient-descent', learningRate: 0.03, momentum: 0.9 },
  step: 4,
  weights: null,
}

/** What data of a typed function start with. */
export const functionDefaults = { points: 40, noise: 0.05 } as const

const comparison: ComparisonConfiguration = {
  methods: bookMethods,
  parameters: defaultParameters,
  view: 'hessian',
  scale: 'symlog',
  scope: 'all',
  values: false,
}

const view: ViewConfiguration = {
  language: null,
  theme: null,
  selection: null,
  details: null,
  account: null,
  parts: false,
  point: null,
  study: null,
  presenting: false,
  hidden: [],
}

/** What the page opens with. */
export const defaultConfiguration: Configuration = { problem, comparison, view }

/** The entry pinned when nobody has chosen one: a weight into the third hidden unit and one out of it. */
export const openingSelection: ViewConfiguration['selection'] = { row: 5, column: 11 }

/** The learning rate to begin with on these data. */
export function learningRateFor(data: DataConfiguration): number {
  const suited = 'preset' in data ? datasetNamed(data.preset).learningRate : undefined
  return suited ?? defaultConfiguration.problem.training.learningRate
}
