import { memo, useMemo, useState } from 'react'
import { limits } from '../config/limits.ts'
import { datasetNames } from '../data/index.ts'
import type { DatasetName } from '../data/index.ts'
import { DataPlot } from '../plots/DataPlot.tsx'
import { useStore } from '../state/store.ts'
import { Choice } from './controls/Choice.tsx'
import { Seed } from './controls/Seed.tsx'
import { Slider } from './controls/Slider.tsx'
import { dataPlotInput } from './dataPlotInput.ts'
import { PointTools } from './own/PointTools.tsx'
import { SourceButtons } from './own/SourceButtons.tsx'
import { usePointEdits } from './own/usePointEdits.ts'
import { useText } from './useText.ts'
import { useTheme } from './useTheme.ts'

/** How the data are generated, and where others come from. */
const DataSettings = memo(function DataSettings() {
  const { data: text } = useText()
  const data = useStore((state) => state.problem.data)
  const { setData } = useStore.getState()
  return (
    <>
      {'seed' in data && (
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
        </>
      )}
      <div className="row own-sources">
        {'seed' in data && (
          <Seed
            label={text.seed}
            another={text.newSeed}
            value={data.seed}
            onChange={(seed) => setData({ seed })}
          />
        )}
        <SourceButtons />
      </div>
    </>
  )
})

/** The data with the fitted function, and where they come from. */
export function DataPanel() {
  const { data: text, own } = useText()
  const theme = useTheme()
  const problem = useStore((state) => state.problem)
  const patterns = useStore((state) => state.patterns)
  const fit = useStore((state) => state.fit)
  const hoveredPoint = useStore((state) => state.hoveredPoint)
  const point = useStore((state) => state.view.point)
  const { setDataset, hoverPoint, choosePoint } = useStore.getState()
  const { data } = problem
  const { N, D, K, x, t } = patterns
  const input = dataPlotInput(problem, patterns)
  const fitted = useMemo(
    () =>
      // Outputs at another grid, of another data set, would draw a wrong curve.
      fit && fit.grid === input.grid ? { outputs: fit.outputs, resolution: input.resolution } : null,
    [fit, input],
  )
  const edits = usePointEdits(input)
  const [editing, setEditing] = useState(false)
  return (
    <section className="panel data" aria-labelledby="data-title">
      <header>
        <h2 id="data-title">{text.title}</h2>
        {edits.possible && (
          <button
            type="button"
            className="button is-small"
            aria-label={own.points.edit}
            title={own.points.editTitle}
            aria-pressed={editing}
            onClick={() => setEditing(!editing)}
          >
            ✎
          </button>
        )}
        <Choice<DatasetName | 'own'>
          label={text.dataset}
          labelHidden
          value={'preset' in data ? data.preset : 'own'}
          options={[
            ...datasetNames.map((name) => ({ value: name, text: text.datasets[name] })),
            // What is not a preset stands in the list for as long as it is shown.
            ...('preset' in data
              ? []
              : [
                  {
                    value: 'own' as const,
                    text: 'x' in data ? own.source.explicit(N) : own.source.typed(data.expression),
                  },
                ]),
          ]}
          onChange={(name) => name !== 'own' && setDataset(name)}
        />
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
          highlighted={hoveredPoint ?? point}
          onHoverPoint={hoverPoint}
          onPick={(n) => choosePoint(n === point ? null : n)}
          editing={editing && edits.possible ? edits.editing : undefined}
        />
      </div>
      {editing && edits.possible && <PointTools edits={edits} />}
      <DataSettings />
    </section>
  )
}
