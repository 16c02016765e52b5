import { useId } from 'react'
import type { MethodEntryOutcome } from '../../hessian/explain/methods.ts'
import type { MethodId } from '../../hessian/index.ts'
import { formatNumber, formatTime } from '../../i18n/numbers.ts'
import { isAccounting, presentedMethod } from '../../state/explanation.ts'
import { tooLongForAnEntry } from '../../state/prospect.ts'
import { useStore } from '../../state/store.ts'
import { later } from '../later.tsx'
import { useOld } from '../useOld.ts'
import { useText } from '../useText.ts'
import type { AccountProps } from './Account.tsx'

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
      {!('own' in entry) && (
        <span>
          {text.kept} {text.everything}
        </span>
      )}
      <span>
        {text.off} {formatNumber(entry.value - exact.sums.entry, 2)}
      </span>
    </span>
  )
}

const Account = later(async () => (await import('./Account.tsx')).Account)

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

/** A method that is left out, for its whole matrix would take long for every entry looked at. */
function LeftOut({ id }: { readonly id: MethodId }) {
  const text = useText()
  const expected = useStore((state) => tooLongForAnEntry(id, state))
  if (expected === null) return null
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
