import type { MadeDataset, Table } from '../../data/own/index.ts'
import { formatCount } from '../../i18n/numbers.ts'
import { useText } from '../useText.ts'

interface TableRemarksProps {
  readonly table: Table
  readonly made: MadeDataset
}

/** What could not be used, row by row with its line, and inputs nothing can be learnt from. */
export function TableRemarks({ table, made }: TableRemarksProps) {
  const text = useText().own.table
  const list = (title: string, sentences: readonly string[], count: number) => (
    <details className="disclosure" open={count <= 3}>
      <summary>{title}</summary>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {count > sentences.length && <li>{text.more(formatCount(count - sentences.length))}</li>}
      </ul>
    </details>
  )
  const dataset = made.kind === 'dataset' ? made.dataset : null
  return (
    <div className="table-remarks">
      {table.badCount > 0 &&
        list(
          text.badRows(formatCount(table.badCount)),
          table.bad.map(({ line, code, values }) => text.badRow(line, text.badRowReasons[code](values))),
          table.badCount,
        )}
      {dataset &&
        dataset.droppedCount > 0 &&
        list(
          text.dropped(formatCount(dataset.droppedCount)),
          dataset.dropped.map(({ line, column }) => text.droppedRow(line, column)),
          dataset.droppedCount,
        )}
      {dataset && dataset.constantInputs.length > 0 && (
        <p>{text.constantInputs(dataset.constantInputs.join(', '))}</p>
      )}
    </div>
  )
}
