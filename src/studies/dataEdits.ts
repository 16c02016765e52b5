import { isRegression } from './study.ts'
import type { Problem } from '../network/network.ts'
import type { DataChange } from '../uses/retraining.ts'

const number = String.raw`-?\d{1,21}(?:\.\d{1,21})?(?:e[+-]?\d{1,2})?`

/** `3:0.5:-0.2`: point 3 is moved there; `+:0.1:0.4`: a point is added there. */
export const editWord = new RegExp(String.raw`^(?:\+|[1-9]\d{0,8}):${number}:${number}$`)

/** A place in the plot of the data: x and t of one input, or the first two inputs. */
export type Place = readonly [x: number, y: number]

export interface Edited {
  /** As it is in the list. */
  readonly word: string
  /** The pattern that is moved, from 0; null for one that is added. */
  readonly of: number | null
  readonly place: Place
}

/** The edits that these words say, the last one of a pattern; those of patterns there are not are left out. */
export function editsOf(words: readonly string[], N: number): readonly Edited[] {
  const edits = words.flatMap((word): Edited[] => {
    const [who, x, y] = word.split(':')
    const of = who === '+' ? null : Number(who) - 1
    const place = [Number(x), Number(y)] as const
    return (of === null || of < N) && place.every(Number.isFinite) ? [{ word, of, place }] : []
  })
  return edits.filter(({ of }, k) => of === null || edits.findLastIndex((other) => other.of === of) === k)
}

/** Where the plot of the data has pattern n. */
export function placeOfPattern({ network: { D, K }, x, t }: Problem, n: number): Place {
  return D === 1 ? [x[n], t[n * K]] : [x[n * D], x[n * D + 1]]
}

/**
 * What the removed patterns (from 0) and the edits change. A pattern that is moved keeps what the plot does not show of
 * it; one that is added has that of the pattern nearest to it, in two dimensions its target too. A target of classes is
 * the class it is nearest to.
 */
export function dataChange(
  problem: Problem,
  removed: readonly number[],
  edits: readonly Edited[],
): DataChange {
  const { D, K } = problem.network
  const used = edits.filter(({ of }) => of === null || !removed.includes(of))
  const x = new Float64Array(used.length * D)
  const t = new Float64Array(used.length * K)
  used.forEach(({ of, place }, k) => {
    const n = of ?? nearest(problem, place)
    x.set(problem.x.subarray(n * D, (n + 1) * D), k * D)
    t.set(problem.t.subarray(n * K, (n + 1) * K), k * K)
    x[k * D] = place[0]
    if (D > 1) x[k * D + 1] = place[1]
    else setTarget(problem, t.subarray(k * K, (k + 1) * K), place[1])
  })
  const moved = used.flatMap(({ of }) => (of === null ? [] : [of]))
  return { remove: [...new Set([...removed, ...moved])], add: { x, t } }
}

/** Writes the first target of a pattern, so that classes stay classes. */
function setTarget(problem: Problem, t: Float64Array, value: number): void {
  const isFirst = value > 0.5
  if (isRegression(problem.network)) t[0] = value
  else if (t.length === 1) t[0] = isFirst ? 1 : 0
  else if (isFirst) t.fill(0).fill(1, 0, 1)
  else if (t[0] > 0.5) t.fill(0).fill(1, 1, 2)
}

/** The pattern nearest to a place of the plot. */
function nearest(problem: Problem, [x, y]: Place): number {
  let best = 0
  let least = Infinity
  for (let n = 0; n < problem.N; n++) {
    const [a, b] = placeOfPattern(problem, n)
    const distance = Math.hypot(a - x, b - y)
    if (distance < least) [best, least] = [n, distance]
  }
  return best
}
