import { useState } from 'react'
import { formatNumber } from '../../i18n/numbers.ts'
import type { StudySeries } from '../../plots/StudyPlot.tsx'

export interface StudyTableProps {
  readonly title: string
  /** Head of the first column. */
  readonly x: string
  readonly series: readonly StudySeries[]
}

/** Rows shown at most: a table of more is not read. */
const mostRows = 500

/** The points of a plot as numbers, a row for every place on the horizontal axis. */
export function StudyTable({ title, x, series }: StudyTableProps) {
  const [open, setOpen] = useState(false)
  const columns = open ? series.map(({ points }) => new Map(points.map(([at, value]) => [at, value]))) : []
  const places = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b)
  const every = Math.ceil(places.length / mostRows)
  return (
    <details className="study-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        // It scrolls, and so a keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="study-table-frame" tabIndex={0} role="group" aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{x}</th>
                {series.map(({ id, name }) => (
                  <th key={id} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {places
                .filter((_, k) => k % every === 0)
                .map((place) => (
                  <tr key={place}>
                    <th scope="row">{formatNumber(place)}</th>
                    {columns.map((column, k) => {
                      const value = column.get(place)
                      return (
                        <td key={series[k].id}>
                          {value === null || value === undefined ? '–' : formatNumber(value)}
                        </td>
                      )
                    })}
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  )
}
