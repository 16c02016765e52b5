// Lets a Node whose relaxed SIMD is still behind a flag run every engine.
import { setFlagsFromString } from 'node:v8'

if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd')
