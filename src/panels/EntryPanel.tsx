import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { formatDeviation, formatNumber } from '../i18n/numbers.ts'
import { weightName, weightTex } from '../i18n/notation.ts'
import { placeOf } from '../network/network.ts'
import type { Network } from '../network/network.ts'
import { presentedMethod } from '../state/explanation.ts'
import { sameShape } from '../state/results.ts'
import type { MatrixResult } from '../state/results.ts'
import { useStore } from '../state/store.ts'
import type { Cell } from '../state/view.ts'
import { NumberField } from './controls/NumberField.tsx'
import { Formula } from './Formula.tsx'
import { largestWeight } from './own/WeightSlider.tsx'
import { useOld } from './useOld.ts'
import { useText } from './useText.ts'

function entryOf(result: MatrixResult | null | undefined, { network, cell }: Place): number | null {
  if (!result || !sameShape(result.network, network)) return null
  return result.matrix[cell.row * network.W + cell.column]
}

/** An entry of the present network's matrices. */
interface Place {
  readonly network: Network
  readonly cell: Cell
}

interface Line {
  readonly name: string
  readonly value: number | null
  readonly reference: number | null
  readonly isReference: boolean
  /** Of which problem: value and deviation belong together also where it is an older one. */
  readonly revision: number | undefined
}

function Row({ name, value, reference, isReference, revision }: Line) {
  const old = useOld(revision)
  return (
    <tr className={old ? 'is-stale' : undefined}>
      <th scope="row">{name}</th>
      <td>{value === null ? '–' : formatNumber(value, 4)}</td>
      <td className="deviation">
        {isReference || value === null || reference === null
          ? ''
          : reference === 0
            ? value === 0
              ? '0'
              : `Δ ${formatNumber(value - reference, 2)}`
            : formatDeviation((value - reference) / reference)}
      </td>
    </tr>
  )
}

function Values({ caption, lines }: { readonly caption: string; readonly lines: readonly Line[] }) {
  const text = useText().entry
  return (
    <table className="entry-values">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{caption}</th>
          <th scope="col">{text.value}</th>
          <th scope="col">{text.deviation}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.name} {...line} />
        ))}
      </tbody>
    </table>
  )
}

/** The entry under the pointer or pinned: its two weights, and its value by every method shown. */
export function EntryPanel() {
  const text = useText()
  const hovered = useStore((state) => state.hovered)
  const pinned = useStore((state) => state.view.selection)
  const network = useStore((state) => state.network)
  const weights = useStore((state) => state.problem.weights)
  const methods = useStore((state) => state.comparison.methods)
  const only = useStore(presentedMethod)
  const results = useStore((state) => state.results)
  const { select, setWeight } = useStore.getState()
  const cell = hovered ?? pinned
  if (!cell || cell.row >= network.W || cell.column >= network.W)
    return (
      <section className="panel entry" aria-labelledby="entry-title">
        <h2 id="entry-title">{text.entry.title}</h2>
        <p className="hint">{text.entry.none}</p>
      </section>
    )

  const shown = only ? methods.filter((id) => id === 'exact' || id === only) : methods
  const { row, column } = cell
  // While another entry is pointed at, its weights are only shown: they change with every move.
  const samePlace = row === pinned?.row && column === pinned.column
  const places = [placeOf(network, row), placeOf(network, column)] as const
  const place = { network, cell }
  const hessians = shown.filter((id) => methodNamed(id).target === 'hessian')
  const line = (id: MethodId): Line => ({
    name: text.methods[id],
    value: entryOf(results[id]?.hessian, place),
    reference: entryOf(results[id]?.reference, place),
    isReference: id === 'exact',
    revision: results[id]?.revision,
  })
  const inverseLine = (id: MethodId): Line => {
    const own = results[id]
    const exact = results.exact
    const comparable =
      own?.inverseRevision === exact?.inverseRevision && own?.inverseDamping === exact?.inverseDamping
    return {
      name: id === 'exact' ? text.partner : text.methods[id],
      value: entryOf(own?.inverse, place),
      reference: comparable ? entryOf(exact?.inverse, place) : null,
      isReference: id === 'exact',
      revision: own?.inverseRevision,
    }
  }
  const aboutInverses = !only || methodNamed(only).target === 'inverse'
  const inverses = ['exact' as const, ...shown.filter((id) => id !== 'exact')].filter(
    (id) => aboutInverses && results[id]?.inverse,
  )
  return (
    <section className="panel entry" aria-labelledby="entry-title">
      <header>
        <h2 id="entry-title">{text.entry.title}</h2>
        <span className="panel-note">{text.entry.place(row + 1, column + 1)}</span>
      </header>
      <div className="entry-formula">
        <Formula
          tex={String.raw`\frac{\partial^2 E}{\partial ${weightTex(places[0])}\,\partial ${weightTex(places[1])}}`}
        />
        <ul className="entry-weights" aria-label={text.entry.weights}>
          {(row === column ? [row] : [row, column]).map((index, n) => (
            <li key={n}>
              {weightName(places[n])} ={' '}
              {pinned && samePlace ? (
                <NumberField
                  key={index}
                  label={text.own.weights.set(weightName(places[n]))}
                  value={weights[index]}
                  min={-largestWeight}
                  max={largestWeight}
                  onChange={(value) => setWeight(index, value)}
                />
              ) : (
                formatNumber(weights[index], 4)
              )}
              {places[n].i === 0 && <span className="panel-note"> {text.entry.bias}</span>}
            </li>
          ))}
        </ul>
      </div>
      <Values caption={text.entry.method} lines={hessians.map(line)} />
      {inverses.length > 0 && <Values caption={text.entry.inverse} lines={inverses.map(inverseLine)} />}
      {pinned && (
        <button type="button" className="button" onClick={() => select(null)}>
          {text.entry.unpin}
        </button>
      )}
    </section>
  )
}
