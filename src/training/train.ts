import type { Steps } from '../linalg/steps.ts'
import { backPropagate, gradientOf } from '../network/backward.ts'
import { energyOf, propagate } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import { optimizerNamed } from './optimizers.ts'
import type { OptimizerName } from './optimizers.ts'
import type { OptimizerSettings, Point } from './optimizer.ts'
import { stopAt } from './stopping.ts'
import type { Stop } from './stopping.ts'

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
  /** The step from which the patience with a run that finds no lower E counts. */
  readonly patientFrom: number
}

/** A place along a run from which it can be continued. */
export interface Snapshot extends Milestone {
  readonly state: OptimizerState
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

/** What is wanted of a run beside its end. */
export interface TrainingOptions {
  /** Snapshots at the steps that this number divides; none where it is left out. */
  readonly snapshotEvery?: number
  /** Whether the run may end early once it converges or gets stuck. A recipe is run to its last step. */
  readonly stopping?: boolean
}

export interface TrainingRun {
  /** The weights reached (W,): after a divergence the last acceptable ones. */
  readonly w: Float64Array
  /** The step they belong to. */
  readonly step: number
  readonly state: OptimizerState
  /** E at the steps `fromStep` … `step`, one number each. */
  readonly energies: Float64Array
  /** Those asked for, after `fromStep` and before `step`. */
  readonly snapshots: readonly Snapshot[]
  readonly diverged: Divergence | null
  /** Why the run ended early; null where it did not. */
  readonly stopped: Stop | null
}

/** A run counts as diverged where E exceeds this many times 1 + |E at its start|. */
const RUNAWAY = 1e9

/**
 * The weights after up to `steps` steps from `problem.w`, which belong to step `fromStep`; full batch, E summed
 * over the patterns. `state` continues an earlier run: a hundred steps in one call equal ten calls of ten to
 * the last bit. Stops at a step whose E or weights are not finite or whose E runs away. Yields after every
 * step; about 6 N W operations each, times the evaluations of a line search.
 */
export function* train(
  problem: Problem,
  settings: TrainingSettings,
  fromStep: number,
  steps: number,
  state: OptimizerState | null = null,
  { snapshotEvery = Infinity, stopping = false }: TrainingOptions = {},
): Steps<TrainingRun> {
  const { network, x, N } = problem
  const optimizer = optimizerNamed(settings.optimizer)
  const workspace = createWorkspace(network, x, N)
  const evaluate = (point: Point): void => {
    const at: Problem = { ...problem, w: point.w }
    propagate(workspace, point.w)
    point.energy = energyOf(workspace, at)
    backPropagate(workspace, at)
    gradientOf(workspace, at, point.gradient)
  }
  const memory = state ? state.memory.slice() : optimizer.start(network.W)
  let here: Point = { w: problem.w.slice(), gradient: new Float64Array(network.W), energy: 0 }
  let next: Point = { w: problem.w.slice(), gradient: new Float64Array(network.W), energy: 0 }
  evaluate(here)
  const startEnergy = state ? state.startEnergy : here.energy
  let patientFrom = state ? state.patientFrom : fromStep
  const bound = RUNAWAY * (1 + Math.abs(startEnergy))
  const acceptable = ({ energy, w }: Point): boolean =>
    Number.isFinite(energy) && energy <= bound && w.every(Number.isFinite)
  let step = fromStep
  // While E falls the best weights are the present ones, and nothing has to be copied.
  let earlierBest = state && state.best.step !== fromStep ? state.best : null
  const milestone = (): Milestone => ({ w: here.w.slice(), step, energy: here.energy })
  const snapshot = (): Snapshot => {
    const reached = milestone()
    const best = earlierBest ?? reached
    return { ...reached, state: { memory: memory.slice(), startEnergy, best, patientFrom } }
  }
  const energies = [here.energy]
  const snapshots: Snapshot[] = []
  let diverged: Divergence | null = null
  let stopped: Stop | null = null
  while (step < fromStep + steps) {
    next.w.set(here.w)
    next.gradient.set(here.gradient)
    next.energy = here.energy
    const moved = optimizer.step(next, settings, memory, evaluate)
    if (!acceptable(next)) {
      const lastFinite = milestone()
      diverged = { step: step + 1, energy: next.energy, lastFinite, best: earlierBest ?? lastFinite }
      break
    }
    if (next.energy < (earlierBest ?? here).energy) earlierBest = null
    else earlierBest ??= milestone()
    ;[here, next] = [next, here]
    step++
    energies.push(here.energy)
    if (stopping) {
      stopped = stopAt(here, step, moved, Math.max(earlierBest?.step ?? step, patientFrom))
      // Who goes on all the same is given the whole patience again.
      if (stopped?.code === 'no-progress') patientFrom = step
      if (stopped) break
    } else if (!moved) {
      // No later step would be any different: the rest of the recipe stands still.
      for (; step < fromStep + steps; step++) energies.push(here.energy)
    }
    if (step % snapshotEvery === 0 && step < fromStep + steps) snapshots.push(snapshot())
    yield (step - fromStep) / steps
  }
  const { w, state: last } = snapshot()
  return {
    w,
    step,
    // The step that failed has spoilt the memory.
    state: diverged ? { ...last, memory: optimizer.start(network.W) } : last,
    energies: Float64Array.from(energies),
    snapshots,
    diverged,
    stopped,
  }
}
