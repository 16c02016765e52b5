import fc from 'fast-check'
import { all, create, parse } from 'mathjs'
import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import type { Compiled, Expression } from './compile.ts'
import { differentiate } from './differentiate.ts'
import { compileExpression, expressionsPrepared, prepareExpressions } from './index.ts'
import { functionNames } from './operations.ts'
import { readExpression } from './read.ts'
import { call, number } from './term.ts'
import type { Term } from './term.ts'
import { texOf } from './tex.ts'
import { tidy } from './tidy.ts'

const ofA = { names: [['a', 0]], tex: ['a'] } as const
const ofBoth = { names: [['x1', 0], ['x2', 1]], tex: ['x_1', 'x_2'] } as const // prettier-ignore

function accepted(compiled: Compiled): Expression {
  if (compiled.kind === 'refused') throw new Error(JSON.stringify(compiled.refusal))
  return compiled
}

const valueOf = (text: string, a = 0) => accepted(compile(text, ofA)).evaluate(a)

const codeOf = (text: string) => {
  const compiled = compile(text, ofA)
  return compiled.kind === 'refused' ? compiled.refusal.code : 'accepted'
}

describe('expressions are loaded when they are first needed', () => {
  it('and not before', async () => {
    expect(expressionsPrepared()).toBe(false)
    expect(() => compileExpression('a', ofA)).toThrow('prepareExpressions')
    await prepareExpressions()
    expect(expressionsPrepared()).toBe(true)
    expect(accepted(compileExpression('2a', ofA)).evaluate(3)).toBe(6)
  })
})

describe('an expression', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['2(1 + 3)', 8],
    ['a(1 + a)', 12],
    ['2 a', 6],
    ['a ** 2', 9],
    ['a² − 1', 8],
    ['3·a ÷ 9', 1],
    ['π', Math.PI],
    ['e^0', 1],
    ['1e-3 * 2E3', 2],
    ['.5 + 1.', 1.5],
    ['max(1, a, 2)', 3],
    ['min(a, 1, 2)', 1],
    ['a > 2 ? 10 : 20', 10],
    ['a > 2', 1],
    ['0 < a < 3', 0],
    ['0 < a <= 3', 1],
    ['a == 3 and not (a != 3)', 1],
    ['a < 1 or a > 2', 1],
    ['ln(e^2)', 2],
    ['abs(-a) + sign(-a)', 2],
    ['floor(-1.5) + ceil(1.2) + round(2.4)', 2],
    ['erf(0) + sigmoid(0) + relu(-1)', 0.5],
    ['+a', 3],
  ])('%s at a = 3 is %d', (text, value) => expect(valueOf(text, 3)).toBeCloseTo(value, 14))

  it('has two variables where they are given', () => {
    expect(accepted(compile('x1^2 + x2', ofBoth)).evaluate(3, 4)).toBe(13)
  })

  it('has no value where it is not defined, and never throws', () => {
    for (const text of ['log(-1)', '1/0 - 1/0', 'sqrt(a)', 'a > 0 ? log(a) : 1', 'max(log(a), 1)'])
      expect(valueOf(text, NaN)).toBeNaN()
    expect(valueOf('1 / a', 0)).toBe(Infinity)
    expect(valueOf('exp(exp(exp(a)))', 100)).toBe(Infinity)
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['a'.repeat(501), 'too-long'],
    ['x', 'unknown-name'],
    ['i', 'unknown-name'],
    ['Infinity', 'number-too-large'],
    ['constructor', 'unknown-name'],
    ['__proto__', 'unknown-name'],
    ['toString', 'unknown-name'],
    ['tanh', 'argument-count'],
    ['tanh()', 'argument-count'],
    ['tanh(a, a)', 'argument-count'],
    ['max(a)', 'argument-count'],
    ['max(1,2,3,4,5,6,7,8,9)', 'argument-count'],
    ['foo(a)', 'unknown-function'],
    ['toString(a)', 'unknown-function'],
    ['hasOwnProperty(a)', 'unknown-function'],
    ['add(1, 2)', 'unknown-function'],
    ['choose(1, 2, 3)', 'unknown-function'],
    ['config(a)', 'unknown-function'],
    ['import(a)', 'unknown-function'],
    ['createUnit(a)', 'unknown-function'],
    ['evaluate(a)', 'unknown-function'],
    ['parse(a)', 'unknown-function'],
    ['simplify(a)', 'unknown-function'],
    ['derivative(a, a)', 'unknown-function'],
    ['zeros(3000, 3000)', 'unknown-function'],
    ['random()', 'unknown-function'],
    ['a = 2', 'not-allowed'],
    ['f(x) = x', 'not-allowed'],
    ['a!', 'not-allowed'],
    ['true', 'not-allowed'],
    ['a.b', 'not-allowed'],
    ['a.constructor(1)', 'not-allowed'],
    ['1 : 3', 'not-allowed'],
    ['undefined', 'not-allowed'],
    ['1e999', 'number-too-large'],
    ['"text"', 'character'],
    ["a'", 'character'],
    ['[1, 2]', 'character'],
    ['a[1]', 'character'],
    ['{b: 1}', 'character'],
    ['a; a', 'character'],
    ['a # b', 'character'],
    ['a % 2', 'character'],
    ['a\na', 'character'],
    ['a\u0000', 'character'],
    ['а', 'character'],
    ['tanh(a', 'syntax'],
    ['tanh a)', 'syntax'],
    ['a +', 'syntax'],
    ['a ? b', 'syntax'],
    ['1..2', 'syntax'],
  ])('%s is refused: %s', (text, code) => expect(codeOf(text)).toBe(code))

  it('that is refused says what about it', () => {
    expect(compile('tanh(b)', ofA)).toEqual({
      kind: 'refused',
      refusal: { code: 'unknown-name', values: { name: 'b', allowed: 'a, pi, e' } },
    })
    expect(compile('2 + $', ofA)).toMatchObject({ refusal: { values: { character: '$', at: 5 } } })
  })
})

