import { splitDiagonal, splitOuterProduct } from '../../hessian/explain/split.ts'
import type { DiagonalSplit, OuterSplit } from '../../hessian/explain/split.ts'
import type { MethodId } from '../../hessian/index.ts'
import type { Matrix } from '../../linalg/matrix.ts'
import type { Network } from '../../network/network.ts'
import { sameShape } from '../../state/results.ts'
import type { MethodResult } from '../../state/results.ts'

/** The methods whose error has parts to be shown. */
const divisible = ['outer-product', 'diagonal'] as const

export type DivisibleMethod = (typeof divisible)[number]

export function isDivisible(id: MethodId): id is DivisibleMethod {
  return divisible.some((one) => one === id)
}

/** The method asked about, if its error is to be shown in parts; null: the maps are shown. */
export function dividedMethod(
  { details, parts }: { readonly details: MethodId | null; readonly parts: boolean },
  shown: readonly MethodId[],
): DivisibleMethod | null {
  return parts && details && isDivisible(details) && shown.includes(details) ? details : null
}

/** H, what the method makes of it, and what is left. */
export type PartName = 'exact' | 'kept' | 'residual' | 'neglected' | 'dropped'

export interface ErrorPart {
  readonly name: PartName
  readonly tex: string
  readonly matrix: Float64Array
  /** Frobenius norm. */
  readonly norm: number
}

export interface Division {
  readonly network: Network
  /** H first; the others add up to it. */
  readonly parts: readonly ErrorPart[]
  readonly split:
    | { readonly of: 'outer-product'; readonly facts: OuterSplit }
    | { readonly of: 'diagonal'; readonly facts: DiagonalSplit }
}

/** The parts of a method's error from its result; null while there is none for a network of the present shape. */
export function divisionOf(
  id: DivisibleMethod,
  result: MethodResult | undefined,
  present: Network,
): Division | null {
  const own = result?.hessian
  const reference = result?.reference
  if (!own || !reference || !sameShape(own.network, present)) return null
  const { network } = own
  const square = (data: Float64Array): Matrix => ({ rows: network.W, columns: network.W, data })
  const H = square(reference.matrix)
  const A = square(own.matrix)
  if (H.data.length !== A.data.length) return null
  if (id === 'outer-product') {
    const facts = splitOuterProduct(H, A)
    const { residual, norms } = facts
    return {
      network,
      split: { of: id, facts },
      parts: [
        { name: 'exact', tex: String.raw`\mathbf{H}`, matrix: H.data, norm: norms.exact },
        {
          name: 'kept',
          tex: String.raw`\textstyle\sum_n \mathbf{J}_n^{\mathrm T} \mathbf{M}_n \mathbf{J}_n`,
          matrix: A.data,
          norm: norms.outer,
        },
        {
          name: 'residual',
          tex: String.raw`\textstyle\sum_n \sum_k \delta_{nk} \nabla\nabla a_{nk}`,
          matrix: residual.data,
          norm: norms.residual,
        },
      ],
    }
  }
  const facts = splitDiagonal(H, A, network)
  const { neglected, dropped, norms } = facts
  return {
    network,
    split: { of: id, facts },
    parts: [
      { name: 'exact', tex: String.raw`\mathbf{H}`, matrix: H.data, norm: norms.exact },
      {
        name: 'kept',
        tex: String.raw`\mathbf{A} = \operatorname{diag}(\textstyle\sum_n q_j \tilde z_i^2)`,
        matrix: A.data,
        norm: norms.kept,
      },
      {
        name: 'neglected',
        tex: String.raw`\mathbf{H} - \operatorname{diag}\mathbf{H}`,
        matrix: neglected.data,
        norm: norms.neglected,
      },
      {
        name: 'dropped',
        tex: String.raw`\operatorname{diag}\mathbf{H} - \mathbf{A}`,
        matrix: dropped.data,
        norm: norms.dropped,
      },
    ],
  }
}
