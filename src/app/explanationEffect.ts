import type { Slot } from '../compute/client.ts'
import { useStore } from '../state/store.ts'
import type { State } from '../state/store.ts'

/** What an explanation depends on: another key, another explanation. */
function keyOf({ revision, hovered, view }: State): string {
  const cell = hovered ?? view.selection
  return cell ? `${revision} ${cell.row} ${cell.column} ${view.point}` : ''
}

/** Keeps the explanation up with the entry pointed at or pinned, in a worker of its own; the newest request wins. */
export function startExplanations(slot: Slot) {
  const request = () => {
    const { hovered, view, revision, network, patterns, problem } = useStore.getState()
    const cell = hovered ?? view.selection
    if (!cell || Math.max(cell.row, cell.column) >= network.W) return
    void slot
      .run('explain', {
        problem: {
          network: problem.network,
          weightDecay: problem.weightDecay,
          N: patterns.N,
          x: patterns.x,
          t: patterns.t,
          w: problem.weights,
        },
        row: cell.row,
        column: cell.column,
        // The formula is that of any pattern; its numbers are shown for a chosen one alone.
        pattern: view.point !== null && view.point < patterns.N ? view.point : 0,
      })
      .then((outcome) => {
        if (outcome.kind === 'done') useStore.getState().setExplanation(revision, outcome.result)
      })
  }
  const stop = useStore.subscribe((state, before) => {
    if (keyOf(state) !== keyOf(before)) request()
  })
  request()
  return { stop }
}
