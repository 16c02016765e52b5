import { useState } from 'react'
import { weightName } from '../../i18n/notation.ts'
import { placeOf } from '../../network/network.ts'
import { useStore } from '../../state/store.ts'
import { Slider } from '../controls/Slider.tsx'
import { useText } from '../useText.ts'

/** What may be typed for a weight. */
export const largestWeight = 1e6

/** The least of 5, 50, 500, … that holds the weight. */
function reachOf(value: number): number {
  let reach = 5
  while (Math.abs(value) > reach && reach < largestWeight) reach *= 10
  return reach
}

/** One weight as a slider with a field. */
export function WeightSlider({ index }: { readonly index: number }) {
  const text = useText().own.weights
  const network = useStore((state) => state.network)
  const value = useStore((state) => state.problem.weights[index])
  const [least, setLeast] = useState(5)
  const reach = Math.max(least, reachOf(value))
  // A range that shrank under the hand would pull the weight after it.
  if (reach > least) setLeast(reach)
  return (
    <Slider
      label={text.set(weightName(placeOf(network, index)))}
      value={value}
      min={-reach}
      max={reach}
      typedMin={-largestWeight}
      typedMax={largestWeight}
      onChange={(next) => useStore.getState().setWeight(index, next)}
    />
  )
}
