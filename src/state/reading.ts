import type { StateCreator } from 'zustand'
import type { ExpressionInput, ExpressionResult, TableInput, TableResult } from '../compute/protocol.ts'
import type { State } from './store.ts'

/** The windows for data of one's own. */
export type OwnDialog = 'table' | 'function'

/** What workers read on request: tables and typed functions. Requests are told apart by identity. */
export interface ReadingSlice {
  readonly dialog: OwnDialog | null
  readonly table: {
    readonly request: TableInput | null
    /** Fraction read; null while nothing is being read. */
    readonly progress: number | null
    readonly result: TableResult | null
    /** What stopped a worker. */
    readonly failure: string | null
  }
  readonly expression: { readonly request: ExpressionInput | null; readonly result: ExpressionResult | null }
  openDialog: (dialog: OwnDialog) => void
  closeDialog: () => void
  /** Has a table read, for the window to show; null forgets the one there is, and stops reading. */
  readTable: (request: TableInput | null) => void
  tellTableProgress: (request: TableInput, progress: number) => void
  takeTable: (request: TableInput, result: TableResult | null, failure: string | null) => void
  /** Has a typed function described; null forgets the last one. */
  describe: (request: ExpressionInput | null) => void
  takeDescription: (request: ExpressionInput, result: ExpressionResult) => void
}

const noTable = { request: null, progress: null, result: null, failure: null }

export const readingSlice: StateCreator<State, [], [], ReadingSlice> = (set, get) => ({
  dialog: null,
  table: noTable,
  expression: { request: null, result: null },
  openDialog: (dialog) => set({ dialog }),
  closeDialog: () => set({ dialog: null, table: noTable, expression: { request: null, result: null } }),
  readTable: (request) => set({ table: request ? { ...noTable, request, progress: 0 } : noTable }),
  tellTableProgress: (request, progress) => {
    const { table } = get()
    if (table.request === request && table.progress !== null) set({ table: { ...table, progress } })
  },
  takeTable: (request, result, failure) => {
    if (get().table.request === request) set({ table: { request, progress: null, result, failure } })
  },
  describe: (request) => set({ expression: { request, result: null } }),
  takeDescription: (request, result) => {
    if (get().expression.request === request) set({ expression: { request, result } })
  },
})
