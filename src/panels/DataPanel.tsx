import { limits } from '../config/limits.ts'
import { datasetNames } from '../data/index.ts'
import { useStore } from '../state/store.ts'
import { Choice } from './controls/Choice.tsx'
import { Seed } from './controls/Seed.tsx'
import { Slider } from './controls/Slider.tsx'
import { useText } from './useText.ts'

/** The data with the fitted function, and where they come from. */
export function DataPanel() {
  const text = useText().data
  const { data } = useStore((state) => state.problem)
  const patterns = useStore((state) => state.patterns)
  const { setDataset, setData } = useStore.getState()
  return (
    <section className="panel data" aria-labelledby="data-title">
      <header>
        <h2 id="data-title">{text.title}</h2>
        {'preset' in data ? (
          <Choice
            label={text.dataset}
            labelHidden
            value={data.preset}
            options={datasetNames.map((name) => ({ value: name, text: text.datasets[name] }))}
            onChange={setDataset}
          />
        ) : (
          <span className="panel-note">{text.own(patterns.N)}</span>
        )}
      </header>
      {'preset' in data && (
        <>
          <Slider
            label={text.points}
            value={data.points}
            min={limits.points.min}
            max={limits.points.max}
            scale="log"
            whole
            onChange={(points) => setData({ points })}
          />
          <Slider
            label={text.noise}
            value={data.noise}
            min={limits.noise.min}
            max={limits.noise.max}
            onChange={(noise) => setData({ noise })}
          />
          <div className="row">
            <Seed
              label={text.seed}
              another={text.newSeed}
              value={data.seed}
              onChange={(seed) => setData({ seed })}
            />
          </div>
        </>
      )}
    </section>
  )
}
