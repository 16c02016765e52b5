import { useState } from 'react'
import { tableLimits } from '../../data/own/index.ts'
import { useStore } from '../../state/store.ts'
import { useText } from '../useText.ts'
import { OpenButton } from './OpenButton.tsx'
import { TableChooser } from './TableChooser.tsx'
import { useDialog } from './useDialog.ts'

/** A window in which a table is pasted or opened, looked at, and made the data. */
export function TableDialog() {
  const text = useText().own
  const { request, progress, result, failure } = useStore((state) => state.table)
  const { readTable, closeDialog } = useStore.getState()
  const dialog = useDialog()
  const [pasted, setPasted] = useState('')
  const readPasted = (given: string) =>
    readTable(given.trim() === '' ? null : { file: new Blob([given]), form: {} })
  return (
    <dialog ref={dialog} className="own-dialog" aria-labelledby="table-title" onClose={closeDialog}>
      <h2 id="table-title">{text.table.title}</h2>
      <textarea
        rows={result ? 2 : 6}
        aria-label={text.table.paste}
        placeholder={text.table.placeholder}
        spellCheck={false}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        onPaste={(event) => {
          // What is pasted into an empty field is read at once.
          const clip = event.clipboardData.getData('text')
          if (pasted !== '' || clip === '') return
          event.preventDefault()
          setPasted(clip)
          readPasted(clip)
        }}
      />
      <p className="hint">{text.table.paste}</p>
      <div className="row is-start">
        <button
          type="button"
          className="button"
          disabled={pasted.trim() === ''}
          onClick={() => readPasted(pasted)}
        >
          {text.table.read}
        </button>
        <OpenButton
          text={text.table.open}
          accept=".csv,.tsv,.txt,.dat,text/*"
          onFile={(file) => readTable({ file, form: {} })}
        />
      </div>
      {progress !== null && (
        <div className="row is-start">
          <progress value={progress} max={1} aria-label={text.table.reading(Math.round(100 * progress))} />
          <span>{text.table.reading(Math.round(100 * progress))}</span>
          <button type="button" className="button" onClick={() => readTable(null)}>
            {text.table.cancel}
          </button>
        </div>
      )}
      <div role="status">
        {failure !== null && <p className="refusal-note">{text.files.failed(failure)}</p>}
        {result?.kind === 'refused' && (
          <p className="refusal-note">{text.table.refusals[result.refusal.code](result.refusal.values)}</p>
        )}
      </div>
      {result?.kind === 'table' && request ? (
        <TableChooser
          // Another table, other columns: nothing of the last choice applies.
          key={JSON.stringify([result.table.form, result.table.counted, result.table.columns.length])}
          table={result.table}
          encoding={result.encoding}
          file={request.file}
        />
      ) : (
        <div className="row">
          <span className="hint">≤ {tableLimits.rows}</span>
          <button type="button" className="button" onClick={closeDialog}>
            {text.table.close}
          </button>
        </div>
      )}
    </dialog>
  )
}
