import { useStore } from '../../state/store.ts'
import { useText } from '../useText.ts'
import { saveTable } from './files.ts'

/** Data from a table or a function, and the present ones as CSV. */
export function SourceButtons() {
  const text = useText().own
  const { openDialog } = useStore.getState()
  return (
    <>
      <button
        type="button"
        className="button is-small"
        title={text.table.title}
        onClick={() => openDialog('table')}
      >
        {text.source.table}
      </button>
      <button
        type="button"
        className="button is-small"
        title={text.function.title}
        onClick={() => openDialog('function')}
      >
        {text.source.function}
      </button>
      <button
        type="button"
        className="button is-small"
        title={text.files.csvTitle}
        onClick={() => void saveTable()}
      >
        {text.files.csv}
      </button>
    </>
  )
}
