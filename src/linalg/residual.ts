import type { Matrix } from './matrix.ts'
import { Pace } from './pace.ts'
import { addPanelProducts, packColumns, padded } from './panels.ts'
import { frobenius } from './norms.ts'
import type { Steps } from './steps.ts'

/** ‖P A − I‖_F / √size for two symmetric matrices: how far P is from being A's inverse. size³ multiply–adds. */
export function* inverseResidual(P: Matrix, A: Matrix): Steps<number> {
  const size = P.rows
  const width = padded(size)
  const index = new Int32Array(width)
  for (let i = 0; i < size; i++) index[i] = i
  const left = new Float64Array(width * size)
  const right = new Float64Array(width * size)
  packColumns({ data: P.data, stride: size, index }, size, left)
  packColumns({ data: A.data, stride: size, index }, size, right)
  const pace = new Pace(width * width * size)
  const strip = new Float64Array(4 * width)
  const norms = new Float64Array(size)
  for (let i = 0; i < size; i += 4) {
    strip.fill(0)
    addPanelProducts(left.subarray(i * size), 0, right, 0, width / 4, size, strip, width)
    for (let r = 0; r < 4 && i + r < size; r++) {
      strip[r * width + i + r] -= 1
      norms[i + r] = frobenius(strip.subarray(r * width, r * width + size))
    }
    if (pace.due(4 * width * size)) yield pace.fraction
  }
  return frobenius(norms) / Math.sqrt(size)
}
