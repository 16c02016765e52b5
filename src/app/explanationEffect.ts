import type { Slot } from '../compute/client.ts'
import { methodNamed } from '../hessian/index.ts'
import { expectedMilliseconds } from '../state/prospect.ts'
import { useStore } from '../state/store.ts'
import type { State } from '../state/store.ts'

/** An inverse has to be computed whole for one entry; what takes longer (ms) is not begun for every entry looked at. */
const longestInverse = 500

/** The methods whose account of an entry is wanted: those shown, but for an inverse that takes too long. */
function accountedFor({ comparison, network, patterns, results }: State) {
  return comparison.methods
    .filter(
      (id) =>
        id !== 'exact' &&
        (methodNamed(id).target === 'hessian' ||
          expectedMilliseconds(id, network, patterns.N, results) <= longestInverse),
    )
    .map((id) => ({ id, parameters: comparison.parameters[id] }))
}

/** What an explanation depends on: another key, another explanation. */
function keyOf(state: State): string {
  const { revision, hovered, view } = state
  const cell = hovered ?? view.selection
  if (!cell) return ''
  return JSON.stringify([revision, cell.row, cell.column, view.point, accountedFor(state)])
}

/** Keeps the explanation up with the entry pointed at or pinned, in a worker of its own; the newest request wins. */
export function startExplanations(slot: Slot) {
  let key = ''
  const request = () => {
    const state = useStore.getState()
    const { hovered, view, revision, network, patterns, problem } = state
    const cell = hovered ?? view.selection
    if (!cell || Math.max(cell.row, cell.column) >= network.W) return
    const { row, column } = cell
    void slot
      .run(
        'explain',
        {
          problem: {
            network: problem.network,
            weightDecay: problem.weightDecay,
            N: patterns.N,
            x: patterns.x,
            t: patterns.t,
            w: problem.weights,
          },
          row,
          column,
          // The formula is that of any pattern; its numbers are shown for a chosen one alone.
          pattern: view.point !== null && view.point < patterns.N ? view.point : 0,
          methods: accountedFor(state),
        },
        {
          onPart: (explanation) => {
            useStore.getState().setExplanation(revision, explanation)
            return true
          },
        },
      )
      .then((outcome) => {
        if (outcome.kind === 'done')
          useStore.getState().setAccounts({ revision, row, column, methods: outcome.result })
      })
  }
  const update = (state: State, before: State | null) => {
    if (
      before &&
      state.revision === before.revision &&
      state.hovered === before.hovered &&
      state.view === before.view &&
      state.comparison === before.comparison
    )
      return
    const next = keyOf(state)
    if (next === key) return
    key = next
    request()
  }
  const stop = useStore.subscribe(update)
  update(useStore.getState(), null)
  return { stop }
}