/** Texts made to hang, to fill the memory or to overflow the stack of whatever reads them. */
const hostile: readonly (readonly [what: string, text: string])[] = [
  ['nested parentheses', `${'('.repeat(240)}a${')'.repeat(240)}`],
  ['nested functions', `${'sin('.repeat(90)}a${')'.repeat(90)}`],
  ['a chain of signs', `${'-'.repeat(499)}a`],
  ['a tower of powers', `${'a^'.repeat(249)}a`],
  ['a chain of choices', `${'a?a:'.repeat(120)}a`],
  ['a long product', `${'a*'.repeat(249)}a`],
  ['a long sum', `${'a+'.repeat(249)}a`],
  ['a long quotient', `${'a/'.repeat(249)}a`],
  ['many arguments', `max(${'a,'.repeat(200)}a)`],
  ['a chain of relations', `${'a<'.repeat(249)}a`],
  ['nots', `${'not '.repeat(120)}a`],
  ['implicit products', `${'a '.repeat(249)}a`],
]

describe('hostile expressions', () => {
  it.each(hostile)('%s', (_, text) => expect(codeOf(text)).toMatch(/^too-|^argument-count$/))

  it('of 32 levels and 400 nodes have derivatives in proportion to themselves', () => {
    const product = Array.from({ length: 30 }, (_, i) => `(a+${i})`).join('*')
    const nested = Array.from({ length: 30 }).reduce<string>((inner) => `sin(${inner})`, 'a')
    const powers = Array.from({ length: 10 }).reduce<string>((inner) => `(1+a^2)^(${inner})`, 'a')
    for (const text of [product, nested, powers, `${'tanh(a)*'.repeat(29)}a`]) {
      const reading = readExpression(text, new Map(ofA.names))
      if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.refusal))
      const second = differentiate(differentiate(reading.term, 0), 0)
      expect(partsOf(second)).toBeLessThan(60 * partsOf(reading.term))
      expect(Number.isNaN(accepted(compile(text, ofA)).derivative(0).derivative(0).evaluate(0.3))).toBe(false)
    }
  })

  it('of any text are answered, change nothing and reach nothing', { timeout: 60_000 }, () => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    const words = fc.constantFrom(
      ...'a pi e ( ) ) ( + - * / ^ , < > = ! ? : . 1 0.5 1e3 and or not to in mod ...'.split(' '),
      ...functionNames.map((name) => `${name}(`),
      'constructor',
      '__proto__',
      'import(',
      'config(',
      ' ',
      '1e308',
    )
    const text = fc.oneof(
      fc.array(words, { maxLength: 60 }).map((list) => list.join('')),
      fc.string({ unit: 'binary', maxLength: 80 }),
    )
    fc.assert(
      fc.property(text, (typed) => {
        const compiled = compile(typed, ofA)
        if (compiled.kind === 'refused') return
        expect(compiled.evaluate(0.3)).toBeTypeOf('number')
        expect(compiled.derivative(0).derivative(0).evaluate(0.3)).toBeTypeOf('number')
      }),
      { numRuns: 3000 },
    )
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  })
})

