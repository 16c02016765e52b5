import type { Steps } from '../linalg/steps.ts'
import { backPropagate, gradientOf } from '../network/backward.ts'
import { energyOf, propagate } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import { optimizerNamed } from './optimizers.ts'
import type { OptimizerName } from './optimizers.ts'
import type { OptimizerSettings } from './optimizer.ts'

export interface TrainingSettings extends OptimizerSettings {
  readonly optimizer: OptimizerName
}

/** Weights of a run with their error function. */
export interface Milestone {
  /** W numbers. */
  readonly w: Float64Array
  readonly step: number
  readonly energy: number
}

/** What a run needs to be continued as if it had never been interrupted; plain data. */
export interface OptimizerState {
  /** What the optimiser itself remembers. */
  readonly memory: Float64Array
  /** E where the run began: the measure of divergence. */
  readonly startEnergy: number
  /** The lowest E of the run so far. */
  readonly best: Milestone
}

/** A run that left all bounds. */
export interface Divergence {
  /** The step whose weights were not acceptable. */
  readonly step: number
  /** E there; may be NaN or ∞. */
  readonly energy: number
  /** The acceptable weights just before it. */
  readonly lastFinite: Milestone
  /** The lowest E of the run. */
  readonly best: Milestone
}

export interface TrainingRun {
  /** The weights reached (W,): after a divergence the last acceptable ones. */
  readonly w: Float64Array
  /** The step they belong to. */
  readonly step: number
  readonly state: OptimizerState
  /** E at the steps `fromStep` … `step`, one number each. */
  readonly energies: Float64Array
  readonly diverged: Divergence | null
}

/** A run counts as diverged where E exceeds this many times 1 + |E at its start|. */
const RUNAWAY = 1e9

/**
 * The weights after up to `steps` steps from `problem.w`, which belong to step `fromStep`; full batch, E summed
 * over the patterns. `state` continues an earlier run: a hundred steps in one call equal ten calls of ten to
 * the last bit. Stops at a step whose E or weights are not finite or whose E runs away. Yields after every
 * step; about 6 N W operations each.
 */
export function* train(
  problem: Problem,
  settings: TrainingSettings,
  fromStep: number,
  steps: number,
  state: OptimizerState | null = null,
): Steps<TrainingRun> {
  const { network, x, N } = problem
  const optimizer = optimizerNamed(settings.optimizer)
  const workspace = createWorkspace(network, x, N)
  const gradient = new Float64Array(network.W)
  const memory = state ? state.memory.slice() : optimizer.start(network.W)
  let w = problem.w.slice()
  let next = problem.w.slice()
  let step = fromStep
  propagate(workspace, w)
  let energy = energyOf(workspace, { ...problem, w })
  const startEnergy = state ? state.startEnergy : energy
  const bound = RUNAWAY * (1 + Math.abs(startEnergy))
  const acceptable = (E: number, weights: Float64Array): boolean =>
    E <= bound && weights.every(Number.isFinite)
  let best: Milestone = state ? state.best : { w: w.slice(), step, energy }
  const energies = [energy]
  let diverged: Divergence | null = null
  while (step < fromStep + steps) {
    const at: Problem = { ...problem, w }
    backPropagate(workspace, at)
    gradientOf(workspace, at, gradient)
    next.set(w)
    optimizer.step(next, gradient, settings, memory)
    propagate(workspace, next)
    const nextEnergy = energyOf(workspace, { ...problem, w: next })
    if (!acceptable(nextEnergy, next)) {
      diverged = { step: step + 1, energy: nextEnergy, lastFinite: { w: w.slice(), step, energy }, best }
      break
    }
    ;[w, next] = [next, w]
    energy = nextEnergy
    step++
    energies.push(energy)
    if (energy < best.energy) best = { w: w.slice(), step, energy }
    yield (step - fromStep) / steps
  }
  return {
    w,
    step,
    // The step that failed has spoilt the memory.
    state: { memory: diverged ? optimizer.start(network.W) : memory, startEnergy, best },
    energies: Float64Array.from(energies),
    diverged,
  }
}
