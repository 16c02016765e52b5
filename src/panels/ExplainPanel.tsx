import { useId, useState } from 'react'
import { entryFormula, patternFormula } from '../hessian/explain/terms.ts'
import type { FormulaPart, Term } from '../hessian/explain/terms.ts'
import { formatNumber } from '../i18n/numbers.ts'
import { ContributionPlot } from '../plots/ContributionPlot.tsx'
import { presentedMethod } from '../state/explanation.ts'
import { useStore } from '../state/store.ts'
import { MethodAccounts } from './accounts/MethodAccounts.tsx'
import { Formula } from './Formula.tsx'
import { useText } from './useText.ts'

/** A formula in parts, each in the colour of the number it stands for. */
function Parts({ parts }: { readonly parts: readonly FormulaPart[] }) {
  return (
    <div className="explain-formula">
      {parts.map(({ role, tex }, n) => (
        <span key={n} className={role ? `is-${role}` : undefined}>
          <Formula tex={tex} />
        </span>
      ))}
    </div>
  )
}

/** A term with its letters, and below them the numbers that stand for them. */
function TermRow({ term }: { readonly term: Term }) {
  const text = useText().explain
  return (
    <li className={`term is-${term.role}`}>
      <span className="term-name">{text.roles[term.role]}</span>
      <span className="term-factors">
        {term.factors.map((factor, n) => (
          <span key={n} className="factor">
            <Formula tex={factor.tex} />
            <span className="factor-value">{formatNumber(factor.value)}</span>
          </span>
        ))}
        <span className="factor is-product">
          <Formula tex="=" />
          <strong>{formatNumber(term.value, 4)}</strong>
        </span>
      </span>
    </li>
  )
}

function ContributionTable() {
  const text = useText().explain
  const explanation = useStore((state) => state.explanation)
  const [open, setOpen] = useState(false)
  if (!explanation) return null
  const { outer, residual } = explanation.entry
  return (
    <details className="contribution-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.table}</summary>
      {open && (
        <table>
          <thead>
            <tr>
              <th scope="col">n</th>
              <th scope="col">{text.roles.outer}</th>
              <th scope="col">{text.roles.residual}</th>
            </tr>
          </thead>
          <tbody>
            {Array.from(outer, (value, n) => (
              <tr key={n}>
                <th scope="row">{n + 1}</th>
                <td>{formatNumber(value, 4)}</td>
                <td>{formatNumber(residual[n], 4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  )
}

/** Where the exact value of the entry comes from: its formula, the two sums, and every data point's part of them. */
export function ExplainPanel() {
  const text = useText().explain
  const title = useId()
  const explanation = useStore((state) => state.explanation)
  const point = useStore((state) => state.view.point)
  const hoveredPoint = useStore((state) => state.hoveredPoint)
  const N = useStore((state) => state.patterns.N)
  // A slide that is about one method's account shows it without scrolling.
  const accountFirst = useStore((state) => presentedMethod(state) !== null)
  const looked = useStore(({ hovered, view }) => hovered !== null || view.selection !== null)
  const { choosePoint, hoverPoint } = useStore.getState()
  if (!explanation || !looked || !Number.isFinite(explanation.entry.sums.entry)) return null
  const { entry, terms } = explanation
  const chosen = point !== null && point < N ? point : null
  const sum = (role: 'outer' | 'residual', value: number) => (
    <span className={`sum is-${role}`}>
      {text.roles[role]} {formatNumber(value, 4)}
    </span>
  )
  return (
    <section className="panel explain" aria-labelledby={title}>
      <header>
        <h2 id={title}>{text.title}</h2>
        <span className="panel-note">
          {entry.equation ? `PRML ${entry.equation}` : text.blocks[entry.block]}
        </span>
      </header>
      <Parts parts={chosen === null ? entryFormula(terms) : patternFormula(terms)} />
      {chosen === null ? (
        <p className="explain-sum">
          {entry.decay !== 0 && (
            <span className="sum is-decay">
              {text.roles.decay} {formatNumber(entry.decay, 4)}
            </span>
          )}
          {sum('outer', entry.sums.outer)}
          {sum('residual', entry.sums.residual)}
          <strong>= {formatNumber(entry.sums.entry, 4)}</strong>
        </p>
      ) : (
        <ul className="terms">
          {terms.terms.map((term, n) => (
            <TermRow key={n} term={term} />
          ))}
          <li className="term">
            <span className="term-name">{text.pointSum(chosen + 1)}</span>
            <strong>{formatNumber(terms.value, 4)}</strong>
          </li>
        </ul>
      )}
      {accountFirst && <MethodAccounts exact={entry} chosen={chosen} />}
      <h3>{text.contributions}</h3>
      <div className="contribution-frame">
        <ContributionPlot
          outer={entry.outer}
          residual={entry.residual}
          label={text.plot(entry.outer.length)}
          highlighted={hoveredPoint}
          chosen={chosen}
          onHover={hoverPoint}
          onChoose={(n) => choosePoint(n === chosen ? null : n)}
        />
      </div>
      <div className="point-picker">
        <label>
          {text.point}
          <input
            type="range"
            min={0}
            max={N}
            step={1}
            value={chosen === null ? 0 : chosen + 1}
            aria-valuetext={chosen === null ? text.allPoints : String(chosen + 1)}
            onChange={(event) => {
              const n = Number(event.currentTarget.value)
              choosePoint(n === 0 ? null : n - 1)
            }}
          />
        </label>
        <span className="panel-note">{chosen === null ? text.allPoints : chosen + 1}</span>
      </div>
      <ContributionTable />
      {!accountFirst && <MethodAccounts exact={entry} chosen={chosen} />}
    </section>
  )
}
