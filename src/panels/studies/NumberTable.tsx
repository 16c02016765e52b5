import { useMemo, useState } from 'react'
import { formatNumber } from '../../i18n/numbers.ts'
import type { StudyResult } from '../../state/study.ts'
import { toggled, wordsOf } from '../../studies/study.ts'
import type { StudyTable } from '../../studies/study.ts'
import { useSeriesName } from './Findings.tsx'
import { itemName } from './itemName.ts'
import type { PartProps } from './PlotPart.tsx'
import { useStudyText } from './studyTexts.ts'

/** Rows shown at most: a table of more is not read. */
const mostRows = 200

type Cells = readonly (readonly [row: string, numbers: Readonly<Record<string, number | null>>])[]

/** The rows by the numbers of a column, those without one last. */
function sorted(cells: Cells, column: string): Cells {
  const of = (numbers: Readonly<Record<string, number | null>>) => numbers[column] ?? Infinity
  return cells.toSorted(([, one], [, other]) => {
    const [a, b] = [of(one), of(other)]
    return a < b ? -1 : a > b ? 1 : 0
  })
}

/** What a row is of: a weight by its symbol, a data point by its number, a series by its name. */
function useRowName(table: StudyTable, text: PartProps['text'], result: StudyResult | null) {
  const words = useStudyText()
  const nameOf = useSeriesName(text)
  const network = result?.network
  return (row: string): string => {
    if (table.rows === 'series') return nameOf(row)
    return itemName(row, table.rows, words, network)
  }
}

/** Numbers of a study in rows and columns, smallest first in the column chosen; rows may be chosen too. */
export function NumberTable({
  table,
  text,
  result,
  values,
  onSet,
}: PartProps & { readonly table: StudyTable }) {
  const words = useStudyText()
  const [chosenColumn, sortBy] = useState<string | null>(null)
  const nameOf = useSeriesName(text)
  const rowName = useRowName(table, text, result)
  const cells = result?.tables[table.id]
  const columns = useMemo(
    () => [...new Set([...(cells?.values() ?? [])].flatMap((numbers) => Object.keys(numbers)))],
    [cells],
  )
  const by = columns.find((name) => name === chosenColumn) ?? columns[0]
  const rows = useMemo(() => sorted([...(cells ?? [])], by), [cells, by])
  const { chooses } = table
  const chosen = chooses ? wordsOf(values, chooses) : []
  if (rows.length === 0) return null
  const title = text.tables[table.id]
  return (
    <section className="study-part study-numbers" aria-label={title}>
      <h3>{title}</h3>
      {/* It scrolls, and so a keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="study-table-frame" tabIndex={0} role="group" aria-label={title}>
        <table className="study-facts">
          <thead>
            <tr>
              <th scope="col">{text.rows[table.id]}</th>
              {columns.map((name) => (
                <th key={name} scope="col" aria-sort={name === by ? 'ascending' : undefined}>
                  <button type="button" className="study-sort" onClick={() => sortBy(name)}>
                    {text.columns[name] ?? nameOf(name)}
                    <span aria-hidden="true">{name === by ? ' ↑' : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map(([row, numbers]) => (
              <tr key={row} className={chosen.includes(row) ? 'is-chosen' : undefined}>
                <th scope="row">
                  {chooses ? (
                    <label className="study-row">
                      <input
                        type="checkbox"
                        checked={chosen.includes(row)}
                        onChange={() => onSet({ [chooses]: toggled(chosen, row) })}
                      />
                      {rowName(row)}
                    </label>
                  ) : (
                    rowName(row)
                  )}
                </th>
                {columns.map((name) => {
                  const value = numbers[name]
                  return (
                    <td key={name}>{value === null || value === undefined ? '–' : formatNumber(value)}</td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > mostRows && <p className="panel-note">{words.more(rows.length - mostRows)}</p>}
    </section>
  )
}
