import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import { placeOf } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { energy } from '../network/forward.ts'
import { flips, flipUnit, swapUnits } from '../network/symmetries.ts'
import { logarithmic } from './fit.ts'
import { claim, fact, point, told } from './study.ts'
import type { Study, StudySteps, StudySubject, StudyValues } from './study.ts'

/** Places of the curve of shares. */
const places = 40
/** The share of ‖H‖² that the fewest entries are counted for. */
const most = 0.9

/** The block a weight belongs to: its layer, or the hidden unit it leads to or, in the last layer, from. */
function blockOf(network: Network, index: number, by: string): number {
  const { l, j, i } = placeOf(network, index)
  if (by === 'layer') return l
  const before = network.layers.slice(1, l).reduce((sum, J) => sum + J, 0)
  if (l < network.L) return before + j
  // From unit i of the layer below; the biases of the outputs are a block of their own.
  const below = network.layers.slice(1, l - 1).reduce((sum, J) => sum + J, 0)
  return i === 0 || network.L === 1 ? before + network.layers[l] + 1 : below + i
}

/** The order of the rows: block by block, or by the size of a row, the largest first. */
function orderOf(network: Network, H: Float64Array, by: string): readonly number[] {
  const W = network.W
  const all = Array.from({ length: W }, (_, i) => i)
  if (by === 'size') {
    const norms = all.map((i) => Math.hypot(...H.subarray(i * W, (i + 1) * W)))
    return all.sort((a, b) => norms[b] - norms[a])
  }
  const blocks = all.map((i) => blockOf(network, i, by))
  return all.sort((a, b) => blocks[a] - blocks[b] || a - b)
}

function squares(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}

/** ‖·‖² of the entries whose two weights are in one block, as a part of all of it. */
function withinBlocks(network: Network, H: Float64Array, by: string): number {
  const W = network.W
  const blocks = Array.from({ length: W }, (_, i) => blockOf(network, i, by))
  let sum = 0
  for (let i = 0; i < W; i++)
    for (let j = 0; j < W; j++) if (blocks[i] === blocks[j]) sum += H[i * W + j] ** 2
  return sum / squares(H)
}

/** Every entry replaced by the root mean square of its block, rows and columns in the order given. */
function blockNorms(network: Network, H: Float64Array, by: string, order: readonly number[]): Float64Array {
  const W = network.W
  // Without blocks of their own rows by size are taken in tens.
  const block = order.map((index, k) =>
    by === 'size' ? Math.floor((10 * k) / W) : blockOf(network, index, by),
  )
  const count = Math.max(...block) + 1
  const sums = new Float64Array(count * count)
  const sizes = new Float64Array(count * count)
  for (let r = 0; r < W; r++)
    for (let c = 0; c < W; c++) {
      const at = block[r] * count + block[c]
      sums[at] += H[order[r] * W + order[c]] ** 2
      sizes[at]++
    }
  const norms = new Float64Array(W * W)
  for (let r = 0; r < W; r++)
    for (let c = 0; c < W; c++) {
      const at = block[r] * count + block[c]
      norms[r * W + c] = Math.sqrt(sums[at] / sizes[at])
    }
  return norms
}

/**
 * How far E and H are from what a symmetry makes of them: which weight comes to stand for which is found by moving
 * the numbers of the weights themselves; their signs tell which of them turn.
 */
function* symmetry(
  problem: Problem,
  H: Float64Array,
  act: (w: Float64Array) => Float64Array,
  at: number,
): StudySteps<{ readonly energy: number; readonly hessian: number } | null> {
  const { W } = problem.network
  const numbers = act(Float64Array.from({ length: W }, (_, i) => i + 1))
  const moved = { ...problem, w: act(problem.w) }
  const outcome = yield* told(evaluateChecked(methodNamed('exact'), moved), at, at)
  if (outcome.kind !== 'evaluated') return null
  const { data } = outcome.evaluation.matrix
  let difference = 0
  for (let i = 0; i < W; i++)
    for (let j = 0; j < W; j++) {
      const [from, to] = [Math.abs(numbers[i]) - 1, Math.abs(numbers[j]) - 1]
      const sign = Math.sign(numbers[i]) * Math.sign(numbers[j])
      difference += (data[i * W + j] - sign * H[from * W + to]) ** 2
    }
  const before = energy(problem)
  return {
    energy: Math.abs(energy(moved) - before) / (Math.abs(before) || 1),
    hessian: Math.sqrt(difference / (squares(H) || 1)),
  }
}

