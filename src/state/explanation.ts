import type { StateCreator } from 'zustand'
import type { Explanation } from '../compute/protocol.ts'
import type { MethodEntryOutcome } from '../hessian/explain/methods.ts'
import type { MethodId } from '../hessian/index.ts'
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
  /** Whether the list of accounts is open. */
  readonly accounting: boolean
  /** Opens the list, or closes it together with the account that is opened in it. */
  setAccounting: (accounting: boolean) => void
  setExplanation: (revision: number, explanation: Explanation) => void
  setAccounts: (accounts: Accounts) => void
}

/** Whether anyone looks at the accounts; they are computed only then. */
export function isAccounting({ accounting, view }: Pick<State, 'accounting' | 'view'>): boolean {
  return accounting || view.account !== null
}

/** The one method a slide is about: that whose account is opened in a presentation; null: all of them. */
export function presentedMethod({ view }: Pick<State, 'view'>): MethodId | null {
  return view.presenting ? view.account : null
}

export const explanationSlice: StateCreator<State, [], [], ExplanationSlice> = (set) => ({
  explanation: null,
  accounts: null,
  accounting: false,
  setAccounting: (accounting) =>
    set(({ view }) => ({
      accounting,
      view: accounting || view.account === null ? view : { ...view, account: null },
    })),
  setExplanation: (revision, explanation) => set({ explanation: { ...explanation, revision } }),
  setAccounts: (accounts) => set({ accounts }),
})
