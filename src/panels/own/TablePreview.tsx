import type { Table, TableChoice } from '../../data/own/index.ts'
import { useText } from '../useText.ts'
import { roleOf, rolesOf, withRole } from './tableChoice.ts'
import type { ColumnRole } from './tableChoice.ts'

interface TablePreviewProps {
  readonly table: Table
  readonly choice: TableChoice
  readonly onChange: (choice: TableChoice) => void
}

/** Columns that are shown; the others are used all the same. */
const shown = 40

/** The first rows as they stand, under what each column is used for. */
export function TablePreview({ table, choice, onChange }: TablePreviewProps) {
  const text = useText().own.table
  const columns = table.columns.slice(0, shown)
  return (
    <div className="table-preview">
      <table>
        <caption className="visually-hidden">{text.preview}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">#</span>
            </th>
            {columns.map(({ name }, at) => (
              <th key={name} scope="col">
                {name}
                <select
                  aria-label={text.role(name)}
                  value={roleOf(choice, at)}
                  onChange={(event) =>
                    onChange(withRole(table, choice, at, event.currentTarget.value as ColumnRole))
                  }
                >
                  {rolesOf(table, at).map((role) => (
                    <option key={role} value={role}>
                      {text.roles[role]}
                    </option>
                  ))}
                </select>
              </th>
            ))}
            {table.columns.length > shown && <th scope="col">… {table.columns.length}</th>}
          </tr>
        </thead>
        <tbody>
          {table.preview.map((row, n) => (
            <tr key={table.lines[n]}>
              <th scope="row">{table.lines[n]}</th>
              {row.slice(0, shown).map((cell, at) => (
                <td key={columns[at].name}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
