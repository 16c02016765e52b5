import type { EntryExplanation } from '../../hessian/explain/entry.ts'
import type { MethodEntry, WholeMatrixEntry } from '../../hessian/explain/methods.ts'
import { beyondTexts } from '../../i18n/beyondTexts.ts'
import { formatNumber, formatRelative } from '../../i18n/numbers.ts'
import type { Network } from '../../network/network.ts'
import { PathPlot } from '../../plots/PathPlot.tsx'
import { Formula } from '../Formula.tsx'
import { useText } from '../useText.ts'
import { EnergyAccount, GradientAccount, namesOf } from './DifferenceAccounts.tsx'
import { WaveAccount } from './WaveAccount.tsx'

export interface AccountProps {
  readonly entry: MethodEntry
  readonly exact: EntryExplanation
  readonly network: Network
  /** The data point that is looked at, from 0, or null. */
  readonly chosen: number | null
}

/** How much of an entry's parts is dropped, of both together by size. */
function DroppedShare({ kept, dropped }: { readonly kept: number; readonly dropped: number }) {
  const text = useText().explain.accounts
  const size = Math.abs(kept) + Math.abs(dropped)
  return <p>{size > 0 ? text.droppedShare(formatRelative(Math.abs(dropped) / size)) : text.nothing}</p>
}

/** The recursion's part of a diagonal entry at the data point chosen, or else of all, beside the exact one. */
function DiagonalAccount({
  entry,
  exact,
  chosen,
}: Pick<AccountProps, 'exact' | 'chosen'> & { entry: Extract<MethodEntry, { id: 'diagonal' }> }) {
  const text = useText().explain
  const { kept, dropped, patterns } = entry
  if (exact.row !== exact.column) return <p>{text.accounts.offDiagonal}</p>
  const one = chosen === null ? kept : patterns[chosen]
  const whole = chosen === null ? kept + dropped : exact.outer[chosen] + exact.residual[chosen]
  const { l, j, i } = exact.first
  return (
    <>
      <table>
        <caption>{chosen === null ? text.allPoints : `${text.point} ${chosen + 1}`}</caption>
        <tbody>
          <tr>
            <th scope="row">
              <Formula
                label={chosen === null ? 'Σ q z²' : 'q z²'}
                tex={`${chosen === null ? String.raw`\sum_n ` : ''}q_{${j}}^{(${l})} \\bigl(\\tilde z_{${i}}^{(${l - 1})}\\bigr)^2`}
              />
            </th>
            <td>{formatNumber(one, 4)}</td>
          </tr>
          <tr>
            <th scope="row">{text.accounts.exact}</th>
            <td>{formatNumber(whole, 4)}</td>
          </tr>
          <tr>
            <th scope="row">{text.accounts.droppedInRecursion}</th>
            <td>{formatNumber(whole - one)}</td>
          </tr>
        </tbody>
      </table>
    </>
  )
}

/** How far an entry is off, by the method's own doing and by that of the outer product that it stands in for. */
function WholeMatrixAccount({ entry }: { readonly entry: WholeMatrixEntry }) {
  const text = beyondTexts[useText().code].account
  const { own, inherited, empty } = entry
  const rows =
    inherited === null
      ? [[text.fromExact, own] as const]
      : ([
          [text.fromOuter, own],
          [text.outerFromExact, inherited],
          [text.together, own + inherited],
        ] as const)
  return (
    <>
      {empty && <p>{text.empty}</p>}
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatNumber(value, 4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** A method's arithmetic for an entry. */
export function Account({ entry, exact, network, chosen }: AccountProps) {
  const text = useText().explain.accounts
  switch (entry.id) {
    case 'exact':
    case 'outer-product':
      return <DroppedShare kept={entry.kept} dropped={entry.dropped} />
    case 'diagonal':
      return <DiagonalAccount entry={entry} exact={exact} chosen={chosen} />
    case 'energy-differences':
      return <EnergyAccount entry={entry} names={namesOf(exact)} />
    case 'gradient-differences':
      return <GradientAccount entry={entry} network={network} />
    case 'r-operator':
      return <WaveAccount waves={entry.waves} />
    case 'sequential-inverse':
      return (
        <>
          <p>{text.start(formatNumber(entry.path[0]), formatNumber(entry.alpha0))}</p>
          <div className="path-frame">
            <PathPlot path={entry.path} label={text.path(entry.path.length - 1)} chosen={chosen} />
          </div>
        </>
      )
    default:
      return <WholeMatrixAccount entry={entry} />
  }
}
