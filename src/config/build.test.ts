import { describe, expect, it } from 'vitest'
import { finish } from '../linalg/steps.ts'
import { initialWeights, train } from '../training/index.ts'
import { build, recipeSteps } from './build.ts'
import { defaultConfiguration } from './defaults.ts'
import { limits } from './limits.ts'
import { fittingLayers, narrowed, weightsOf, widthThatFits } from './networkSize.ts'

const standard = defaultConfiguration.problem

describe('build', () => {
  it('runs the recipe where there are no weights', () => {
    const { problem, step, run } = finish(build(standard))
    const start = { ...problem, w: initialWeights(problem.network, standard.weightSeed) }
    expect(problem.w).toEqual(finish(train(start, standard.training, 0, standard.step)).w)
    expect(step).toBe(standard.step)
    expect(run?.energies).toHaveLength(standard.step + 1)
  })

  it('gives the same bits from weights written down', () => {
    const recipe = finish(build(standard))
    const written = finish(build({ ...standard, weights: recipe.problem.w }))
    const { path, ...problem } = recipe.problem
    expect(written).toEqual({ ...recipe, problem, run: null })
    expect(path).toHaveLength(standard.step)
  })

  it('knows the way that the recipe took, without its end', () => {
    const { problem } = finish(build(standard))
    const { path = [] } = problem
    const start = { ...problem, w: path[0] }
    expect(path[0]).toEqual(initialWeights(problem.network, standard.weightSeed))
    path.forEach((w, step) => expect(w).toEqual(finish(train(start, standard.training, 0, step)).w))
    const long = finish(build({ ...standard, step: 1234 })).problem
    const last = { ...long, w: long.path?.at(-1) ?? long.w }
    expect(long.path).toHaveLength(200)
    expect(finish(train(last, standard.training, 1233, 1)).w).toEqual(long.w)
  })

  it('stops at the last acceptable weights where the recipe diverges', () => {
    const training = { ...standard.training, learningRate: 50 }
    const { problem, step, run } = finish(build({ ...standard, training, step: 500 }))
    expect(run?.diverged?.step).toBe(step + 1)
    expect(problem.w.every(Number.isFinite)).toBe(true)
  })

  it('takes explicit data', () => {
    const data = {
      x: [
        [1, 2],
        [3, 4],
      ],
      t: [[5], [6]],
    }
    const network = { ...standard.network, layers: [2, 4, 1] }
    const { problem } = finish(build({ ...standard, network, data }))
    expect([...problem.x]).toEqual([1, 2, 3, 4])
    expect([...problem.t]).toEqual([5, 6])
    expect(problem.N).toBe(2)
  })

  it('refuses what does not belong together', () => {
    const network = { ...standard.network, layers: [2, 4, 1] }
    expect(() => finish(build({ ...standard, network }))).toThrow(RangeError)
    expect(() => finish(build({ ...standard, weights: new Float64Array(12) }))).toThrow('13 weights')
  })

  it('limits a recipe by its work', () => {
    expect(recipeSteps(20, 13)).toBe(limits.step.max)
    expect(recipeSteps(2000, 1000)).toBeLessThan(1000)
  })
})

describe('the size of a network', () => {
  it('is counted without building it', () => {
    expect(weightsOf([1, 4, 1], true)).toBe(13)
    expect(weightsOf([2, 3, 2], false)).toBe(12)
    expect(weightsOf([1, 1e9, 1], true)).toBe(3e9 + 1)
  })

  it('tells the widest hidden layers that fit', () => {
    for (const bias of [true, false])
      for (const layers of [
        [1, 5000, 1],
        [2, 60, 60, 1],
        [4, 10, 900, 10, 3],
        [300, 50, 50, 50, 2],
      ]) {
        const width = widthThatFits(layers, bias)
        expect(weightsOf(narrowed(layers, width), bias)).toBeLessThanOrEqual(limits.weights.max)
        expect(weightsOf(narrowed(layers, width + 1), bias)).toBeGreaterThan(limits.weights.max)
      }
    expect(widthThatFits([1, 4, 2, 1], true)).toBe(4)
    expect(widthThatFits([3000, 4, 1], true)).toBe(0)
    expect(widthThatFits([3, 1], true)).toBe(0)
  })

  it('is made to fit the data and the limit', () => {
    expect(fittingLayers([1, 4, 1], 2, 3, true)).toEqual([2, 4, 3])
    expect(fittingLayers([400, 200], 400, 200, true)).toEqual([400, 2, 200])
    const largest = [limits.ownInputs.max, 9, 9, 9, limits.ownOutputs.max]
    const fitting = fittingLayers(largest, largest[0], largest[4], true)
    expect(weightsOf(fitting, true)).toBeLessThanOrEqual(limits.weights.max)
  })
})
