import { operations } from './operations.ts'
import type { Operation } from './operations.ts'
import { constants } from './term.ts'
import type { Term } from './term.ts'

interface Step {
  readonly evaluate: Operation['evaluate']
  readonly p: number
  readonly q: number
  readonly r: number
}

/**
 * The term as a function of its first and second variable. Equal parts are computed once: a derivative is full of
 * them. It is a list of steps over registers, since nothing of a page under a strict content security policy may
 * be compiled from text.
 */
export function evaluatorOf(term: Term): (first: number, second?: number) => number {
  const initial = [0, 0]
  const steps: Step[] = []
  const places = new Map<string, number>()
  const known = new Map<Term, number>()

  const placed = (key: string, value: number): number => {
    const before = places.get(key)
    if (before !== undefined) return before
    places.set(key, initial.length)
    return initial.push(value) - 1
  }
  const place = (part: Term): number => {
    if (part.kind === 'variable') return part.index
    if (part.kind === 'number') return placed(`${Object.is(part.value, -0) ? '-0' : part.value}`, part.value)
    if (part.kind === 'constant') return placed(part.name, constants[part.name])
    const before = known.get(part)
    if (before !== undefined) return before
    const [p, q = 0, r = 0] = part.operands.map(place)
    const key = `${part.name} ${p} ${q} ${r}`
    let at = places.get(key)
    if (at === undefined) {
      at = placed(key, 0)
      steps.push({ evaluate: operations[part.name].evaluate, p, q, r })
      order.push(at)
    }
    known.set(part, at)
    return at
  }
  const order: number[] = []
  const result = place(term)
  const registers = Float64Array.from(initial)
  return (first, second = 0) => {
    registers[0] = first
    registers[1] = second
    for (let i = 0; i < steps.length; i++) {
      const { evaluate, p, q, r } = steps[i]
      registers[order[i]] = evaluate(registers[p], registers[q], registers[r])
    }
    return registers[result]
  }
}
