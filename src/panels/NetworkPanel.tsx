import { memo, useMemo } from 'react'
import { targetShape } from '../config/build.ts'
import type { NetworkConfiguration } from '../config/configuration.ts'
import { limits } from '../config/limits.ts'
import { weightsOf } from '../config/networkSize.ts'
import { fits, misfitOf } from '../data/index.ts'
import { errorFunctions } from '../network/errors/index.ts'
import { NetworkDiagram } from '../plots/NetworkDiagram.tsx'
import { useStore } from '../state/store.ts'
import type { Cell } from '../state/view.ts'
import { Choice } from './controls/Choice.tsx'
import { Seed } from './controls/Seed.tsx'
import { Slider } from './controls/Slider.tsx'
import { ActivationChoice } from './own/ActivationChoice.tsx'
import { WeightSlider } from './own/WeightSlider.tsx'
import { WeightsSection } from './own/WeightsSection.tsx'
import { useText } from './useText.ts'

/** Units a hidden layer gets when it is added. */
const newLayerUnits = 3

function withUnits(network: NetworkConfiguration, layer: number, units: number) {
  return network.layers.map((old, l) => (l === layer ? units : old))
}

function withLayer({ layers, activations: old }: NetworkConfiguration, at: number) {
  return {
    layers: [...layers.slice(0, at), newLayerUnits, ...layers.slice(at)],
    // A new layer is like the one before it.
    activations: [...old.slice(0, at - 1), old[Math.max(0, at - 2)] ?? 'tanh', ...old.slice(at - 1)],
  }
}

/** A weight in the diagram stands for its entry on the diagonal. */
function hoverWeight(index: number | null) {
  useStore.getState().hover(index === null ? null : { row: index, column: index })
}

function selectWeight(index: number) {
  useStore.getState().select({ row: index, column: index })
}

const indices = (cell: Cell | null) => (cell ? [cell.row, cell.column] : [])

/** Activations, output, weight decay, biases and the seed: nothing that training moves. */
const NetworkSettings = memo(function NetworkSettings() {
  const text = useText().network
  const configuration = useStore((state) => state.problem.network)
  const data = useStore((state) => state.problem.data)
  const weightDecay = useStore((state) => state.problem.weightDecay)
  const weightSeed = useStore((state) => state.problem.weightSeed)
  const { setBias, setOutput, setWeightDecay, setWeightSeed } = useStore.getState()
  const shape = targetShape(data)
  return (
    <>
      {configuration.activations.map((activation, l) => (
        <ActivationChoice
          key={l}
          layer={l + 1}
          of={configuration.activations.length}
          units={configuration.layers[l + 1]}
          activation={activation}
        />
      ))}
      <Choice
        label={text.output}
        value={configuration.output}
        options={errorFunctions.map(({ output }) => ({
          value: output,
          text: text.outputs[output],
          disabled: (shape ? fits(shape, output) : 'x' in data && misfitOf(data.t, output)) !== null,
          reason: text.outputRefused,
        }))}
        onChange={setOutput}
      />
      <Slider
        label={text.weightDecay}
        value={weightDecay}
        min={1e-4}
        max={10}
        scale="log"
        zero
        typedMax={limits.weightDecay.max}
        onChange={setWeightDecay}
      />
      <div className="row">
        <label className="check">
          <input
            type="checkbox"
            checked={configuration.bias}
            onChange={(event) => setBias(event.currentTarget.checked)}
          />
          {text.bias}
        </label>
        <Seed label={text.seed} another={text.newSeed} value={weightSeed} onChange={setWeightSeed} />
      </div>
      <WeightsSection />
    </>
  )
})

/** The network: its diagram with handles for units and layers, activations, output, biases and weight decay. */
export function NetworkPanel() {
  const text = useText().network
  const network = useStore((state) => state.network)
  const { network: configuration, weights } = useStore((state) => state.problem)
  const pinned = useStore((state) => state.view.selection)
  const hovered = useStore((state) => state.hovered)
  const { setLayers } = useStore.getState()

  const editing = useMemo(() => {
    const fitsWith = (layers: readonly number[]) =>
      layers.length - 1 <= limits.weightLayers.max &&
      weightsOf(layers, configuration.bias) <= limits.weights.max
    return {
      onUnits: (layer: number, units: number) =>
        setLayers(withUnits(configuration, layer, units), configuration.activations),
      onAddLayer: (at: number) => {
        const { layers, activations: chosen } = withLayer(configuration, at)
        setLayers(layers, chosen)
      },
      onRemoveLayer: (layer: number) =>
        setLayers(
          configuration.layers.filter((_, l) => l !== layer),
          configuration.activations.filter((_, l) => l !== layer - 1),
        ),
      mayAddUnit: (layer: number) =>
        fitsWith(withUnits(configuration, layer, configuration.layers[layer] + 1)),
      mayAddLayer: (at: number) => fitsWith(withLayer(configuration, at).layers),
      labels: text,
    }
  }, [configuration, text, setLayers])
  const selectedWeights = useMemo(() => indices(pinned), [pinned])
  const hoveredWeights = useMemo(() => indices(hovered), [hovered])

  return (
    <section className="panel network" aria-labelledby="network-title">
      <header>
        <h2 id="network-title">{text.title}</h2>
        <span className="panel-note">
          <i>W</i> = {network.W}
        </span>
      </header>
      <div className="network-plot">
        <NetworkDiagram
          network={network}
          w={weights}
          label={text.diagram(network.layers, network.W)}
          selected={selectedWeights}
          hovered={hoveredWeights}
          onHoverWeight={hoverWeight}
          onSelectWeight={selectWeight}
          editing={editing}
        />
      </div>
      {pinned && pinned.row === pinned.column && pinned.row < network.W && (
        <WeightSlider key={`${network.layers.join()} ${pinned.row}`} index={pinned.row} />
      )}
      <NetworkSettings />
    </section>
  )
}
