import { useMemo } from 'react'
import { limits } from '../config/limits.ts'
import { datasetNames } from '../data/index.ts'
import { DataPlot } from '../plots/DataPlot.tsx'
import { useStore } from '../state/store.ts'
import { Choice } from './controls/Choice.tsx'
import { Seed } from './controls/Seed.tsx'
import { Slider } from './controls/Slider.tsx'
import { dataPlotInput } from './dataPlotInput.ts'
import { useText } from './useText.ts'
import { useTheme } from './useTheme.ts'

/** The data with the fitted function, and where they come from. */
export function DataPanel() {
  const text = useText().data
  const theme = useTheme()
  const problem = useStore((state) => state.problem)
  const patterns = useStore((state) => state.patterns)
  const fit = useStore((state) => state.fit)
  const hoveredPoint = useStore((state) => state.hoveredPoint)
  const { setDataset, setData, hoverPoint } = useStore.getState()
  const { data } = problem
  const { N, D, K, x, t } = patterns
  const input = dataPlotInput(problem, patterns)
  const fitted = useMemo(
    () =>
      // Outputs at another grid, of another data set, would draw a wrong curve.
      fit && fit.grid === input.grid ? { outputs: fit.outputs, resolution: input.resolution } : null,
    [fit, input],
  )
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
      <div className="data-plot-frame">
        <DataPlot
          x={x}
          t={t}
          N={N}
          D={D}
          K={K}
          kind={input.kind}
          domain={input.domain}
          fit={fitted}
          theme={theme}
          label={D === 1 ? text.plot.curve(N) : text.plot.surface(N)}
          highlighted={hoveredPoint}
          onHoverPoint={hoverPoint}
        />
      </div>
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
