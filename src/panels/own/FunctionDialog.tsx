import { useEffect, useState } from 'react'
import { functionDefaults } from '../../config/defaults.ts'
import { functionKinds, readFunction } from '../../data/index.ts'
import type { FunctionKind } from '../../data/index.ts'
import { prepareExpressions } from '../../network/expression/index.ts'
import { useStore } from '../../state/store.ts'
import { Formula } from '../Formula.tsx'
import { Segmented } from '../controls/Segmented.tsx'
import { useText } from '../useText.ts'
import { useDialog } from './useDialog.ts'

/** What the window begins with: the function there is, or one that shows what can be typed. */
function begun() {
  const { data } = useStore.getState().problem
  if ('expression' in data) return data
  return { expression: 'sin(3 x)', inputs: 1, kind: 'regression', seed: 1, ...functionDefaults } as const
}

/** A window in which the data are made by a typed function: numbers, or the boundary of two classes. */
export function FunctionDialog() {
  const text = useText().own
  const { closeDialog, describe, setFunctionData, notifyFailure } = useStore.getState()
  const [source, setSource] = useState<ReturnType<typeof begun>>(begun)
  const { request, result } = useStore((state) => state.expression)
  const dialog = useDialog()
  const { expression, inputs, kind } = source
  useEffect(() => describe({ kind: 'function', text: expression, inputs }), [describe, expression, inputs])
  const current =
    request?.kind === 'function' && request.text === expression && request.inputs === inputs ? result : null
  const use = async () => {
    try {
      await prepareExpressions()
    } catch (error) {
      return notifyFailure(error)
    }
    // Why it is refused stands in the window already.
    if (readFunction({ expression, inputs }).kind === 'refused') return
    closeDialog()
    setFunctionData(source)
  }
  return (
    <dialog ref={dialog} className="own-dialog" aria-labelledby="function-title" onClose={closeDialog}>
      <h2 id="function-title">{text.function.title}</h2>
      <form
        className="own-form"
        onSubmit={(event) => {
          event.preventDefault()
          void use()
        }}
      >
        <label className="expression-field">
          <span>{text.function.expression}</span>
          <input
            type="text"
            spellCheck={false}
            autoComplete="off"
            value={expression}
            onChange={(event) => setSource({ ...source, expression: event.currentTarget.value })}
          />
        </label>
        <div className="row is-start">
          <Segmented
            label={text.function.inputs}
            value={inputs === 1 ? '1' : '2'}
            options={(['1', '2'] as const).map((value) => ({ value, text: text.function.inputsOf[value] }))}
            onChange={(value) => setSource({ ...source, inputs: value === '1' ? 1 : 2 })}
          />
          <Segmented<FunctionKind>
            label={text.function.kind}
            value={kind}
            options={functionKinds.map((value) => ({ value, text: text.function.kinds[value] }))}
            onChange={(value) => setSource({ ...source, kind: value })}
          />
        </div>
        <div className="expression-report" role="status">
          {current?.kind === 'function' && current.tex !== null && (
            <Formula tex={`f = ${current.tex}`} label={text.function.formula} />
          )}
          {current?.kind === 'refused' && (
            <p className="refusal-note">
              {text.expressionRefused('f', text.expressions[current.refusal.code](current.refusal.values))}
            </p>
          )}
        </div>
        <p className="hint">{text.function.hint}</p>
        <div className="row">
          <button type="button" className="button" onClick={closeDialog}>
            {text.function.close}
          </button>
          <button type="submit" className="button is-primary" disabled={current?.kind === 'refused'}>
            {text.function.use}
          </button>
        </div>
      </form>
    </dialog>
  )
}
