import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Listeners, Slot } from '../compute/client.ts'
import { compare } from '../compute/compareTask.ts'
import type { CompareInput, ComparePart } from '../compute/protocol.ts'
import { defaultConfiguration } from '../config/defaults.ts'
import { bookMethods, methods } from '../hessian/index.ts'
import { useStore } from '../state/store.ts'
import { missingOf, startComparisons } from './comparisonEffect.ts'

const state = () => useStore.getState()
const ids = (requests: CompareInput['methods'] | undefined) => requests?.map(({ id }) => id)

/** Computes as the worker does, and hands everything over. */
function satisfy(input: CompareInput | null): ComparePart[] {
  if (!input) return []
  const parts = [...compare(input)].flatMap((step) => ('part' in step ? [step.part] : []))
  const parameters = Object.fromEntries(input.methods.map((method) => [method.id, method.parameters]))
  const { network, revision } = state()
  state().takeParts({ revision, network, damping: input.damping, parameters }, input.grid, parts)
  return parts
}

beforeEach(() => state().open(defaultConfiguration))

describe('what is missing', () => {
  it('is everything at first, with the inverse that the sequential one is held against', () => {
    const input = missingOf(state())
    expect(ids(input?.methods)).toEqual(bookMethods)
    expect(ids(input?.inverses)).toEqual(['exact'])
  })

  it('is nothing when everything has arrived', () => {
    satisfy(missingOf(state()))
    expect(missingOf(state())).toBeNull()
    for (const id of bookMethods) expect(state().results[id]?.refusal, id).toBeNull()
  })

  it('is one method alone when its parameter has moved', () => {
    satisfy(missingOf(state()))
    state().setParameter('energy-differences', 'epsilon', 1e-3)
    const input = missingOf(state())
    expect(ids(input?.methods)).toEqual(['energy-differences'])
    expect(input?.inverses).toEqual([])
    satisfy(input)
    expect(missingOf(state())).toBeNull()
  })

  it('is both inverses when the damping has moved', () => {
    satisfy(missingOf(state()))
    state().setParameter('sequential-inverse', 'damping', 1)
    const input = missingOf(state())
    expect(ids(input?.methods)).toEqual(['sequential-inverse'])
    expect(ids(input?.inverses)).toEqual(['exact'])
  })

  it('is the inverses of all other methods in the inverse view', () => {
    satisfy(missingOf(state()))
    state().setMapView('inverse')
    const input = missingOf(state())
    expect(input?.methods).toEqual([])
    expect(ids(input?.inverses)).toEqual(bookMethods.slice(1, -1))
    satisfy(input)
    expect(missingOf(state())).toBeNull()
    expect(state().results['outer-product']?.inverseError).toBeGreaterThan(0.01)
    expect(state().results['r-operator']?.inverseError).toBeLessThan(1e-10)
  })

  it('leaves out what was stopped, until the problem changes', () => {
    state().stop('energy-differences')
    expect(ids(missingOf(state())?.methods)).not.toContain('energy-differences')
    state().setWeightDecay(0.5)
    expect(ids(missingOf(state())?.methods)).toContain('energy-differences')
  })

  it('ends also where matrices are refused', () => {
    const weights = new Float64Array(13).fill(1e200)
    state().open({ ...defaultConfiguration, problem: { ...defaultConfiguration.problem, weights } })
    state().setMapView('inverse')
    satisfy(missingOf(state()))
    expect(state().results.exact?.refusal?.code).toBe('not-finite')
    expect(missingOf(state())).toBeNull()
  })
})

describe('a comparison', () => {
  it('computes the methods beyond the text, one of which learns from the way', () => {
    const beyond = methods.filter(({ group }) => group !== 'book').map(({ id }) => id)
    for (const some of [beyond.slice(0, 5), beyond.slice(5)]) {
      const comparison = { ...defaultConfiguration.comparison, methods: ['exact' as const, ...some] }
      state().open({ ...defaultConfiguration, comparison })
      const input = missingOf(state())
      expect(input?.problem.path?.length).toBe(some.includes('bfgs') ? 4 : undefined)
      satisfy(input)
      expect(missingOf(state())).toBeNull()
      for (const id of some) expect(state().results[id]?.errors?.relativeFrobenius, id).toBeGreaterThan(1e-3)
    }
    expect(state().results.bfgs?.facts.pairs).toBe(4)
    state().reset()
    satisfy(missingOf(state()))
    expect(state().results.bfgs?.refusal?.code).toBe('no-path')
    expect(missingOf(state())).toBeNull()
  })

  it('sends the fitted function first, the exact matrix next, and every measure in the end', () => {
    const parts = satisfy(missingOf(state()))
    expect(parts[0].kind).toBe('fit')
    expect(parts[1]).toMatchObject({ kind: 'matrix', id: 'exact' })
    const { results } = state()
    for (const { id, target } of methods.filter(({ group }) => group === 'book')) {
      if (target === 'hessian') {
        expect(results[id]?.errors?.relativeFrobenius, id).not.toBeNull()
        expect(results[id]?.spectrum?.negativeEigenvalues, id).toBeGreaterThanOrEqual(0)
      } else expect(results[id]?.inverseErrors?.relativeOuterProduct, id).toBeLessThan(1e-10)
    }
  })

  it('does not compute again what it still has', () => {
    satisfy(missingOf(state()))
    const before = state().results.exact
    state().setMapView('inverse')
    satisfy(missingOf(state()))
    expect(state().results.exact?.milliseconds).toBe(before?.milliseconds)
  })

  it('ends with what is to be seen of the methods shown', () => {
    satisfy(missingOf(state()))
    const { observations, revision } = state()
    const seen = observations?.list.map(({ id }) => id)
    expect(observations?.revision).toBe(revision)
    expect(seen).toContain('indefinite')
    expect(seen).toContain('inverse-of-outer-product')
    expect(seen).toContain('products-exact')
    state().toggleMethod('r-operator')
    const input = missingOf(state())
    expect(input?.methods).toEqual([])
    satisfy(input)
    expect(state().observations?.list.map(({ id }) => id)).not.toContain('products-exact')
    expect(missingOf(state())).toBeNull()
  })
})

describe('a request that takes the place of another', () => {
  it('asks for the measures that the other one has not brought', () => {
    vi.stubGlobal('document', { hidden: true })
    const runs: { readonly input: CompareInput; readonly listeners: Listeners<'compare'> }[] = []
    const slot = {
      run: (_: string, input: CompareInput, listeners: Listeners<'compare'>) => {
        runs.push({ input, listeners })
        return new Promise(() => undefined)
      },
      cancel: () => undefined,
      giveBack: () => undefined,
    }
    const { stop } = startComparisons(slot as unknown as Slot)
    const [{ input, listeners }] = runs
    const parts = [...compare(input)].flatMap((step) => ('part' in step ? [step.part] : []))
    const isMeasure = (part: ComparePart) =>
      (part.kind === 'spectral-errors' && part.id !== 'exact') || part.kind === 'inverse-errors'
    // Everything comes but the measures of all methods except exact.
    for (const part of parts) if (!isMeasure(part)) listeners.onPart?.(part)
    return Promise.resolve().then(() => {
      state().setParameter('energy-differences', 'epsilon', 1e-3)
      expect(runs).toHaveLength(2)
      const asked = ids(runs[1].input.methods)
      expect(asked).toHaveLength(bookMethods.length - 1)
      expect(asked).not.toContain('exact')
      stop()
      vi.unstubAllGlobals()
    })
  })
})
