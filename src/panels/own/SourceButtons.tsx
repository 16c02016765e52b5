import { csvOf } from '../../data/own/index.ts'
import { pointsOf } from '../../state/ownData.ts'
import { useStore } from '../../state/store.ts'
import { useText } from '../useText.ts'
import { download } from './download.ts'

/** Data from a table or a function, and the present ones as CSV. */
export function SourceButtons() {
  const text = useText().own
  const { openDialog } = useStore.getState()
  const save = () => {
    const { x, t, names } = pointsOf(useStore.getState())
    download('data.csv', csvOf(x, t, names), 'text/csv')
  }
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
      <button type="button" className="button is-small" title={text.files.csvTitle} onClick={save}>
        {text.files.csv}
      </button>
    </>
  )
}
