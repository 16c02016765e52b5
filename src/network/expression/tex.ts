import type { OperationName } from './operations.ts'
import { sizeOf } from './term.ts'
import type { Term } from './term.ts'

/** A formula with how tightly it holds together, so that parentheses stand where they are needed and only there. */
interface Written {
  readonly tex: string
  readonly level: number
}

const level = {
  alternative: 0,
  or: 1,
  and: 2,
  relation: 3,
  sum: 4,
  sign: 5,
  product: 6,
  power: 7,
  atom: 8,
} as const

/** Nodes beyond which a formula says less than a name. */
const readable = 150

const relations: Readonly<Partial<Record<OperationName, string>>> = {
  less: '<',
  lessOrEqual: '\\le',
  greater: '>',
  greaterOrEqual: '\\ge',
  equal: '=',
  unequal: '\\ne',
}

/** Functions TeX or custom writes as a name in front of an argument; powers of them go to the name: sin²(a). */
const named: Readonly<Partial<Record<OperationName, string>>> = {
  sin: '\\sin',
  cos: '\\cos',
  tan: '\\tan',
  sec: '\\sec',
  csc: '\\csc',
  cot: '\\cot',
  asin: '\\arcsin',
  acos: '\\arccos',
  atan: '\\arctan',
  sinh: '\\sinh',
  cosh: '\\cosh',
  tanh: '\\tanh',
  sech: '\\operatorname{sech}',
  csch: '\\operatorname{csch}',
  coth: '\\coth',
  asinh: '\\operatorname{arsinh}',
  acosh: '\\operatorname{arcosh}',
  atanh: '\\operatorname{artanh}',
  log: '\\ln',
  log2: '\\log_2',
  log10: '\\log_{10}',
  sigmoid: '\\sigma',
  erf: '\\operatorname{erf}',
  sign: '\\operatorname{sgn}',
  round: '\\operatorname{round}',
}

/** The term as TeX, its variables written like this, or null where it would be too long to be read. */
export function texOf(term: Term, variables: readonly string[]): string | null {
  return sizeOf(term) > readable ? null : new Writer(variables).write(term).tex
}

class Writer {
  constructor(private readonly variables: readonly string[]) {}

