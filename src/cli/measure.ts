import { median } from '../linalg/median.ts'

/** How long a piece of work takes. */
export interface Measurement {
  /** Median of the runs after warming up. */
  readonly milliseconds: number
  /** The first run of all: the engine has not yet optimised anything. */
  readonly coldMilliseconds: number
  readonly runs: number
}

export interface MeasureSettings {
  /** Warm up for so long before anything counts. */
  readonly warmUp: number
  /** Measure at least so often and so long, but not beyond `patience`. */
  readonly runs: number
  readonly duration: number
  /** Milliseconds after which one more run is not begun. */
  readonly patience: number
}

export const standardSettings: MeasureSettings = { warmUp: 500, runs: 9, duration: 400, patience: 8000 }

/**
 * The time of `work`, by the clock `now` in milliseconds: one cold run, then runs until it is warm, then the runs
 * that count. Work so slow that no time is left after the cold run has that run as its only one.
 */
export function measure(
  work: () => void,
  { warmUp, runs, duration, patience }: MeasureSettings,
  now: () => number,
): Measurement {
  const timed = () => {
    const begun = now()
    work()
    return now() - begun
  }
  const begun = now()
  const coldMilliseconds = timed()
  while (now() - begun < warmUp) timed()
  const times: number[] = []
  const warm = now()
  while ((times.length < runs || now() - warm < duration) && now() - begun < patience) times.push(timed())
  if (times.length === 0) times.push(coldMilliseconds)
  return { milliseconds: median(times), coldMilliseconds, runs: times.length }
}
