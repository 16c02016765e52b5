import { useState } from 'react'
import { later } from './later.tsx'
import { useText } from './useText.ts'

const MeasureCurves = later(async () => (await import('./MeasureCurves.tsx')).MeasureCurves)

/** Every method's error and the ends of the spectrum along training, computed in the background while shown. */
export function MeasuresPanel() {
  const text = useText().training
  const [open, setOpen] = useState(false)
  return (
    <details className="measures-along" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.measures}</summary>
      {open && <MeasureCurves />}
    </details>
  )
}
