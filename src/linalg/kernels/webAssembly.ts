import { padded } from './kernels.ts'
import type { Allocator, Engine, EngineName, Kernels } from './kernels.ts'

/** What is used of the machine; a machine may lack either. */
export interface Platform {
  readonly WebAssembly?: WebAssemblyNamespace
  readonly atob?: (text: string) => string
}

/** The part of WebAssembly that is used: its types come with the DOM's, which the core does without. */
interface WebAssemblyNamespace {
  readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
  readonly Memory: new (size: { readonly initial: number }) => Memory
}

interface Memory {
  readonly buffer: ArrayBuffer
  readonly grow: (pages: number) => number
}

/** The functions of assembly/: addresses and distances in bytes. */
type Exports = Readonly<Record<Exclude<keyof Kernels, 'engine'>, (...numbers: readonly number[]) => void>>

/** A module with a memory of its own. */
interface Instance {
  readonly memory: Memory
  readonly kernels: Kernels
}

const page = 1 << 16

/** Bytes of memory that is kept: larger ones are used for so long that making them anew does not matter. */
const mostIdle = 1 << 25

const none = new Float64Array(0)
const noIndices = new Int32Array(0)

/** The engine of a compiled module (a data: address), or null where the machine cannot or may not run it. */
export function webAssemblyEngine(name: EngineName, address: string, platform: Platform): Engine | null {
  const { WebAssembly, atob } = platform
  if (!WebAssembly || !atob) return null
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (c) => c.charCodeAt(0))
  if (!WebAssembly.validate(bytes)) return null
  let module: object
  try {
    module = new WebAssembly.Module(bytes)
  } catch {
    // A content security policy may forbid what the machine could do.
    return null
  }

  /** A memory that nobody uses. An evaluation that is given up never returns its own, which goes with it. */
  let idle: Instance | null = null

  return {
    name,
    open: (build) => {
      const size = sizeOf(build)
      const instance = idle ?? instantiate(name, module, WebAssembly)
      idle = null
      const { memory, kernels } = instance
      const missing = size - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.ceil(missing / page))
      const arrays = build(allocatorIn(memory.buffer))
      let open = true
      return {
        kernels,
        arrays,
        close: () => {
          const held = memory.buffer.byteLength
          if (open && held <= mostIdle && held >= (idle?.memory.buffer.byteLength ?? 0)) idle = instance
          open = false
        },
      }
    },
  }
}

/** Whole vectors of two numbers. */
function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16
}

/** Bytes that all the arrays take together. */
function sizeOf(build: (allocate: Allocator) => unknown): number {
  let size = 0
  const numbers = (length: number): Float64Array => {
    size += aligned(8 * length)
    return none
  }
  build({
    numbers,
    scratch: numbers,
    indices: (length) => {
      size += aligned(4 * padded(length))
      return noIndices
    },
  })
  return size
}

function allocatorIn(buffer: ArrayBuffer): Allocator {
  let at = 0
  const scratch = (length: number): Float64Array => {
    // To construct an array takes longer than many a small one's work.
    if (length === 0) return none
    const array = new Float64Array(buffer, at, length)
    at += aligned(8 * length)
    return array
  }
  return {
    scratch,
    numbers: (length) => scratch(length).fill(0),
    indices: (length, fill) => {
      const array = new Int32Array(buffer, at, padded(length)).fill(0)
      at += aligned(4 * array.length)
      fill(array)
      return array
    },
  }
}

function instantiate(name: EngineName, module: object, WebAssembly: WebAssemblyNamespace): Instance {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports
  return { memory, kernels: kernelsOf(name, exports) }
}

/** Turns places in arrays into addresses. */
function kernelsOf(engine: EngineName, exports: Exports): Kernels {
  return {
    engine,
    multiply: (A, aAt, aRow, aColumn, B, bAt, bRow, rows, inner, width, out, outAt, outRow) =>
      exports.multiply(
        A.byteOffset + 8 * aAt,
        8 * aRow,
        8 * aColumn,
        B.byteOffset + 8 * bAt,
        8 * bRow,
        rows,
        inner,
        width,
        out.byteOffset + 8 * outAt,
        8 * outRow,
      ),
    multiplyColumns: (a, aAt, b, bAt, bColumn, length, count, out, outAt, outColumn) =>
      exports.multiplyColumns(
        a.byteOffset + 8 * aAt,
        b.byteOffset + 8 * bAt,
        8 * bColumn,
        length,
        count,
        out.byteOffset + 8 * outAt,
        8 * outColumn,
      ),
    packColumns: ({ data, stride, index }, inner, out) =>
      exports.packColumns(data.byteOffset, 8 * stride, index.byteOffset, index.length, inner, out.byteOffset),
    packProducts: (a, b, inner, out) =>
      exports.packProducts(
        a.data.byteOffset,
        8 * a.stride,
        a.index.byteOffset,
        b.data.byteOffset,
        8 * b.stride,
        b.index.byteOffset,
        a.index.length,
        inner,
        out.byteOffset,
      ),
    columnProducts: (X, xAt, xStride, Y, yAt, columns, inner, out) =>
      exports.columnProducts(
        X.byteOffset + 8 * xAt,
        8 * xStride,
        Y.byteOffset + 8 * yAt,
        columns,
        inner,
        out.byteOffset,
        8 * columns,
      ),
    subtractRows: (
      out,
      at,
      rows,
      row,
      stride,
      factors,
      factor,
      factorStride,
      groups,
      length,
      advance,
      extend,
    ) =>
      exports.subtractRows(
        out.byteOffset + 8 * at,
        rows.byteOffset + 8 * row,
        8 * stride,
        factors.byteOffset + 8 * factor,
        8 * factorStride,
        groups,
        length,
        advance,
        extend,
      ),
    updateAndMultiply: (P, size, q, scale, u, p) =>
      exports.updateAndMultiply(P.byteOffset, size, q.byteOffset, scale, u.byteOffset, p.byteOffset),
    reduceAndMultiply: (A, stride, size, u, q, v, p) =>
      exports.reduceAndMultiply(
        A.byteOffset,
        8 * stride,
        size,
        u.byteOffset,
        q.byteOffset,
        v.byteOffset,
        p.byteOffset,
      ),
    reflectRows: (M, stride, rows, length, v, scale) =>
      exports.reflectRows(M.byteOffset, 8 * stride, rows, length, v.byteOffset, scale),
    rotateRows: (M, stride, width, from, to, cosines, sines) =>
      exports.rotateRows(M.byteOffset, 8 * stride, width, from, to, cosines.byteOffset, sines.byteOffset),
  }
}
