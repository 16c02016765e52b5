import { dot } from '../linalg/vector.ts'
import { searchAlong } from './lineSearch.ts'
import type { Optimizer, Point } from './optimizer.ts'

/** Pairs remembered. */
const most = 10
/** Where the pairs begin in the memory, after their number and the place of the next one. */
const HEAD = 2

/** s_k = w_{k+1} − w_k and y_k = ∇E_{k+1} − ∇E_k of pair k of the memory, as views. */
function pairAt(memory: Float64Array, W: number, k: number) {
  const at = HEAD + 2 * W * k
  return { s: memory.subarray(at, at + W), y: memory.subarray(at + W, at + 2 * W) }
}

/** −H_k ∇E by the two-loop recursion (Nocedal and Wright, algorithm 7.4); −∇E without any pair. */
function directionAt({ gradient }: Point, memory: Float64Array): Float64Array {
  const W = gradient.length
  const [count, next] = memory
  const d = gradient.map((g) => -g)
  const alphas: number[] = []
  for (let age = 1; age <= count; age++) {
    const { s, y } = pairAt(memory, W, (next - age + most) % most)
    const alpha = dot(s, d) / dot(s, y)
    alphas.push(alpha)
    for (let i = 0; i < W; i++) d[i] -= alpha * y[i]
  }
  if (count > 0) {
    const { s, y } = pairAt(memory, W, (next - 1 + most) % most)
    const scale = dot(s, y) / dot(y, y)
    for (let i = 0; i < W; i++) d[i] *= scale
  }
  for (let age = count; age >= 1; age--) {
    const { s, y } = pairAt(memory, W, (next - age + most) % most)
    const beta = dot(y, d) / dot(s, y)
    for (let i = 0; i < W; i++) d[i] += (alphas[age - 1] - beta) * s[i]
  }
  return d
}

/** Puts the pair of a step in place of the oldest; one without positive curvature would spoil the matrix. */
function remember(memory: Float64Array, from: Pick<Point, 'w' | 'gradient'>, to: Point): void {
  const s = to.w.map((value, i) => value - from.w[i])
  const y = to.gradient.map((value, i) => value - from.gradient[i])
  if (!(dot(s, y) > Number.EPSILON * dot(y, y))) return
  const pair = pairAt(memory, s.length, memory[1])
  pair.s.set(s)
  pair.y.set(y)
  memory[0] = Math.min(most, memory[0] + 1)
  memory[1] = (memory[1] + 1) % most
}

/**
 * L-BFGS (Nocedal and Wright, algorithm 7.5): w ← w − α H_k ∇E, H_k from the last ten pairs of differences, α by a
 * search that fulfils the strong Wolfe conditions. α = 1 is tried first, before there is a pair 1/‖∇E‖. A direction
 * that leads nowhere is tried once more as −∇E without the pairs. It remembers the number of pairs, the place of the
 * next, and the pairs (20 W numbers).
 */
export const lbfgs = {
  name: 'l-bfgs',
  settings: [],
  start: (W) => new Float64Array(HEAD + 2 * W * most),
  step(point, _settings, memory, evaluate) {
    const from = { w: point.w.slice(), gradient: point.gradient.slice() }
    for (;;) {
      const d = directionAt(point, memory)
      const slope = dot(point.gradient, d)
      const first = memory[0] > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope))
      if (slope < 0 && searchAlong(point, d, first, evaluate)) {
        remember(memory, from, point)
        return true
      }
      if (memory[0] === 0) {
        memory.fill(0)
        return false
      }
      memory.fill(0)
    }
  },
} as const satisfies Optimizer
