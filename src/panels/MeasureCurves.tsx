import { useEffect, useMemo } from 'react'
import { currentMeasures } from '../state/measures.ts'
import { useStore } from '../state/store.ts'
import { SeriesPlot } from '../plots/SeriesPlot.tsx'
import { useText } from './useText.ts'

/** Every method's error and the ends of the spectrum along training. */
export function MeasureCurves() {
  const text = useText()
  const { points } = useStore(currentMeasures)
  const methods = useStore((state) => state.comparison.methods)
  const step = useStore((state) => state.problem.step)
  const { setMeasuring } = useStore.getState()
  // They are computed as long as someone looks at them.
  useEffect(() => {
    setMeasuring(true)
    return () => setMeasuring(false)
  }, [setMeasuring])
  const errors = useMemo(
    () =>
      methods
        .filter((id) => id !== 'exact')
        .map((id) => ({
          id,
          name: text.methods[id],
          points: points.map((point) => ({ x: point.step, y: point.errors[id] ?? null })),
        })),
    [methods, points, text],
  )
  const eigenvalues = useMemo(
    () =>
      (['max', 'min'] as const).map((end) => ({
        id: end,
        name: text.training[end === 'max' ? 'largest' : 'smallest'],
        points: points.map((point) => ({ x: point.step, y: point.eigenvalues?.[end] ?? null })),
      })),
    [points, text],
  )
  return (
    <>
      <SeriesPlot series={errors} scale="log" now={step} label={text.training.errorsPlot} />
      <SeriesPlot series={eigenvalues} scale="linear" now={step} label={text.training.eigenvaluesPlot} />
    </>
  )
}
