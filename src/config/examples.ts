import type { Configuration, ProblemConfiguration } from './configuration.ts'
import { defaultConfiguration } from './defaults.ts'

interface Example {
  /** Kebab-case: catalogue key. */
  readonly name: string
  readonly configuration: Configuration
}

/** The default configuration with another problem. */
export function withProblem(problem: Partial<ProblemConfiguration>): Configuration {
  return { ...defaultConfiguration, problem: { ...defaultConfiguration.problem, ...problem } }
}

/** Problems worth starting from, in the order of the menu; each shows one thing the others do not. */
export const examples = [
  // Large residuals: the outer product is visibly off.
  { name: 'sinusoid-early', configuration: defaultConfiguration },
  // Small residuals: the outer product has become good.
  {
    name: 'sinusoid-trained',
    configuration: withProblem({
      training: { optimizer: 'momentum', learningRate: 0.01, momentum: 0.9 },
      step: 80,
    }),
  },
  // Four points, no noise: far fewer patterns than weights.
  {
    name: 'xor',
    configuration: withProblem({
      network: { layers: [2, 2, 1], activations: ['tanh'], output: 'sigmoid', bias: true },
      data: { preset: 'xor', points: 4, noise: 0, seed: 7 },
      training: { optimizer: 'momentum', learningRate: 0.2, momentum: 0.9 },
      step: 30,
    }),
  },
  // Logistic outputs: the outer products are weighted by y(1 − y).
  {
    name: 'circles',
    configuration: withProblem({
      network: { layers: [2, 4, 1], activations: ['tanh'], output: 'sigmoid', bias: true },
      data: { preset: 'circles', points: 60, noise: 0.05, seed: 7 },
      training: { optimizer: 'momentum', learningRate: 0.02, momentum: 0.9 },
      step: 40,
    }),
  },
  // Three weight layers: blocks between layers that do not touch, a diagonal that is not exact.
  {
    name: 'spirals',
    configuration: withProblem({
      network: { layers: [2, 8, 6, 1], activations: ['tanh', 'tanh'], output: 'sigmoid', bias: true },
      data: { preset: 'spirals', points: 120, noise: 0.02, seed: 7 },
      training: { optimizer: 'momentum', learningRate: 0.01, momentum: 0.9 },
      step: 300,
    }),
  },
  // Softmax: null directions, and a diagonal approximation that is off with two layers.
  {
    name: 'three-gaussians',
    configuration: withProblem({
      network: { layers: [2, 3, 3], activations: ['tanh'], output: 'softmax', bias: true },
      data: { preset: 'three-gaussians', points: 60, noise: 0.25, seed: 7 },
      training: { optimizer: 'gradient-descent', learningRate: 0.02, momentum: 0.9 },
      step: 20,
    }),
  },
  // Kinks: differences that step across one are wrong, and h″ = 0 does not make the outer product exact.
  {
    name: 'relu',
    configuration: withProblem({
      network: { layers: [1, 6, 1], activations: ['relu'], output: 'identity', bias: true },
      training: { optimizer: 'gradient-descent', learningRate: 0.01, momentum: 0.9 },
      step: 10,
    }),
  },
  // A product of matrices: h″ = 0, yet the outer product misses the residuals between layers.
  {
    name: 'deep-linear',
    configuration: withProblem({
      network: {
        layers: [1, 3, 3, 1],
        activations: ['identity', 'identity'],
        output: 'identity',
        bias: true,
      },
      data: { preset: 'line', points: 20, noise: 0.2, seed: 7 },
      training: { optimizer: 'gradient-descent', learningRate: 0.005, momentum: 0.9 },
      step: 3,
    }),
  },
  // One layer of weights: the outer product and the diagonal are exact.
  {
    name: 'one-layer',
    configuration: withProblem({
      network: { layers: [2, 1], activations: [], output: 'sigmoid', bias: true },
      data: { preset: 'two-gaussians', points: 60, noise: 0.35, seed: 7 },
      training: { optimizer: 'gradient-descent', learningRate: 0.05, momentum: 0.9 },
      step: 10,
    }),
  },
] as const satisfies readonly Example[]

export type ExampleName = (typeof examples)[number]['name']
