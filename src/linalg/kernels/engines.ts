import type { Engine, EngineName } from './kernels.ts'
import simdFma from './simd-fma.wasm?url&inline'
import simd from './simd.wasm?url&inline'
import { typescript } from './typescript.ts'
import { webAssemblyEngine } from './webAssembly.ts'
import type { Platform } from './webAssembly.ts'

/** The engines that a machine can run, fastest first; plain TypeScript always comes last. */
export function enginesOf(platform: Platform): readonly Engine[] {
  const compiled = [
    webAssemblyEngine('simd-fma', simdFma, platform),
    webAssemblyEngine('simd', simd, platform),
  ]
  return [...compiled.filter((one) => one !== null), typescript]
}

let own: readonly Engine[] | null = null
let chosen: Engine | null = null

/** The engines of this machine, fastest first. */
export function engines(): readonly Engine[] {
  return (own ??= enginesOf(globalThis as Platform))
}

/** The engine that everything is computed with: the fastest one, unless another was asked for. */
export function engine(): Engine {
  return (chosen ??= engines()[0])
}

/** Computes with this engine from now on, for tests and measurements. Throws if the machine does not have it. */
export function chooseEngine(name: EngineName): void {
  const found = engines().find((one) => one.name === name)
  if (!found) throw new RangeError(`this machine has no engine ${name}`)
  chosen = found
}
