import type { Engine, EngineName } from './kernels.ts'
import { typescript } from './typescript.ts'
import { webAssemblyEngine } from './webAssembly.ts'
import type { Platform } from './webAssembly.ts'

/** Engines with the data: addresses of their compiled modules, fastest first. */
export type CompiledModules = readonly (readonly [name: EngineName, address: string])[]

let modules: CompiledModules = []
let own: readonly Engine[] | null = null
let chosen: Engine | null = null

/** Makes compiled modules known, as compiled.ts does; whoever computes imports that first. */
export function offerModules(compiled: CompiledModules): void {
  modules = compiled
  own = null
  chosen = null
}

/** The engines that a machine can run, fastest first; plain TypeScript always comes last. */
export function enginesOf(platform: Platform): readonly Engine[] {
  const compiled = modules.map(([name, address]) => webAssemblyEngine(name, address, platform))
  return [...compiled.filter((one) => one !== null), typescript]
}

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
