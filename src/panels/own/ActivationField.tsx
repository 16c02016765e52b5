import { useEffect, useState } from 'react'
import { formatNumber } from '../../i18n/numbers.ts'
import { expressionActivation } from '../../network/activations/expressionActivation.ts'
import { prepareExpressions } from '../../network/expression/index.ts'
import type { Irregularity } from '../../network/activations/irregularities.ts'
import { useStore } from '../../state/store.ts'
import { Formula } from '../Formula.tsx'
import { useText } from '../useText.ts'

interface ActivationFieldProps {
  readonly layer: number
  /** Hidden layers in all. */
  readonly of: number
  /** What stands there at first. */
  readonly expression: string
  /** It is the activation now. */
  readonly onUse: () => void
}

/** An activation that is typed, with its derivatives and what was found of it. */
export function ActivationField({ layer, of, expression, onUse }: ActivationFieldProps) {
  const text = useText().own
  const [typed, setTyped] = useState(expression)
  const { request, result } = useStore((state) => state.expression)
  const { describe, setActivation, notifyFailure } = useStore.getState()
  useEffect(() => describe({ kind: 'activation', text: typed }), [describe, typed])
  const report = request?.kind === 'activation' && request.text === typed ? result : null
  const label = text.activation.field(layer, of)
  const use = async () => {
    try {
      await prepareExpressions()
    } catch (error) {
      return notifyFailure(error)
    }
    // Why it is refused stands below already.
    if (expressionActivation(typed).kind === 'refused') return
    setActivation(layer, { expression: typed })
    onUse()
  }
  return (
    <form
      className="own-form"
      onSubmit={(event) => {
        event.preventDefault()
        void use()
      }}
    >
      <div className="row is-nowrap">
        <label className="expression-field">
          <span>{label}</span>
          <input
            type="text"
            spellCheck={false}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onFocus={() => describe({ kind: 'activation', text: typed })}
          />
        </label>
        <button type="submit" className="button" disabled={report?.kind === 'refused'}>
          {text.activation.use}
        </button>
      </div>
      <div className="expression-report" role="status">
        {report?.kind === 'refused' && (
          <p className="refusal-note">
            {text.expressionRefused('h(a)', text.expressions[report.refusal.code](report.refusal.values))}
          </p>
        )}
        {report?.kind === 'activation' && (
          <>
            <ul aria-label={text.activation.formulas}>
              {(
                [
                  ['h(a)', report.formulas.h],
                  ["h'(a)", report.formulas.first],
                  ["h''(a)", report.formulas.second],
                ] as const
              ).map(([name, tex]) => (
                <li key={name}>
                  <Formula tex={tex === name ? name : `${name} = ${tex}`} />
                </li>
              ))}
            </ul>
            <Found
              found={report.irregularities.found}
              more={report.irregularities.more}
              {...report.scanned}
            />
            <p className="hint">
              {text.activation.check(
                formatNumber(report.check.first, 2),
                formatNumber(report.check.second, 2),
              )}
            </p>
          </>
        )}
      </div>
    </form>
  )
}

/** Places that are named one by one. */
const named = 6

/** Kinks and poles, or that there are none. */
function Found(props: {
  readonly found: readonly Irregularity[]
  readonly more: number
  readonly from: number
  readonly to: number
}) {
  const text = useText().own.activation
  const { found, more, from, to } = props
  if (found.length === 0) return <p className="hint">{text.smooth(formatNumber(from), formatNumber(to))}</p>
  const rest = found.length + more - named
  return (
    <p className="remark">
      {[
        ...found
          .slice(0, named)
          .map((one) => text.found[one.kind](formatNumber(one.from), formatNumber(one.to))),
        ...(rest > 0 ? [text.more(rest)] : []),
      ].join('; ')}
    </p>
  )
}
