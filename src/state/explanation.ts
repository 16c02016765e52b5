import type { StateCreator } from 'zustand'
import type { Explanation } from '../compute/protocol.ts'
import type { MethodEntryOutcome } from '../hessian/explain/methods.ts'
import type { State } from './store.ts'

/** What the methods do with an entry, and which. */
export interface Accounts {
  readonly revision: number
  readonly row: number
  readonly column: number
  /** In the order the methods are shown. */
  readonly methods: readonly MethodEntryOutcome[]
}

/** Where the entry in question comes from. */
export interface ExplanationSlice {
  /** The newest explanation there is; older than the problem where `revision` differs. */
  readonly explanation: (Explanation & { readonly revision: number }) | null
  /** They come later than the explanation: until then they are those of the entry before. */
  readonly accounts: Accounts | null
  /** Whether anyone looks at the accounts; they are computed only then. */
  readonly accounting: boolean
  setAccounting: (accounting: boolean) => void
  setExplanation: (revision: number, explanation: Explanation) => void
  setAccounts: (accounts: Accounts) => void
}

export const explanationSlice: StateCreator<State, [], [], ExplanationSlice> = (set) => ({
  explanation: null,
  accounts: null,
  accounting: false,
  setAccounting: (accounting) => set({ accounting }),
  setExplanation: (revision, explanation) => set({ explanation: { ...explanation, revision } }),
  setAccounts: (accounts) => set({ accounts }),
})
