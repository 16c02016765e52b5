import type { StateCreator } from 'zustand'
import type { Explanation } from '../compute/protocol.ts'
import type { State } from './store.ts'

/** Where the entry in question comes from, and the data point that is looked at. */
export interface ExplanationSlice {
  /** The newest explanation there is; older than the problem where `revision` differs. */
  readonly explanation: (Explanation & { readonly revision: number }) | null
  /** The data point whose terms are shown, from 0; null: the sum over all. */
  readonly point: number | null
  setExplanation: (revision: number, explanation: Explanation) => void
  choosePoint: (point: number | null) => void
}

export const explanationSlice: StateCreator<State, [], [], ExplanationSlice> = (set) => ({
  explanation: null,
  point: null,
  setExplanation: (revision, explanation) => set({ explanation: { ...explanation, revision } }),
  choosePoint: (point) => set({ point }),
})
