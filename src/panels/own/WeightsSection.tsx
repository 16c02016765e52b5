import { useState } from 'react'
import { flips } from '../../network/symmetries.ts'
import { useStore } from '../../state/store.ts'
import { Choice } from '../controls/Choice.tsx'
import { Slider } from '../controls/Slider.tsx'
import { useText } from '../useText.ts'
import { openFile, openJson, saveWeights } from './files.ts'
import { OpenButton } from './OpenButton.tsx'

/** All weights at once: drawn anew, from a file, pasted, saved, and moved by the symmetries of the network. */
export function WeightsSection() {
  const text = useText().own.weights
  const hidden = useStore((state) => state.network.L > 1)
  const [scale, setScale] = useState(1)
  const [pasted, setPasted] = useState('')
  const { redrawWeights, zeroWeights } = useStore.getState()
  return (
    <details className="disclosure">
      <summary>{text.title}</summary>
      <Slider
        label={text.scale}
        value={scale}
        min={0.01}
        max={100}
        scale="log"
        typedMin={0}
        typedMax={1e6}
        onChange={setScale}
      />
      <div className="row is-start">
        <button type="button" className="button" onClick={() => redrawWeights(scale)}>
          {text.redraw}
        </button>
        <button type="button" className="button" onClick={zeroWeights}>
          {text.zero}
        </button>
        <button type="button" className="button" onClick={() => void saveWeights()}>
          {text.download}
        </button>
        <OpenButton text={text.open} accept=".json,application/json" onFile={(file) => void openFile(file)} />
      </div>
      <div className="row is-nowrap">
        <textarea
          rows={1}
          aria-label={text.paste}
          placeholder={text.placeholder}
          spellCheck={false}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <button
          type="button"
          className="button"
          disabled={pasted.trim() === ''}
          onClick={() => void openJson(text.paste, pasted)}
        >
          {text.use}
        </button>
      </div>
      {hidden && <Symmetries />}
    </details>
  )
}

/** Hidden units that change places or sign: the matrices follow, E does not change. */
function Symmetries() {
  const text = useText().own.weights
  const network = useStore((state) => state.network)
  const { swapHiddenUnits, flipHiddenUnit } = useStore.getState()
  const [chosen, setChosen] = useState({ layer: 1, first: 1, second: 2 })
  // Units and layers chosen may be gone meanwhile.
  const layer = Math.min(chosen.layer, network.L - 1)
  const units = network.layers[layer]
  const first = Math.min(chosen.first, units)
  const second = Math.min(chosen.second, units)
  const odd = flips(network, layer)
  const numbers = (count: number) =>
    Array.from({ length: count }, (_, k) => ({ value: String(k + 1), text: String(k + 1) }))
  return (
    <fieldset className="symmetries">
      <legend>{text.symmetries}</legend>
      <div className="row is-start">
        {network.L > 2 && (
          <Choice
            label={text.layer}
            value={String(layer)}
            options={numbers(network.L - 1)}
            onChange={(value) => setChosen({ layer: Number(value), first: 1, second: 2 })}
          />
        )}
        <Choice
          label={text.unit}
          value={String(first)}
          options={numbers(units)}
          onChange={(value) => setChosen({ layer, first: Number(value), second })}
        />
        <Choice
          label={text.other}
          value={String(second)}
          options={numbers(units)}
          onChange={(value) => setChosen({ layer, first, second: Number(value) })}
        />
        <button
          type="button"
          className="button"
          disabled={first === second}
          onClick={() => swapHiddenUnits(layer, first, second)}
        >
          {text.swap}
        </button>
        <button
          type="button"
          className="button"
          disabled={!odd}
          title={odd ? undefined : text.notOdd}
          onClick={() => flipHiddenUnit(layer, first)}
        >
          {text.flip}
        </button>
      </div>
    </fieldset>
  )
}
