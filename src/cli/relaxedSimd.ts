import { version } from 'node:process'
import { setFlagsFromString } from 'node:v8'

/** Turns on what browsers of the same age have and Node 20 keeps behind a flag, before anything asks for it. */
export function allowRelaxedSimd(): void {
  if (version.startsWith('v20.')) setFlagsFromString('--experimental-wasm-relaxed-simd')
}
