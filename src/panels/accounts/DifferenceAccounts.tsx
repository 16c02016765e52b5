import type { EnergyDifference, GradientDifferencePair } from '../../hessian/explain/differences.ts'
import type { EntryPlaces } from '../../hessian/explain/entry.ts'
import { formatNumber } from '../../i18n/numbers.ts'
import { weightName } from '../../i18n/notation.ts'
import { placeOf } from '../../network/network.ts'
import type { Network } from '../../network/network.ts'
import { useText } from '../useText.ts'

/** Energies and gradients are shown to the last digit: what they share at the front is what is lost. */
const allDigits = 16

export interface EntryNames {
  readonly row: string
  readonly column: string
  readonly diagonal: boolean
}

/** The names of the two weights, of the row first. */
export function namesOf({ first, second, swapped }: EntryPlaces): EntryNames {
  const [row, column] = swapped ? [second, first] : [first, second]
  const names = { row: weightName(row), column: weightName(column) }
  return { ...names, diagonal: names.row === names.column }
}

function moved(name: string, steps: number): string {
  if (steps === 0) return name
  return `${name} ${steps < 0 ? '−' : '+'} ${Math.abs(steps) === 1 ? '' : Math.abs(steps)}ε`
}

/** The energies that a second difference is made of, with what is left of them. */
export function EnergyAccount({ entry, names }: { entry: EnergyDifference; names: EntryNames }) {
  const text = useText().explain.accounts
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.at}</th>
            <th scope="col">E</th>
          </tr>
        </thead>
        <tbody>
          {entry.energies.map(({ rowStep, columnStep, energy }, n) => (
            <tr key={n}>
              <th scope="row">
                {moved(names.row, rowStep)}
                {!names.diagonal && `, ${moved(names.column, columnStep)}`}
              </th>
              <td>{formatNumber(energy, allDigits)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{text.difference}</th>
            <td>{formatNumber(entry.difference)}</td>
          </tr>
          <tr>
            <th scope="row">{text.divided('4ε²')}</th>
            <td>{formatNumber(entry.value, 4)}</td>
          </tr>
        </tbody>
      </table>
      <p>{text.digitsLost(entry.digitsLost.toFixed(1))}</p>
    </>
  )
}

/** The components of the gradient that the two first differences are made of. */
export function GradientAccount({ entry, network }: { entry: GradientDifferencePair; network: Network }) {
  const text = useText().explain.accounts
  const nameOf = (index: number) => weightName(placeOf(network, index))
  return entry.differences.map(({ of, moved: index, plus, minus, difference, quotient, digitsLost }, n) => (
    <div key={n}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.at}</th>
            <th scope="col">∂E/∂{nameOf(of)}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{moved(nameOf(index), 1)}</th>
            <td>{formatNumber(plus, allDigits)}</td>
          </tr>
          <tr>
            <th scope="row">{moved(nameOf(index), -1)}</th>
            <td>{formatNumber(minus, allDigits)}</td>
          </tr>
          <tr>
            <th scope="row">{text.difference}</th>
            <td>{formatNumber(difference)}</td>
          </tr>
          <tr>
            <th scope="row">{text.divided('2ε')}</th>
            <td>{formatNumber(quotient, 4)}</td>
          </tr>
        </tbody>
      </table>
      <p>{text.digitsLost(digitsLost.toFixed(1))}</p>
    </div>
  ))
}
