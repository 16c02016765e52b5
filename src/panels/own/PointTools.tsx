import { NumberField } from '../controls/NumberField.tsx'
import { Choice } from '../controls/Choice.tsx'
import { useText } from '../useText.ts'
import type { PointEdits } from './usePointEdits.ts'

/** What may be typed for a coordinate. */
const largest = 1e6

/** What goes with the plot while its points are edited: class or target of new ones, the selected one in numbers. */
export function PointTools({ edits }: { readonly edits: PointEdits }) {
  const text = useText().own.points
  const { editing, coordinates, selected, classes, newPoint, setNewPoint, needsTarget, addInTheMiddle } =
    edits
  return (
    <div className="point-tools">
      <div className="row is-start">
        {classes > 0 && (
          <Choice
            label={text.newClass}
            value={String(newPoint.label)}
            options={Array.from({ length: classes }, (_, k) => ({
              value: String(k),
              text: text.classNamed(k),
            }))}
            onChange={(label) => setNewPoint({ label: Number(label) })}
          />
        )}
        {needsTarget && (
          <label className="check">
            {text.newTarget}
            <NumberField
              label={text.newTarget}
              value={newPoint.target}
              min={-largest}
              max={largest}
              onChange={(target) => setNewPoint({ target })}
            />
          </label>
        )}
        <button type="button" className="button is-small" onClick={addInTheMiddle}>
          {text.add}
        </button>
        <button
          type="button"
          className="button is-small"
          disabled={selected.length === 0}
          onClick={editing.onRemove}
        >
          {text.remove}
        </button>
        <span className="panel-note">
          {selected.length === 0 ? text.none : text.selected(selected.length)}
        </span>
      </div>
      {coordinates && (
        <div className="row is-start">
          {coordinates.map(({ name, value, set }) => (
            <span key={name} className="coordinate">
              <i>{name}</i> =
              <NumberField
                label={text.coordinate(name, selected[0] + 1)}
                value={value}
                min={-largest}
                max={largest}
                onChange={set}
              />
            </span>
          ))}
        </div>
      )}
      <p className="hint">{text.keys}</p>
    </div>
  )
}
