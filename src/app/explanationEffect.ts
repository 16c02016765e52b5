import type { Slot } from '../compute/client.ts'
import { requestsFor } from '../state/comparison.ts'
import { isAccounting } from '../state/explanation.ts'
import { messageOf } from '../state/problemMessage.ts'
import { tooLongForAnEntry } from '../state/prospect.ts'
import { useStore } from '../state/store.ts'
import type { State } from '../state/store.ts'
import { inFrame } from './frame.ts'

/** The methods whose account of an entry is wanted: those shown, but for what takes too long. */
function accountedFor(state: State) {
  const { comparison } = state
  return requestsFor(
    comparison.methods.filter((id) => id !== 'exact' && tooLongForAnEntry(id, state) === null),
    comparison,
  )
}

/** What is explained, of whatever state the problem is in: another key, another explanation. */
function subjectOf(state: State): string {
  const { hovered, view } = state
  const cell = hovered ?? view.selection
  if (!cell) return ''
  return JSON.stringify([cell.row, cell.column, view.point, isAccounting(state) ? accountedFor(state) : []])
}

/** While the problem moves on and on its explanation follows no more often than this (ms): about every other frame. */
const everyMilliseconds = 30

/**
 * Keeps the explanation up with the entry pointed at or pinned, in a worker of its own; the newest request wins.
 * Another entry is explained at once, the same one at other weights as fast as it can be followed.
 */
export function startExplanations(slot: Slot) {
  let subject = ''
  let explained = -1
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  const request = () => {
    clearTimeout(timer)
    timer = undefined
    last = performance.now()
    const state = useStore.getState()
    const { hovered, view, revision, network, patterns } = state
    const accounting = isAccounting(state)
    subject = subjectOf(state)
    explained = revision
    const cell = hovered ?? view.selection
    if (!cell || Math.max(cell.row, cell.column) >= network.W) return
    const { row, column } = cell
    void slot
      .run(
        'explain',
        {
          problem: messageOf(state),
          row,
          column,
          // The formula is that of any pattern; its numbers are shown for a chosen one alone.
          pattern: view.point !== null && view.point < patterns.N ? view.point : 0,
          methods: accounting ? accountedFor(state) : [],
        },
        {
          onPart: (explanation) => {
            inFrame(() => useStore.getState().setExplanation(revision, explanation))
            return true
          },
        },
      )
      .then((outcome) => {
        if (outcome.kind !== 'done' || !accounting) return
        const methods = outcome.result
        inFrame(() => useStore.getState().setAccounts({ revision, row, column, methods }))
      })
  }
  const update = (state: State, before: State | null) => {
    if (
      before &&
      state.revision === before.revision &&
      state.hovered === before.hovered &&
      state.view === before.view &&
      state.accounting === before.accounting &&
      state.comparison === before.comparison
    )
      return
    if (subjectOf(state) !== subject) request()
    else if (state.revision !== explained)
      timer ??= setTimeout(request, last + everyMilliseconds - performance.now())
  }
  const stop = useStore.subscribe(update)
  update(useStore.getState(), null)
  return {
    stop: () => {
      stop()
      clearTimeout(timer)
    },
  }
}
