/**
 * Makes the WebAssembly engines known. Apart from engines.ts, for whoever needs only what is said of the methods, as
 * the page does that has its workers compute, neither loads these modules nor has to know how to import them.
 */
import { offerModules } from './engines.ts'
import simdFma from './simd-fma.wasm?url&inline'
import simd from './simd.wasm?url&inline'

offerModules([
  ['simd-fma', simdFma],
  ['simd', simd],
])
