import { memo } from 'react'
import { limits } from '../config/limits.ts'
import { formatNumber } from '../i18n/numbers.ts'
import { EnergyCurve } from '../plots/EnergyCurve.tsx'
import { useStore } from '../state/store.ts'
import { firstStep, lastStep, optimizerNamed, optimizers } from '../training/index.ts'
import { Choice } from './controls/Choice.tsx'
import { Slider } from './controls/Slider.tsx'
import { MeasuresPanel } from './MeasuresPanel.tsx'
import { useText } from './useText.ts'

/** How a step is made. */
const Optimizer = memo(function Optimizer() {
  const text = useText().training
  const settings = useStore((state) => state.problem.training)
  const { setTraining } = useStore.getState()
  const uses = optimizerNamed(settings.optimizer).settings
  return (
    <>
      <Choice
        label={text.optimizer}
        value={settings.optimizer}
        options={optimizers.map(({ name }) => ({ value: name, text: text.optimizers[name] }))}
        onChange={(optimizer) => setTraining({ optimizer })}
      />
      {uses.includes('learningRate') && (
        <Slider
          label={text.learningRate}
          value={settings.learningRate}
          min={1e-4}
          max={1}
          scale="log"
          typedMin={limits.learningRate.min}
          typedMax={limits.learningRate.max}
          onChange={(learningRate) => setTraining({ learningRate })}
        />
      )}
      {uses.includes('momentum') && (
        <Slider
          label={text.momentum}
          value={settings.momentum}
          min={0}
          max={0.99}
          typedMax={limits.momentum.max}
          onChange={(momentum) => setTraining({ momentum })}
        />
      )}
    </>
  )
})

/** Training: the error function along the steps, train, step, reset, and how a step is made. */
export function TrainingPanel() {
  const text = useText().training
  const history = useStore((state) => state.history)
  const step = useStore((state) => state.problem.step)
  const playing = useStore((state) => state.playing)
  const diverged = useStore((state) => state.diverged)
  const running = useStore((state) => state.trainingProgress)
  const fit = useStore((state) => state.fit)
  const ghost = useStore((state) => state.ghost)
  const scrubbing = useStore((state) => state.scrubbing)
  const end = useStore((state) => state.trainingEnd)
  const first = useStore((state) => firstStep(state.timeline))
  const last = useStore((state) => lastStep(state.timeline))
  const { setPlaying, askForStep, reset, scrubTo } = useStore.getState()
  const energy = fit ? formatNumber(fit.energy) : '–'
  return (
    <section className="panel training" aria-labelledby="training-title">
      <header>
        <h2 id="training-title">{text.title}</h2>
        <span className="panel-note">
          {running === null ? text.step(step) : text.running(Math.round(running * 100))} · <i>E</i> = {energy}
        </span>
      </header>
      <div className="training-plot">
        <EnergyCurve
          steps={history.steps}
          energies={history.energies}
          step={step}
          diverged={diverged?.step ?? null}
          ghost={ghost}
          onScrub={scrubTo}
          label={text.curve(energy)}
        />
      </div>
      {last > first && (
        <label className="scrub">
          <span className="visually-hidden">{text.scrub}</span>
          <input
            type="range"
            min={first}
            max={last}
            step={1}
            value={scrubbing ?? step}
            aria-valuetext={text.step(scrubbing ?? step)}
            onChange={(event) => scrubTo(Number(event.currentTarget.value))}
          />
        </label>
      )}
      {end && <p className="panel-note">{text.ends[end.code](end.step)}</p>}
      <div className="row">
        <button
          type="button"
          className="button is-primary"
          onClick={() => setPlaying(!playing)}
          disabled={diverged !== null}
        >
          <span aria-hidden="true">{playing ? '❚❚ ' : '▶ '}</span>
          {playing ? text.pause : text.train}
        </button>
        <button type="button" className="button" onClick={askForStep} disabled={diverged !== null}>
          {text.oneStep}
        </button>
        <button type="button" className="button" onClick={reset}>
          {text.reset}
        </button>
      </div>
      <Optimizer />
      <MeasuresPanel />
    </section>
  )
}
