import { methodList } from '../../config/defaults.ts'
import { limits } from '../../config/limits.ts'
import { formatCount, formatNumber } from '../../i18n/numbers.ts'
import type { PlotMark } from '../../plots/PlotHandle.tsx'
import { useStore } from '../../state/store.ts'
import type { State } from '../../state/store.ts'
import { layersOfSize } from '../../studies/layersOfSize.ts'
import { holds, parametersFor } from '../../studies/study.ts'
import type { Study, StudyMark, StudyValues } from '../../studies/study.ts'
import { firstStep, lastStep } from '../../training/index.ts'
import type { TextsOfStudy } from './studyTexts.ts'

/** A width can be moved up to so many units. */
const widestShown = 20

interface Moved {
  readonly value: number
  readonly min: number
  readonly max: number
  readonly whole: boolean
  readonly step?: number
  readonly onMove: (value: number) => void
}

/** Gives the hidden layers the width that brings the number of weights nearest to W. */
function resize(W: number) {
  const { network, problem, setLayers } = useStore.getState()
  const { layers } = layersOfSize(network, W)
  const activations = problem.network.activations
  setLayers(layers, activations.length > 0 ? activations : ['tanh'])
}

/** Gives every hidden layer so many units. */
function widen(units: number) {
  const { network, problem, setLayers } = useStore.getState()
  const hidden = network.layers.slice(1, -1).map(() => units)
  setLayers([network.D, ...hidden, network.K], problem.network.activations)
}

/** By how many weights the network grows with the next width. */
function unitStep({ network }: State): number {
  let more = 1
  while (layersOfSize(network, network.W + more).W <= network.W) more++
  return more
}

/** The number a mark stands for, and what moves it; null where there is none now. */
function moved(
  { target }: StudyMark,
  study: Study,
  values: StudyValues,
  state: State,
  set: (name: string, value: number) => void,
): Moved | null {
  switch (target.kind) {
    case 'method': {
      const { method, name } = target
      const range = methodList.find(({ id }) => id === method)?.parameters.find((one) => one.name === name)
      if (!range) return null
      return {
        value: state.comparison.parameters[method][name],
        min: range.min,
        max: range.max,
        whole: false,
        onMove: (value) => useStore.getState().setParameter(method, name, value),
      }
    }
    case 'study': {
      const sizes = { patterns: state.patterns.N, weights: state.network.W }
      const range = parametersFor(study, sizes, values).find(({ name }) => name === target.name)
      if (!range || !('min' in range)) return null
      const { min, max, whole, name } = range
      return { value: Number(values[name]), min, max, whole, onMove: (value) => set(name, value) }
    }
    case 'step':
      return {
        value: state.scrubbing ?? state.problem.step,
        min: firstStep(state.timeline),
        max: lastStep(state.timeline),
        whole: true,
        onMove: (step) => useStore.getState().scrubTo(step),
      }
    case 'width': {
      const { network } = state
      // One far beyond what is compared would leave no room for that.
      if (network.L === 1 || network.layers[1] > widestShown) return null
      return { value: network.layers[1], min: 1, max: widestShown, whole: true, onMove: widen }
    }
    case 'weights':
      return {
        value: state.network.W,
        min: 1,
        max: limits.weights.max,
        whole: true,
        step: unitStep(state),
        onMove: resize,
      }
  }
}

/** The marks of a plot as they are drawn, at the present state. */
export function plotMarks(
  marks: readonly StudyMark[],
  study: Study,
  values: StudyValues,
  state: State,
  text: TextsOfStudy,
  set: (name: string, value: number) => void,
): PlotMark[] {
  return marks.flatMap((mark) => {
    if (!holds(mark.when, values)) return []
    const found = moved(mark, study, values, state, set)
    if (!found) return []
    return [
      {
        ...found,
        id: mark.name,
        name: text.marks[mark.name],
        text: found.whole ? formatCount(found.value) : formatNumber(found.value, 2),
        series: mark.series ?? [],
      },
    ]
  })
}
