import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { Refusal } from '../hessian/method.ts'
import type { MapView } from '../config/configuration.ts'
import type { Overview } from '../linalg/overview.ts'
import type { Network } from '../network/network.ts'
import { sameShape } from '../state/results.ts'
import type { MatrixResult, Results } from '../state/results.ts'

/** Which of the two scales a map belongs to: entries of Hessians and of inverses are not comparable. */
export type Quantity = 'hessian' | 'inverse'

/** One square of the grid: a method's map, or the inverse that an inverse method is held against. */
export interface Square {
  readonly id: MethodId
  /** True for the exact inverse beside an inverse method. */
  readonly partner: boolean
}

/** What a square shows in a view. */
export interface MapData {
  readonly matrix: Float64Array | null
  /** Subtracted from it where the square shows a difference. */
  readonly minus: Float64Array | null
  /** The largest magnitude in what is shown; 0 without a matrix. */
  readonly largest: number
  readonly overview: Overview | null
  readonly network: Network | null
  readonly quantity: Quantity
  readonly refusal: Refusal | null
  /** Whether it is the difference from exact. */
  readonly difference: boolean
}

/** The squares for the methods shown: each inverse method is followed by the inverse it approximates. */
export function squaresOf(shown: readonly MethodId[], view: MapView): Square[] {
  return shown.flatMap((id) => {
    const square = { id, partner: false }
    const paired = methodNamed(id).target === 'inverse' && view !== 'inverse'
    return paired ? [square, { id, partner: true }] : [square]
  })
}

/** What there is of a square's matrix. */
type Content = Pick<MapData, 'matrix' | 'minus' | 'largest' | 'overview' | 'network'>

/** max |A_ij − B_ij|. */
function largestDifference(A: Float64Array, B: Float64Array): number {
  let largest = 0
  for (let i = 0; i < A.length; i++) largest = Math.max(largest, Math.abs(A[i] - B[i]))
  return largest
}

/** The difference of two matrices, of which the largest entry may be known already. */
function against(own: MatrixResult | null, reference: MatrixResult | null, largest?: number): Content {
  if (!own || !reference || own.matrix.length !== reference.matrix.length)
    return { matrix: null, minus: null, largest: 0, overview: null, network: own?.network ?? null }
  return {
    matrix: own.matrix,
    minus: reference.matrix,
    largest: largest ?? largestDifference(own.matrix, reference.matrix),
    overview: own.differences,
    network: own.network,
  }
}

/** The result, unless its rows are those of another network than the present one. */
function ofShape(result: MatrixResult | null | undefined, network: Network): MatrixResult | null {
  return result && sameShape(result.network, network) ? result : null
}

/**
 * What this square shows in this view, of the results there are. Older matrices serve until new ones come, but
 * nothing is shown of a network of another shape, and differences are between matrices of one and the same problem.
 */
export function mapDataOf(
  { id, partner }: Square,
  view: MapView,
  results: Results,
  present: Network,
): MapData {
  const own = results[id]
  const exact = results.exact
  const ownInverse = ofShape(own?.inverse, present)
  const exactInverse = ofShape(exact?.inverse, present)
  const inverts = methodNamed(id).target === 'inverse'
  const plain = (result: MatrixResult | null, quantity: Quantity, refusal?: Refusal | null) => ({
    matrix: result?.matrix ?? null,
    minus: null,
    largest: result?.largest ?? 0,
    overview: result?.overview ?? null,
    network: result?.network ?? null,
    quantity,
    refusal: refusal ?? null,
    difference: false,
  })
  if (partner) return plain(exactInverse, 'inverse', exact?.inverseRefusal)
  if (view === 'inverse' || inverts) {
    const refusal = inverts ? own?.refusal : (own?.refusal ?? own?.inverseRefusal)
    if (view === 'difference') {
      const comparable =
        own?.inverseRevision === exact?.inverseRevision && own?.inverseDamping === exact?.inverseDamping
      return {
        ...against(ownInverse, comparable ? exactInverse : null),
        quantity: 'inverse',
        refusal: refusal ?? exact?.inverseRefusal ?? null,
        difference: true,
      }
    }
    return plain(ownInverse, 'inverse', refusal)
  }
  const ownHessian = ofShape(own?.hessian, present)
  if (view === 'difference' && id !== 'exact')
    return {
      ...against(ownHessian, own?.reference ?? null, own?.errors?.maxAbs),
      quantity: 'hessian',
      refusal: own?.refusal ?? exact?.refusal ?? null,
      difference: true,
    }
  return plain(ownHessian, 'hessian', own?.refusal)
}
