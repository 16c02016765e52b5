import { useMemo, useState } from 'react'
import { datasetFrom, delimiters, isClassColumn, isNumeric, ownTargets } from '../../data/own/index.ts'
import type { Table, TableForm } from '../../data/own/index.ts'
import { formatCount } from '../../i18n/numbers.ts'
import { useStore } from '../../state/store.ts'
import { Choice } from '../controls/Choice.tsx'
import { useText } from '../useText.ts'
import { TablePreview } from './TablePreview.tsx'
import { TableRemarks } from './TableRemarks.tsx'
import { firstChoice, withKind, withPlotted } from './tableChoice.ts'

interface TableChooserProps {
  readonly table: Table
  readonly encoding: string
  /** What it was read from, to be read again in another form. */
  readonly file: Blob
}

/** The table that was read, what is taken of it, and what could not be used; the defaults need no further click. */
export function TableChooser({ table, encoding, file }: TableChooserProps) {
  const text = useText().own.table
  const [choice, setChoice] = useState(() => firstChoice(table))
  const made = useMemo(() => datasetFrom(table, choice), [table, choice])
  const { readTable, setOwnData, closeDialog } = useStore.getState()
  const { form, columns } = table
  const again = (change: Partial<TableForm>) => {
    const { delimiter, decimal, header } = { ...form, ...change }
    readTable({ file, form: { delimiter, decimal, header } })
  }
  const use = () => {
    if (made.kind === 'refused') return
    const { x, names, suggestedOutput } = made.dataset
    closeDialog()
    setOwnData({ x, t: ownTargets(made.dataset, suggestedOutput), names }, suggestedOutput)
  }
  const inputOptions = choice.inputs
    .toSorted((a, b) => a - b)
    .map((at) => ({ value: String(at), text: columns[at].name }))
  const targetMayBeClasses = choice.targets.every((at) => isClassColumn(columns[at]))
  const targetMayBeNumbers = choice.targets.every((at) => isNumeric(columns[at]))
  return (
    <>
      <div className="row is-start" role="group" aria-label={text.form}>
        <Choice
          label={text.delimiter}
          value={form.delimiter}
          options={delimiters.map((value) => ({ value, text: text.delimiters[value] }))}
          onChange={(delimiter) => again({ delimiter })}
        />
        <Choice
          label={text.decimal}
          value={form.decimal}
          options={(['.', ','] as const).map((value) => ({ value, text: `1${value}5` }))}
          onChange={(decimal) => again({ decimal })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={form.header}
            onChange={(event) => again({ header: event.currentTarget.checked })}
          />
          {text.header}
        </label>
        {encoding !== 'utf-8' && <span className="hint">{text.encoding(encoding)}</span>}
      </div>
      <TablePreview table={table} choice={choice} onChange={setChoice} />
      <div className="row is-start">
        <Choice
          label={text.kind}
          value={choice.kind}
          options={(['regression', 'classes'] as const).map((value) => ({
            value,
            text: text.kinds[value],
            disabled: value === 'classes' ? !targetMayBeClasses : !targetMayBeNumbers,
          }))}
          onChange={(kind) => setChoice(withKind(choice, kind))}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={choice.standardise}
            onChange={(event) => setChoice({ ...choice, standardise: event.currentTarget.checked })}
          />
          {text.standardise}
        </label>
        {choice.inputs.length > 2 &&
          ([0, 1] as const).map((axis) => (
            <Choice
              key={axis}
              label={text.plotted[axis]}
              value={String(choice.inputs[axis])}
              options={inputOptions}
              onChange={(value) => {
                const chosen = Number(value)
                const other = choice.inputs[1 - axis]
                // Chosen for the other axis already: the two change places.
                const kept = chosen === other ? choice.inputs[axis] : other
                setChoice(axis === 0 ? withPlotted(choice, chosen, kept) : withPlotted(choice, kept, chosen))
              }}
            />
          ))}
      </div>
      <TableRemarks table={table} made={made} />
      <div className="row">
        <span role="status">
          {made.kind === 'refused'
            ? text.choices[made.refusal.code](made.refusal.values)
            : text.rows(made.dataset.x.length, formatCount(table.counted))}
        </span>
        <span className="row">
          <button type="button" className="button" onClick={closeDialog}>
            {text.close}
          </button>
          <button
            type="button"
            className="button is-primary"
            disabled={made.kind === 'refused'}
            onClick={use}
          >
            {text.use}
          </button>
        </span>
      </div>
    </>
  )
}
