import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, modules, placeOf } from './kernels.mjs'

test.each(Object.keys(modules))(
  '%s is what its source compiles to (node scripts/kernels.mjs)',
  async (name) => {
    const kept = readFileSync(placeOf(name))
    const compiled = Buffer.from(await compile(name))
    expect(compiled.equals(kept)).toBe(true)
  },
  // The compiler takes some seconds, more on a busy machine.
  60_000,
)
