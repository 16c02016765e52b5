import type { StateCreator } from 'zustand'
import { fitsBeside } from '../config/mapCount.ts'
import type { ColourScale, ColourScope, ComparisonConfiguration, MapView } from '../config/configuration.ts'
import { methods } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { MethodRequest } from '../compute/protocol.ts'
import type { State } from './store.ts'

/** Which methods are shown, with which parameters, and how. */
export interface ComparisonSlice {
  readonly comparison: ComparisonConfiguration
  toggleMethod: (id: MethodId) => void
  setParameter: (id: MethodId, name: string, value: number) => void
  setMapView: (view: MapView) => void
  setScale: (scale: ColourScale) => void
  setScope: (scope: ColourScope) => void
  setValues: (values: boolean) => void
}

/** The methods with the parameters they are shown with. */
export function requestsFor(
  ids: readonly MethodId[],
  { parameters }: Pick<ComparisonConfiguration, 'parameters'>,
): MethodRequest[] {
  return ids.map((id) => ({ id, parameters: parameters[id] }))
}

/** λ of every damped inverse on the page: the one of the method that computes an inverse. */
export function dampingOf(comparison: ComparisonConfiguration): number {
  return comparison.parameters['sequential-inverse'].damping
}

export const comparisonSlice =
  (initial: ComparisonConfiguration): StateCreator<State, [], [], ComparisonSlice> =>
  (set, get) => {
    const change = (part: Partial<ComparisonConfiguration>) =>
      set((state) => ({ comparison: { ...state.comparison, ...part } }))
    return {
      comparison: initial,
      toggleMethod: (id) => {
        const shown = get().comparison.methods
        // The reference stays: every error is measured against it.
        if (id === 'exact') return
        if (!shown.includes(id) && !fitsBeside(shown, id)) {
          set({ message: { kind: 'too-many-maps' } })
          return
        }
        // What was said of a map too many is settled.
        if (get().message?.kind === 'too-many-maps') set({ message: null })
        change({
          methods: methods
            .map((method) => method.id)
            .filter((other) => (other === id ? !shown.includes(id) : shown.includes(other))),
        })
      },
      setParameter: (id, name, value) => {
        const { parameters } = get().comparison
        change({ parameters: { ...parameters, [id]: { ...parameters[id], [name]: value } } })
      },
      setMapView: (view) => change({ view }),
      setScale: (scale) => change({ scale }),
      setScope: (scope) => change({ scope }),
      setValues: (values) => change({ values }),
    }
  }
