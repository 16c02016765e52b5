import { formatNumber } from '../i18n/numbers.ts'
import { weightName } from '../i18n/notation.ts'
import { placeOf } from '../network/network.ts'
import { sameShape } from '../state/results.ts'
import { useStore } from '../state/store.ts'
import { useText } from './useText.ts'

/**
 * Where the columns stand one below the other: training and the chosen entry in a strip at the foot of the screen,
 * so that the maps can be watched while something is done.
 */
export function Strip({ onEntry }: { readonly onEntry: () => void }) {
  const text = useText()
  const hovered = useStore((state) => state.hovered)
  const pinned = useStore((state) => state.view.selection)
  const network = useStore((state) => state.network)
  const exact = useStore((state) => state.results.exact?.hessian)
  const playing = useStore((state) => state.playing)
  const diverged = useStore((state) => state.diverged !== null)
  const { setPlaying, askForStep } = useStore.getState()
  const cell = hovered ?? pinned
  const known = cell && Math.max(cell.row, cell.column) < network.W ? cell : null
  const value =
    known && exact && sameShape(exact.network, network)
      ? formatNumber(exact.matrix[known.row * network.W + known.column], 4)
      : '–'
  return (
    <section className="strip" aria-label={text.strip}>
      <button
        type="button"
        className="button is-primary"
        aria-label={playing ? text.training.pause : text.training.train}
        disabled={diverged}
        onClick={() => setPlaying(!playing)}
      >
        <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span>
      </button>
      <button type="button" className="button" disabled={diverged} onClick={askForStep}>
        {text.training.oneStep}
      </button>
      <button type="button" className="button strip-entry" onClick={onEntry}>
        {known
          ? `${weightName(placeOf(network, known.row))}, ${weightName(placeOf(network, known.column))}: ${value}`
          : text.entry.title}
      </button>
    </section>
  )
}
