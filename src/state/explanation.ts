import type { StateCreator } from 'zustand'
import type { Explanation } from '../compute/protocol.ts'
import type { State } from './store.ts'

/** Where the entry in question comes from. */
export interface ExplanationSlice {
  /** The newest explanation there is; older than the problem where `revision` differs. */
  readonly explanation: (Explanation & { readonly revision: number }) | null
  setExplanation: (revision: number, explanation: Explanation) => void
}

export const explanationSlice: StateCreator<State, [], [], ExplanationSlice> = (set) => ({
  explanation: null,
  setExplanation: (revision, explanation) => set({ explanation: { ...explanation, revision } }),
})