function* run({ problem }: StudySubject, values: StudyValues): StudySteps {
  const { network } = problem
  const { W, L, layers } = network
  const outcome = yield* told(evaluateChecked(methodNamed('exact'), problem), 0, 0.3)
  if (outcome.kind !== 'evaluated') return
  const H = outcome.evaluation.matrix.data
  const by = String(values.order)
  const order = orderOf(network, H, by)
  const ordered = new Float64Array(W * W)
  for (let r = 0; r < W; r++) for (let c = 0; c < W; c++) ordered[r * W + c] = H[order[r] * W + order[c]]
  yield { kind: 'matrix', picture: 'ordered', at: 0, matrix: ordered, order }
  yield { kind: 'matrix', picture: 'blocks', at: 0, matrix: blockNorms(network, H, by, order), order }
  yield 0.5

  const sizes = H.map(Math.abs).sort().toReversed()
  const all = squares(H)
  const sums = new Float64Array(W * W)
  let sum = 0
  let enough = W * W
  for (let k = 0; k < W * W; k++) {
    sum += sizes[k] ** 2
    sums[k] = sum / all
    if (sums[k] >= most && enough === W * W) enough = k + 1
  }
  const counts = [...new Set(logarithmic(1, W * W, places).map(Math.round))]
  for (const count of counts) yield point('share', 'share', count, sums[count - 1])
  const layersShare = withinBlocks(network, H, 'layer')
  const unitsShare = withinBlocks(network, H, 'unit')
  yield fact('within-layers', layersShare)
  yield fact('within-units', unitsShare)
  yield fact('entries', enough)

  // The first hidden layer that has two units changes two of them; one that may flips one.
  const swapped = layers.findIndex((J, l) => l >= 1 && l < L && J >= 2)
  const flipped = Array.from({ length: L - 1 }, (_, l) => l + 1).find((l) => flips(network, l))
  const swap =
    swapped < 0 ? null : yield* symmetry(problem, H, (w) => swapUnits(network, w, swapped, 1, 2), 0.6)
  const flip =
    flipped === undefined ? null : yield* symmetry(problem, H, (w) => flipUnit(network, w, flipped, 1), 0.8)
  for (const [series, found] of [
    ['swap', swap],
    ['flip', flip],
  ] as const) {
    // prettier-ignore
    yield fact('energy', found && found.energy, series)
    yield fact('hessian', found && found.hessian, series)
  }
  yield claim(swap ? 'structure' : 'plain', {
    W,
    layers: layersShare,
    units: unitsShare,
    entries: enough,
    all: W * W,
    swap: swap?.hessian ?? NaN,
  })
}

/**
 * The structure of H: its rows by layer, by hidden unit (the weights into it and, from the last layer, out of it) or
 * by size, with the root mean square of every block; how few entries hold most of ‖H‖²; and what the symmetries of
 * the network, two units that change places or one that changes its sign, do to E and H: nothing but move it.
 */
export const structure = {
  id: 'structure',
  section: '5.4',
  parameters: [{ name: 'order', default: 'unit', options: ['layer', 'unit', 'size'] }],
  uses: [],
  plots: [
    {
      id: 'share',
      x: { name: 'entries', kind: 'log' },
      y: { name: 'share', kind: 'linear', domain: [0, 1] },
      style: 'line',
      marks: [],
    },
  ],
  pictures: [
    { id: 'ordered', kind: 'matrix', parameter: null },
    { id: 'blocks', kind: 'matrix', parameter: null },
  ],
  series: ['share', 'swap', 'flip'],
  lines: [],
  facts: ['within-layers', 'within-units', 'entries', 'energy', 'hessian'],
  claims: ['structure', 'plain'],
  run,
} as const satisfies Study
