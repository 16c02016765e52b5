import { useId } from 'react'
import type { EntryExplanation } from '../../hessian/explain/entry.ts'
import type { MethodEntry, MethodEntryOutcome } from '../../hessian/explain/methods.ts'
import { methodNamed } from '../../hessian/index.ts'
import type { MethodId } from '../../hessian/index.ts'
import { formatNumber, formatRelative, formatTime } from '../../i18n/numbers.ts'
import type { Network } from '../../network/network.ts'
import { PathPlot } from '../../plots/PathPlot.tsx'
import { isAccounting, presentedMethod } from '../../state/explanation.ts'
import { expectedMilliseconds, longestInverse } from '../../state/prospect.ts'
import { useStore } from '../../state/store.ts'
import { Formula } from '../Formula.tsx'
import { useOld } from '../useOld.ts'
import { useText } from '../useText.ts'
import { EnergyAccount, GradientAccount, namesOf } from './DifferenceAccounts.tsx'
import { WaveAccount } from './WaveAccount.tsx'

interface AccountProps {
  readonly entry: MethodEntry
  readonly exact: EntryExplanation
  readonly network: Network
  /** The data point that is looked at, from 0, or null. */
  readonly chosen: number | null
}

/** What is kept of the entry and what dropped, or how far the method is off. */
function Balance({ entry, exact }: Pick<AccountProps, 'entry' | 'exact'>) {
  const text = useText().explain.accounts
  if (entry.id === 'sequential-inverse') return <span className="account-balance">{text.ofInverse}</span>
  if ('kept' in entry)
    return (
      <span className="account-balance">
        <span>
          {text.kept} {formatNumber(entry.kept)}
        </span>
        <span>
          {text.dropped} {formatNumber(entry.dropped)}
        </span>
      </span>
    )
  return (
    <span className="account-balance">
      <span>
        {text.kept} {text.everything}
      </span>
      <span>
        {text.off} {formatNumber(entry.value - exact.sums.entry, 2)}
      </span>
    </span>
  )
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

function Account({ entry, exact, network, chosen }: AccountProps) {
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
  }
}

function Row({ outcome, ...rest }: Omit<AccountProps, 'entry'> & { readonly outcome: MethodEntryOutcome }) {
  const text = useText()
  const account = useStore((state) => state.view.account)
  const { showAccount } = useStore.getState()
  if (outcome.kind === 'refused')
    return (
      <div className="account">
        <p>
          <strong>{text.methods[outcome.id]}</strong>{' '}
          {text.refusals[outcome.refusal.code](outcome.refusal.values)}
        </p>
      </div>
    )
  const { entry } = outcome
  const open = account === entry.id
  return (
    <details
      className="account"
      open={open}
      onToggle={(event) => {
        const now = event.currentTarget.open
        if (now !== open) showAccount(now ? entry.id : null)
      }}
    >
      <summary>
        <span className="account-name">{text.methods[entry.id]}</span>
        <strong>{formatNumber(entry.value, 4)}</strong>
        <Balance entry={entry} exact={rest.exact} />
      </summary>
      <div className="account-body">{open && <Account entry={entry} {...rest} />}</div>
    </details>
  )
}

/** An inverse that is left out, for it would take long for every entry looked at. */
function LeftOut({ id }: { readonly id: MethodId }) {
  const text = useText()
  const expected = useStore(({ network, patterns, results }) =>
    methodNamed(id).target === 'inverse' ? expectedMilliseconds(id, network, patterns.N, results) : 0,
  )
  if (expected <= longestInverse) return null
  return (
    <div className="account">
      <p>
        <strong>{text.methods[id]}</strong> {text.explain.accounts.tooLong(formatTime(expected))}
      </p>
    </div>
  )
}

/** What every method does with the entry explained: a row each, which opens to the method's own arithmetic. */
export function MethodAccounts({ exact, chosen }: Pick<AccountProps, 'exact' | 'chosen'>) {
  const text = useText().explain.accounts
  const title = useId()
  const accounts = useStore((state) => state.accounts)
  const accounting = useStore(isAccounting)
  const only = useStore(presentedMethod)
  const network = useStore((state) => state.network)
  const shown = useStore((state) => state.comparison.methods)
  const { setAccounting } = useStore.getState()
  const old = useOld(accounts?.revision)
  const { row, column } = exact
  if (Math.max(row, column) >= network.W) return null
  // Those of another entry say nothing of this one; of the same at other weights they are merely old.
  const own = accounting && accounts?.row === row && accounts.column === column ? accounts.methods : []
  const idOf = (outcome: MethodEntryOutcome) => (outcome.kind === 'refused' ? outcome.id : outcome.entry.id)
  const listed = only ? own.filter((outcome) => idOf(outcome) === only) : own
  return (
    <section className={`accounts${old ? ' is-stale' : ''}`} aria-labelledby={title}>
      <details open={accounting} onToggle={(event) => setAccounting(event.currentTarget.open)}>
        <summary>
          <h3 id={title}>{text.title}</h3>
        </summary>
        {listed.map((outcome) => (
          <Row key={idOf(outcome)} outcome={outcome} exact={exact} network={network} chosen={chosen} />
        ))}
        {accounting && shown.map((id) => <LeftOut key={id} id={id} />)}
      </details>
    </section>
  )
}
