/** E along the steps that are known, thinned when it grows long. */
export interface EnergyHistory {
  readonly steps: readonly number[]
  readonly energies: readonly number[]
}

export const emptyHistory: EnergyHistory = { steps: [], energies: [] }

/** Steps a curve holds at most. */
export const longestHistory = 2000

/** Every other step of a curve that has grown too long; its ends stand. */
function thinned(history: EnergyHistory): EnergyHistory {
  if (history.steps.length <= longestHistory) return history
  const keep = (_: number, index: number) => index % 2 === 0 || index === history.steps.length - 1
  return thinned({ steps: history.steps.filter(keep), energies: history.energies.filter(keep) })
}

/** `values` put in at `first`, `first + 1`, …; what the curve held from there on is forgotten. */
export function continued(
  { steps, energies }: EnergyHistory,
  first: number,
  values: ArrayLike<number>,
): EnergyHistory {
  let end = steps.length
  while (end > 0 && steps[end - 1] >= first) end--
  return thinned({
    steps: [...steps.slice(0, end), ...Array.from(values, (_, k) => first + k)],
    energies: [...energies.slice(0, end), ...Array.from(values)],
  })
}

/** The curve from `step` on, with the value before it, so that it joins what is left of the other. */
export function tailFrom({ steps, energies }: EnergyHistory, step: number): EnergyHistory {
  const from = Math.max(
    0,
    steps.findLastIndex((one) => one <= step),
  )
  return { steps: steps.slice(from), energies: energies.slice(from) }
}