  /** The term, in parentheses where it holds less tightly than `least`. */
  #held(term: Term, least: number): string {
    const { tex, level: own } = this.write(term)
    return own < least ? `\\left(${tex}\\right)` : tex
  }

  /** Between signs that hold it together already. */
  #plain(term: Term): string {
    return this.#held(term, level.alternative)
  }

  write(term: Term): Written {
    const atom = (tex: string): Written => ({ tex, level: level.atom })
    if (term.kind === 'number') return numeral(term.value)
    if (term.kind === 'constant') return atom(term.name === 'pi' ? '\\pi' : 'e')
    if (term.kind === 'variable') return atom(this.variables[term.index])
    const { name } = term
    const [p, q, r] = term.operands
    const relation = relations[name]
    if (relation)
      return {
        tex: `${this.#held(p, level.sum)} ${relation} ${this.#held(q, level.sum)}`,
        level: level.relation,
      }
    const symbol = named[name]
    if (symbol) return { tex: `${symbol}\\left(${this.#plain(p)}\\right)`, level: level.atom }
    switch (name) {
      case 'add':
        return { tex: `${this.#held(p, level.sum)} + ${this.#held(q, level.sum + 1)}`, level: level.sum }
      case 'subtract':
        return { tex: `${this.#held(p, level.sum)} - ${this.#held(q, level.sum + 1)}`, level: level.sum }
      case 'negate':
        return { tex: `-${this.#held(p, level.product)}`, level: level.sign }
      case 'multiply':
        return this.#product(p, q)
      case 'divide':
        return { tex: `\\frac{${this.#plain(p)}}{${this.#plain(q)}}`, level: level.product }
      case 'power':
        return this.#power(p, q)
      case 'and':
        return { tex: `${this.#held(p, level.and)} \\wedge ${this.#held(q, level.and)}`, level: level.and }
      case 'or':
        return { tex: `${this.#held(p, level.or)} \\vee ${this.#held(q, level.or)}`, level: level.or }
      case 'not':
        return { tex: `\\neg ${this.#held(p, level.atom)}`, level: level.sign }
      case 'choose':
        return this.#choice(p, q, r)
      case 'max':
      case 'min':
        return atom(`\\${name}\\left(${this.#plain(p)}, ${this.#plain(q)}\\right)`)
      case 'relu':
        return atom(`\\max\\left(0, ${this.#plain(p)}\\right)`)
      case 'abs':
        return atom(`\\left|${this.#plain(p)}\\right|`)
      case 'floor':
        return atom(`\\left\\lfloor ${this.#plain(p)}\\right\\rfloor`)
      case 'ceil':
        return atom(`\\left\\lceil ${this.#plain(p)}\\right\\rceil`)
      case 'sqrt':
        return atom(`\\sqrt{${this.#plain(p)}}`)
      case 'cbrt':
        return atom(`\\sqrt[3]{${this.#plain(p)}}`)
      case 'exp':
        return { tex: `e^{${this.#plain(p)}}`, level: level.power }
      case 'expm1':
        return { tex: `e^{${this.#plain(p)}} - 1`, level: level.sum }
      case 'log1p':
        return atom(`\\ln\\left(1 + ${this.#held(p, level.sum + 1)}\\right)`)
      case 'softplus':
        return atom(`\\ln\\left(1 + e^{${this.#plain(p)}}\\right)`)
      default:
        return atom(
          `\\operatorname{${name}}\\left(${term.operands.map((u) => this.#plain(u)).join(', ')}\\right)`,
        )
    }
  }

  /** Side by side; a dot where a figure would run into what is before it. */
  #product(p: Term, q: Term): Written {
    const second = this.#held(q, level.product)
    const dot = /^[\d.]/.test(second) ? ' \\cdot ' : '\\,'
    return { tex: `${this.#held(p, level.product)}${dot}${second}`, level: level.product }
  }

  #power(p: Term, q: Term): Written {
    const exponent = this.#plain(q)
    const symbol = p.kind === 'call' ? named[p.name] : undefined
    // sin²(a), but not sin⁻¹(a), which would be read as the inverse function.
    const tex =
      symbol && p.kind === 'call' && q.kind === 'number' && q.value > 0
        ? `${symbol.includes('_') ? `{${symbol}}` : symbol}^{${exponent}}\\left(${this.#plain(p.operands[0])}\\right)`
        : `{${this.#held(p, level.atom)}}^{${exponent}}`
    return { tex, level: level.power }
  }

  /** [p] where it is 1 or 0, [p] q where it is q or 0; otherwise both cases one below the other. */
  #choice(p: Term, q: Term, r: Term): Written {
    const zero = r.kind === 'number' && r.value === 0
    const bracket = `\\left[${this.#plain(p)}\\right]`
    if (zero && q.kind === 'number' && q.value === 1) return { tex: bracket, level: level.atom }
    if (zero) return { tex: `${bracket}\\,${this.#held(q, level.product)}`, level: level.product }
    const cases = `${this.#plain(q)} & ${this.#plain(p)} \\\\ ${this.#plain(r)} & \\text{otherwise}`
    return { tex: `\\begin{cases} ${cases} \\end{cases}`, level: level.alternative }
  }
}

function numeral(value: number): Written {
  // Twelve digits: what is joined while a derivative is tidied may be off in the last one.
  const text = String(Number(value.toPrecision(12)))
  const match = /^(.*)e([+-]?\d+)$/.exec(text)
  if (match) {
    const factor = match[1] === '1' ? '' : `${match[1]} \\cdot `
    return { tex: `${factor}10^{${Number(match[2])}}`, level: level.product }
  }
  return { tex: text, level: value < 0 ? level.sign : level.atom }
}