/** The different parts of a term, shared ones counted once. */
function partsOf(term: Term): number {
  const seen = new Set<Term>()
  const visit = (part: Term) => {
    if (seen.has(part)) return
    seen.add(part)
    if (part.kind === 'call') part.operands.forEach(visit)
  }
  visit(term)
  return seen.size
}

/** Expressions that are smooth at most places, as text. */
const smooth: fc.Arbitrary<string> = fc.letrec<{ whole: string }>((tie) => ({
  whole: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', '2', '0.5', '3', 'a'),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/'), tie('whole'), tie('whole'))
      .map(([sign, u, v]) => `(${u} ${sign} ${v})`),
    fc.tuple(tie('whole'), fc.constantFrom('2', '3', '(-1)', '0.5')).map(([u, n]) => `(${u})^${n}`),
    fc
      .tuple(
        fc.constantFrom(
          ...'sin cos tan sinh cosh tanh exp log sqrt cbrt atan asinh abs sec sech log1p expm1 erf'.split(
            ' ',
          ),
        ),
        tie('whole'),
      )
      .map(([name, u]) => `${name}(${u})`),
  ),
})).whole

/** Places at which nothing happens by chance: no poles of simple expressions, nothing that underflows. */
const point = fc.integer({ min: -300, max: 300 }).map((n) => n / 97 + 0.0037)

const close = (value: number, expected: number, tolerance: number) =>
  Math.abs(value - expected) <= tolerance * Math.max(1, Math.abs(expected))

/** mathjs itself; predictable: without complex numbers. */
const oracle = create(all, { predictable: true })

