import { engine } from './kernels/engines.ts'
import { countUp, padded } from './kernels/kernels.ts'
import type { Matrix } from './matrix.ts'
import { frobenius } from './norms.ts'
import { Pace } from './pace.ts'
import type { Steps } from './steps.ts'

/** ‖P A − I‖_F / √size for two symmetric matrices: how far P is from being A's inverse. size³ multiply–adds. */
export function* inverseResidual(P: Matrix, A: Matrix): Steps<number> {
  const size = P.rows
  const width = padded(size)
  const { kernels, arrays, close } = engine().open((allocate) => ({
    left: allocate.numbers(width * size),
    four: allocate.numbers(4 * size),
    each: allocate.indices(4, countUp(4)),
    right: allocate.numbers(width * size),
    strip: allocate.scratch(4 * width),
  }))
  try {
    const { left, four, each, right, strip } = arrays
    // Rows of symmetric matrices are their columns.
    left.set(P.data)
    for (let i = 0; i < size; i += 4) {
      four.fill(0)
      four.set(A.data.subarray(i * size, Math.min(size, i + 4) * size))
      kernels.packColumns({ data: four, stride: size, index: each }, size, right.subarray(i * size))
    }
    const pace = new Pace(width * width * size)
    const norms = new Float64Array(size)
    for (let i = 0; i < size; i += 4) {
      kernels.columnProducts(left, i * size, size, right, 0, width, size, strip)
      for (let r = 0; r < 4 && i + r < size; r++) {
        strip[r * width + i + r] -= 1
        norms[i + r] = frobenius(strip.subarray(r * width, r * width + size))
      }
      if (pace.due(4 * width * size)) yield pace.fraction
    }
    return frobenius(norms) / Math.sqrt(size)
  } finally {
    close()
  }
}