describe('what is computed', () => {
  it('is what mathjs computes', () => {
    fc.assert(
      fc.property(smooth, point, (text, a) => {
        const compiled = compile(text, ofA)
        if (compiled.kind === 'refused') return
        const expected: unknown = oracle.evaluate(text, { a })
        fc.pre(typeof expected === 'number' && Number.isFinite(expected))
        expect(close(compiled.evaluate(a), expected, 1e-9)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('of derivatives is what differences give', () => {
    fc.assert(
      fc.property(smooth, point, (text, a) => {
        const compiled = compile(text, ofA)
        if (compiled.kind === 'refused') return
        const first = compiled.derivative(0)
        const slope = (h: number) => (compiled.evaluate(a + h) - compiled.evaluate(a - h)) / (2 * h)
        const [coarse, fine] = [slope(2e-4), slope(1e-4)]
        // Only where the differences themselves have settled: not at poles, kinks and cancellations.
        fc.pre(Math.abs(compiled.evaluate(a)) < 1e4 && Math.abs(fine) < 1e4 && close(coarse, fine, 1e-6))
        // A formula may have a hole where the function itself goes on, such as that of a/(1/a) at 0.
        const derivative = first.evaluate(a)
        expect(Number.isNaN(derivative) || close(derivative, fine, 1e-4)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('of derivatives by either variable', () => {
    const f = accepted(compile('x1^2 x2 + sin(x2)', ofBoth))
    expect(f.derivative(0).evaluate(3, 4)).toBe(24)
    expect(f.derivative(1).evaluate(3, 4)).toBeCloseTo(9 + Math.cos(4), 14)
    expect(f.derivative(0).derivative(1).evaluate(3, 4)).toBe(6)
  })

  it('of a piece is that of the piece alone, though the other has no value', () => {
    const h = accepted(compile('a > 0 ? a log(a) : 0', ofA))
    expect(h.derivative(0).evaluate(0)).toBe(0)
    expect(h.derivative(0).evaluate(1)).toBe(1)
    expect(accepted(compile('max(0, a)', ofA)).derivative(0).evaluate(0)).toBe(0)
  })
})

describe('TeX', () => {
  it.each([
    ['tanh(a)', '\\tanh\\left(a\\right)'],
    ['a*exp(-a^2)', 'a\\,e^{-{a}^{2}}'],
    ['2*3*a', '2 \\cdot 3\\,a'],
    ['(1+a)^2', '{\\left(1 + a\\right)}^{2}'],
    ['sin(a)^2', '\\sin^{2}\\left(a\\right)'],
    ['a-(1-a)', 'a - \\left(1 - a\\right)'],
    ['-(a+1)', '-\\left(a + 1\\right)'],
    ['1/(1+a)', '\\frac{1}{1 + a}'],
    ['a > 0 ? a : 0', '\\left[a > 0\\right]\\,a'],
    ['1e-7 a', '10^{-7}\\,a'],
    ['sqrt(abs(a))', '\\sqrt{\\left|a\\right|}'],
    ['max(0, a)', '\\max\\left(0, a\\right)'],
    ['pi e', '\\pi\\,e'],
  ])('of %s is %s', (text, tex) => expect(accepted(compile(text, ofA)).tex).toBe(tex))

  it('writes every operation there is', () => {
    for (const name of functionNames) {
      const two = name === 'max' || name === 'min'
      expect(accepted(compile(`${name}(a${two ? ', 1' : ''})`, ofA)).tex).toMatch(/a/)
    }
    const signs = 'not (a < 1) or a >= 2 and a != 3 and a == 4 ? -a : 1'
    expect(accepted(compile(signs, ofA)).tex).toContain('\\neg')
  })

  it('is left out where nobody could read it', () => {
    const long = Array.from({ length: 25 }, (_, i) => `${i} a^${i} sin(a)`).join('+')
    expect(accepted(compile(long, ofA)).tex).toBeNull()
  })

  it('of derivatives is tidy', () => {
    const derived = (text: string) => {
      const first = accepted(compile(text, ofA)).derivative(0)
      return [first.tex, first.derivative(0).tex]
    }
    expect(derived('tanh(a)')).toEqual([
      '\\operatorname{sech}^{2}\\left(a\\right)',
      '-2\\,\\operatorname{sech}^{2}\\left(a\\right)\\,\\tanh\\left(a\\right)',
    ])
    expect(derived('-a^2')).toEqual(['-2\\,a', '-2'])
    expect(derived('1/a')).toEqual(['-\\frac{1}{{a}^{2}}', '\\frac{2}{{a}^{3}}'])
    expect(derived('max(0, a)')).toEqual(['\\left[0 < a\\right]', '0'])
    expect(derived('a abs(a)')).toEqual([
      '\\left|a\\right| + a\\,\\operatorname{sgn}\\left(a\\right)',
      '2\\,\\operatorname{sgn}\\left(a\\right)',
    ])
  })
})

describe('tidying', () => {
  const a: Term = { kind: 'variable', index: 0 }

  it('leaves out what says nothing', () => {
    expect(tidy('multiply', [number(1), a])).toBe(a)
    expect(tidy('add', [number(0), a])).toBe(a)
    expect(tidy('subtract', [a, number(0)])).toBe(a)
    expect(tidy('multiply', [a, number(0)])).toEqual(number(0))
    expect(tidy('power', [a, number(0)])).toEqual(number(1))
    expect(tidy('negate', [call('negate', a)])).toBe(a)
    expect(tidy('choose', [call('less', a, number(0)), a, a])).toBe(a)
    expect(tidy('divide', [tidy('multiply', [number(6), a]), number(4)])).toEqual(
      call('divide', call('multiply', number(3), a), number(2)),
    )
  })

  it('changes no value', () => {
    fc.assert(
      fc.property(smooth, point, (text, at) => {
        const reading = readExpression(text, new Map(ofA.names))
        if (reading.kind === 'refused') return
        const tidied = (term: Term): Term =>
          term.kind === 'call' ? tidy(term.name, term.operands.map(tidied)) : term
        const texts = [reading.term, tidied(reading.term)].map((term) => textOf(term))
        const [plain, neat] = texts.map((written) => compile(written, ofA))
        if (plain.kind === 'refused' || neat.kind === 'refused') return
        const value = plain.evaluate(at)
        fc.pre(Number.isFinite(value) && Math.abs(value) < 1e6)
        expect(close(neat.evaluate(at), value, 1e-6)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('is read back by mathjs', () => {
    expect(parse(textOf(tidy('multiply', [number(2), a]))).toString()).toBe('(2 * a)')
    expect(texOf(a, ['a'])).toBe('a')
  })
})

/** The term as text with all its parentheses. */
function textOf(term: Term): string {
  if (term.kind === 'number') return `(${term.value})`.replace(/^\((\d[\d.]*)\)$/, '$1')
  if (term.kind === 'constant') return term.name
  if (term.kind === 'variable') return 'a'
  const operands = term.operands.map(textOf)
  const signs: Readonly<Record<string, string>> = {
    add: '+',
    subtract: '-',
    multiply: '*',
    divide: '/',
    power: '^',
  }
  if (term.name in signs) return `(${operands[0]} ${signs[term.name]} ${operands[1]})`
  return term.name === 'negate' ? `(-${operands[0]})` : `${term.name}(${operands.join(', ')})`
}
