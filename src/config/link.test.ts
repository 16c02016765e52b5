import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { bookMethods } from '../hessian/index.ts'
import { expressionsPrepared, prepareExpressions } from '../network/expression/index.ts'
import { anyConfiguration } from './configurationArbitrary.ts'
import { defaultConfiguration, methodIds, openingSelection } from './defaults.ts'
import { encodeFloat64 } from './float64Text.ts'
import { limits } from './limits.ts'
import {
  decodeLink,
  encodeLink,
  fitsLink,
  hasExpressions,
  linkHasExpressions,
  linkHasStudy,
  prepareStudies,
} from './link.ts'
import { weightsOf } from './networkSize.ts'

/** The codes of a link's notices with their fields. */
const codes = (hash: string) => decodeLink(hash).notices.map(({ code, field }) => `${code} ${field}`.trim())

describe('a link with a typed function, before what reads them is loaded,', () => {
  it('is opened without it and says so', () => {
    expect(expressionsPrepared()).toBe(false)
    const { configuration, notices } = decodeLink('act=fn(a^2)&data=fn(sin(x))')
    expect(notices).toMatchObject([
      { code: 'expressions-not-loaded', field: 'data', given: 'sin(x)', used: 'sinusoid' },
      { code: 'expressions-not-loaded', field: 'act', given: 'a^2', used: 'tanh' },
    ])
    expect(configuration.problem).toEqual(defaultConfiguration.problem)
  })
})

describe('links', () => {
  beforeAll(async () => {
    await prepareExpressions()
    await prepareStudies()
  })

  describe('a link', () => {
    it('without methods shows those of the book, and as many of too many as have room', () => {
      const shown = (hash: string) => decodeLink(hash).configuration.comparison.methods
      expect(shown('')).toEqual(bookMethods)
      // The inverse takes two maps: seven methods take eight.
      expect(shown(`methods=${methodIds.join(',')}`)).toEqual([...bookMethods, 'block-diagonal'])
      const others = methodIds.filter((id) => id !== 'sequential-inverse')
      expect(shown(`methods=${others.join(',')}`)).toEqual(others.slice(0, 9))
      const last = ['exact', ...methodIds.slice(-7), 'sequential-inverse']
      expect(shown(`methods=${last.join(',')}`)).toHaveLength(8)
    })

    it('says nothing of the parameters of methods that are not shown', () => {
      expect(encodeLink(defaultConfiguration)).not.toMatch(/rank|probes|samples|pairs|seed\.|\.seed/)
    })

    it('gives back every valid configuration, to the last bit', { timeout: 60_000 }, () => {
      fc.assert(
        fc.property(anyConfiguration, (configuration) => {
          const link = encodeLink(configuration)
          expect(decodeLink(link)).toEqual({ configuration, notices: [] })
          expect(link).toMatch(/^[\w&=.,()*/+^:%-]+$/)
          expect(linkHasStudy(link)).toBe(configuration.view.study !== null)
          expect(linkHasExpressions(link) || !hasExpressions(configuration.problem)).toBe(true)
          expect(new URL(`https://example.org/#${link}`).hash).toBe(`#${link}`)
        }),
        { numRuns: 500 },
      )
    })

    it('keeps the bits of the odd numbers', () => {
      const odd = [
        -0,
        5e-324,
        -5e-324,
        Number.MAX_VALUE,
        1e200,
        0.1,
        1 / 3,
        2 ** -1022,
        1 + 2 ** -52,
        7,
        8,
        9,
        10,
      ]
      const weights = Float64Array.from(odd)
      const { problem } = defaultConfiguration
      const link = encodeLink({ ...defaultConfiguration, problem: { ...problem, weights } })
      const back = decodeLink(`#${link}`).configuration.problem.weights
      expect(new BigUint64Array(back?.buffer ?? new ArrayBuffer(0))).toEqual(
        new BigUint64Array(weights.buffer),
      )
    })

    it('is readable', () => {
      expect(encodeLink(defaultConfiguration)).toContain(
        'v=1&net=1-4-1&act=tanh&out=identity&bias=1&decay=0&data=sinusoid&points=20&noise=0.15&data-seed=',
      )
    })

    it('counts rows and columns from 1', () => {
      const view = { ...defaultConfiguration.view, selection: { row: 5, column: 12 } }
      expect(encodeLink({ ...defaultConfiguration, view })).toMatch(/&sel=6,13$/)
    })

    it('that says nothing is the default', () => {
      expect(decodeLink('#v=1')).toEqual({ configuration: defaultConfiguration, notices: [] })
      const opening = { ...defaultConfiguration.view, selection: openingSelection }
      for (const empty of ['', '#', '&', '#&&'])
        expect(decodeLink(empty)).toEqual({
          configuration: { ...defaultConfiguration, view: opening },
          notices: [],
        })
    })

    it('written by hand keeps the opening entry pinned where the network has it', () => {
      expect(decodeLink('lang=ko').configuration.view.selection).toEqual(openingSelection)
      expect(decodeLink('net=1-2-1').configuration.view.selection).toBeNull()
      expect(decodeLink('sel=1,2').configuration.view.selection).toEqual({ row: 0, column: 1 })
    })

    it('may be short: what it does not say fits what it says', () => {
      const { configuration, notices } = decodeLink('data=three-gaussians')
      expect(notices).toEqual([])
      expect(configuration.problem.network).toMatchObject({ layers: [2, 4, 3], output: 'softmax' })
      expect(configuration.problem.data).toMatchObject({ points: 90, noise: 0.25 })
    })

    it('may be percent-encoded by whatever passed it on', () => {
      const link = encodeLink(defaultConfiguration)
      expect(decodeLink(link.replaceAll(',', '%2C').replaceAll('-', '%2D'))).toEqual(decodeLink(link))
    })

    it('has typed functions that can be read', () => {
      const { problem } = defaultConfiguration
      const data = {
        expression: 'sin(3*x)',
        inputs: 1,
        kind: 'regression',
        points: 30,
        noise: 0.1,
        seed: 2,
      } as const
      const network = {
        layers: [1, 3, 2, 1],
        activations: ['tanh', { expression: 'max(0.1*a, a)' }] as const,
        output: 'identity' as const,
        bias: true,
      }
      const configuration = { ...defaultConfiguration, problem: { ...problem, data, network } }
      const link = encodeLink(configuration)
      expect(link).toContain('&act=tanh,fn(max(0.1*a,%20a))&')
      expect(link).toContain('&data=fn(sin(3*x))&inputs=1&kind=regression&points=30&noise=0.1&data-seed=2&')
      expect(decodeLink(link)).toEqual({ configuration, notices: [] })
      expect(decodeLink(encodeURI(decodeURI(link)))).toEqual({ configuration, notices: [] })
    })

    it('with a typed activation may be short', () => {
      const { configuration, notices } = decodeLink('act=fn(a^2)&data=fn(x1*x2)&inputs=2&kind=binary')
      expect(notices).toEqual([])
      expect(configuration.problem.network).toEqual({
        layers: [2, 4, 1],
        activations: [{ expression: 'a^2' }],
        output: 'sigmoid',
        bias: true,
      })
      expect(configuration.problem.data).toMatchObject({ expression: 'x1*x2', points: 40, noise: 0.05 })
    })

    it('names data that are too many for it', () => {
      const row = (width: number) => Array.from({ length: width }, () => 0.5)
      const table = (width: number) => Array.from({ length: 2000 }, () => row(width))
      const data = { x: table(7), t: table(1) }
      const network = { ...defaultConfiguration.problem.network, layers: [7, 4, 1] }
      const problem = { ...defaultConfiguration.problem, network, data }
      expect(fitsLink(data)).toBe(false)
      expect(fitsLink({ x: table(3), t: table(1) })).toBe(true)
      const link = encodeLink({ ...defaultConfiguration, problem })
      expect(link.length).toBeLessThan(1000)
      expect(decodeLink(link).notices[0]).toMatchObject({
        code: 'data-in-file',
        values: { points: 2000, inputs: 7, targets: 1 },
      })
    })

    it('leaves out names that are long rather than data', () => {
      const name = '이름'.repeat(20)
      const names = { inputs: Array.from({ length: 20 }, () => name), targets: ['t'] }
      const data = { x: [Array.from({ length: 20 }, () => 1)], t: [[1]], names }
      const network = { ...defaultConfiguration.problem.network, layers: [20, 4, 1] }
      const problem = { ...defaultConfiguration.problem, network, data }
      const back = decodeLink(encodeLink({ ...defaultConfiguration, problem }))
      expect(back.notices).toEqual([])
      expect(back.configuration.problem.data).toEqual({ x: data.x, t: data.t })
      const odd = { x: [[1]], t: [[1]], names: { inputs: ['\ud800'], targets: ['no', 'yes'] } }
      const written = encodeLink({
        ...defaultConfiguration,
        problem: { ...defaultConfiguration.problem, data: odd },
      })
      expect(decodeLink(written).configuration.problem.data).toMatchObject({
        names: { inputs: ['\ufffd'], targets: ['no', 'yes'] },
      })
    })

    it('stays within its length with the most weights and explicit numbers a configuration can hold', () => {
      const N = 2000
      const table = (columns: number) =>
        Array.from({ length: N }, () => Array.from({ length: columns }, () => Math.PI))
      const link = encodeLink({
        ...defaultConfiguration,
        problem: {
          ...defaultConfiguration.problem,
          network: { layers: [3, 199, 1], activations: ['tanh'], output: 'identity', bias: true },
          data: { x: table(3), t: table(1) },
          weights: new Float64Array(weightsOf([3, 199, 1], true)).fill(-Math.E),
        },
      })
      expect(link.length).toBeLessThan(limits.linkLength.max)
      expect(decodeLink(link).notices).toEqual([])
    })
  })

  describe('a wrong part', () => {
    it.each([
      ['foo=1', 'unknown-key foo'],
      ['__proto__=1', 'unknown-key __proto__'],
      ['constructor=1', 'unknown-key constructor'],
      ['x=AAAA', 'unused-key x'],
      ['points=5&points=6', 'duplicate-key points'],
      ['points=%E0%A4%A', 'not-text points'],
      ['points=many', 'not-a-number points'],
      ['points=', 'not-a-number points'],
      ['points', 'not-a-number points'],
      ['noise=NaN', 'not-a-number noise'],
      ['noise=Infinity', 'not-a-number noise'],
      ['noise=1e999', 'not-a-number noise'],
      ['noise=0x1', 'not-a-number noise'],
      ['points=2.5', 'not-whole points'],
      ['low-rank.rank=2.5', 'not-whole low-rank.rank'],
      ['lanczos.rank=0', 'out-of-range lanczos.rank'],
      [`methods=${methodIds.join(',')}`, 'too-many-maps methods'],
      ['points=-5', 'out-of-range points'],
      ['points=1000000000', 'out-of-range points'],
      ['rate=0', 'out-of-range rate'],
      ['momentum=1', 'out-of-range momentum'],
      ['decay=-1', 'out-of-range decay'],
      ['data=mnist', 'unknown-word data'],
      ['out=relu', 'unknown-word out'],
      ['out=softmax', 'output-misfit out'],
      ['act=step', 'unknown-word act'],
      ['act=tanh,relu', 'activation-count act'],
      ['act=fn(b)', 'expression-refused act'],
      ['act=fn()', 'expression-refused act'],
      ['act=fn(a=2)', 'expression-refused act'],
      ['act=fn(log(-1))', 'expression-refused act'],
      [`act=fn(${'('.repeat(200)}a${')'.repeat(200)})`, 'expression-refused act'],
      [`act=fn(${'a'.repeat(9000)})`, 'expression-refused act'],
      ['act=fn(a', 'unknown-word act'],
      ['act=fn(a),fn(a^2)', 'activation-count act'],
      ['data=fn(y)', 'expression-refused data'],
      ['data=fn(x2)', 'expression-refused data'],
      ['data=fn(sqrt(x-9))', 'expression-refused data'],
      ['data=fn(x1)&inputs=3', 'out-of-range inputs'],
      ['data=fn(x)&kind=ternary', 'unknown-word kind'],
      ['data=fn(x)&out=sigmoid', 'output-misfit out'],
      ['data=fn(x', 'unknown-word data'],
      ['data=file&points=9&inputs=2&targets=1', 'data-in-file data'],
      ['kind=binary', 'unused-key kind'],
      ['names=x,y', 'unused-key names'],
      [`data=own&points=1&x=${encodeFloat64([1])}&t=${encodeFloat64([1])}&names=x`, 'column-names names'],
      [
        `data=own&points=1&x=${encodeFloat64([1])}&t=${encodeFloat64([1])}&names=x,%25E0%25`,
        'column-names names',
      ],
      [
        `data=own&points=1&x=${encodeFloat64([1])}&t=${encodeFloat64([1])}&names=x,${'y'.repeat(41)}`,
        'column-names names',
      ],
      ['bias=yes', 'unknown-word bias'],
      ['net=1', 'not-layers net'],
      ['net=', 'not-layers net'],
      ['net=1-0-1', 'not-layers net'],
      ['net=1--4-1', 'not-layers net'],
      ['net=1-4.5-1', 'not-layers net'],
      ['net=1-4-4-4-4-1', 'too-many-layers net'],
      ['net=2-4-1', 'layers-adapted net'],
      ['net=1-1000000000-1', 'network-too-large net'],
      ['w=AAAAAAAAAA', 'not-base64 w'],
      ['w=!!!!', 'not-base64 w'],
      ['w=AAAAAAAAAAA', 'wrong-count w'],
      [`w=${encodeFloat64([...Array.from({ length: 12 }, () => 1), NaN])}`, 'not-finite-number w'],
      ['data=own', 'data-size points'],
      [`data=own&points=2&x=AAAA&t=${encodeFloat64([1, 2])}`, 'not-base64 x'],
      [`data=own&points=2&x=${encodeFloat64([1, 2, 3])}&t=${encodeFloat64([1, 2])}`, 'not-rows x'],
      [`data=own&points=2&x=${encodeFloat64([1, 2])}`, 'not-rows t'],
      [`data=own&points=1&x=${encodeFloat64([1])}&t=${encodeFloat64([-Infinity])}`, 'not-finite-number t'],
      [`data=own&points=1&x=${encodeFloat64([1])}&t=${encodeFloat64([2])}&out=sigmoid`, 'output-misfit out'],
      [`data=own&points=1&x=${encodeFloat64([1])}&t=${encodeFloat64([1])}&out=softmax`, 'output-misfit out'],
      ['methods=exact,magic', 'unknown-word methods'],
      ['view=inside-out', 'unknown-word view'],
      ['sel=3', 'not-an-entry sel'],
      ['sel=3,14', 'not-an-entry sel'],
      ['sel=0,3', 'not-an-entry sel'],
      ['sel=-1,2', 'not-an-entry sel'],
      ['lang=de', 'unknown-word lang'],
      ['hide=everything', 'unknown-word hide'],
      ['step=1000000&points=2000', 'recipe-too-long step'],
      ['v=2', 'unknown-version v'],
      ['=', 'unknown-key'],
    ])('%s is named', (part, expected) => {
      expect(codes(part)).toEqual([expected])
      const { configuration } = decodeLink(part)
      expect(decodeLink(encodeLink(configuration))).toEqual({ configuration, notices: [] })
    })

    it('leaves the others alone', () => {
      const { configuration } = decodeLink('points=-3&noise=0.5&theme=dark&foo=1')
      expect(configuration.problem.data).toMatchObject({ points: 1, noise: 0.5 })
      expect(configuration.view.theme).toBe('dark')
    })

    it('says what was given and what is used', () => {
      expect(decodeLink('points=1000000000').notices).toEqual([
        {
          code: 'out-of-range',
          field: 'points',
          given: '1000000000',
          used: '2000',
          values: { min: 1, max: 2000 },
        },
      ])
    })

    it('says how large a network would fit', () => {
      const { configuration, notices } = decodeLink('net=1-5000-1')
      expect(notices[0].values).toEqual({ weights: 15001, limit: 2000, width: 666 })
      expect(notices[0].used).toBe('1-666-1')
      expect(configuration.problem.network.layers).toEqual([1, 666, 1])
    })

    it('is shortened where it is long', () => {
      const [{ given, field }] = decodeLink(`${'k'.repeat(9000)}=${'v'.repeat(9000)}`).notices
      expect(given.length).toBeLessThanOrEqual(40)
      expect(field.length).toBeLessThanOrEqual(40)
    })

    it('is counted rather than listed where there are very many', () => {
      const { notices } = decodeLink(Array.from({ length: 5000 }, (_, i) => `k${i}=1`).join('&'))
      expect(notices).toHaveLength(limits.notices.max + 1)
      expect(notices[limits.notices.max]).toMatchObject({
        code: 'more',
        values: { count: 5000 - limits.notices.max },
      })
    })

    it('takes no time to speak of, however long it is', () => {
      const length = limits.linkLength.max - 10
      for (const text of [
        `noise=${'1'.repeat(length)}x`,
        `net=${'1-'.repeat(length / 2)}`,
        `act=${'a,'.repeat(length / 2)}`,
        `act=${'fn('.repeat(length / 3)}`,
        `act=fn(${')'.repeat(length - 10)})`,
        `data=fn(${'sin('.repeat(length / 4)})`,
        `data=own&points=1&names=${','.repeat(length - 40)}`,
        `methods=${'a,'.repeat(length / 2)}`,
        '%'.repeat(length),
        '&'.repeat(length),
        `sel=${'1'.repeat(length)}`,
      ])
        expect(() => decodeLink(text)).not.toThrow()
    })

    it('of endless length is not read at all', () => {
      const { configuration, notices } = decodeLink(`points=7&x=${'A'.repeat(3e6)}`)
      expect(configuration).toBe(defaultConfiguration)
      expect(notices).toMatchObject([{ code: 'link-too-long' }])
    })
  })

  type Mutation = (link: string, at: number, letter: string) => string

  const mutations: readonly Mutation[] = [
    (link, at, letter) => link.slice(0, at) + letter + link.slice(at + 1),
    (link, at) => link.slice(0, at) + link.slice(at + 1),
    (link, at, letter) => link.slice(0, at) + letter + link.slice(at),
    (link, at) => link.slice(0, at),
    (link, at) => link.slice(at),
    (link, at) => link.slice(0, at) + link.slice(at - 40, at) + link.slice(at),
    ...[
      '1e999',
      '-1',
      '1000000000',
      'NaN',
      'Infinity',
      '__proto__',
      '',
      '0',
      '1e-400',
      '%00',
      '½',
      'null',
      '[]',
    ].map((value): Mutation => (link, at) => {
      const parts = link.split('&')
      const index = at % parts.length
      parts[index] = parts[index].replace(/=.*/, `=${value}`)
      return parts.join('&')
    }),
    ...[
      'fn(',
      'fn(a)',
      'fn(constructor)',
      'fn(a.b)',
      'fn(import(a))',
      'fn(a),fn(',
      'own',
      'file',
      '%25',
      'a,,,',
    ].map(
      (value): Mutation =>
        (link, at) =>
          link.replace(['act', 'data', 'names'][at % 3].concat('='), (key) => `${key}${value}`),
    ),
    (link, at) => {
      const parts = link.split('&')
      return [...parts, parts[at % parts.length]].join('&')
    },
    (link) => link.replace(/(^|&)w=([^&]*)../, '$1w=$2'),
    (link) => `${link}&__proto__=1&constructor.prototype=1&__proto__.polluted=1`,
    (link, at) => link.replace(/net=[^&]*/, `net=${10 ** (at % 12)}-${at}-1`),
  ]

  describe('a hostile link', () => {
    it('never throws, always gives a valid configuration, changes no prototype', { timeout: 60_000 }, () => {
      const before = Object.getOwnPropertyNames(Object.prototype)
      fc.assert(
        fc.property(
          anyConfiguration,
          fc.array(
            fc.record({
              mutate: fc.constantFrom(...mutations),
              at: fc.nat(),
              letter: fc.oneof(
                fc.constantFrom(...'&=-.,%_0A\u0000'),
                fc.string({ minLength: 1, maxLength: 1 }),
              ),
            }),
            { minLength: 1, maxLength: 4 },
          ),
          (configuration, steps) => {
            let link = encodeLink(configuration)
            for (const { mutate, at, letter } of steps) link = mutate(link, at % (link.length + 1), letter)
            const decoded = decodeLink(link)
            expect(decodeLink(encodeLink(decoded.configuration))).toEqual({
              configuration: decoded.configuration,
              notices: [],
            })
          },
        ),
        { numRuns: 3000 },
      )
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    })

    it('of any text never throws', { timeout: 60_000 }, () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
          const { configuration } = decodeLink(text)
          expect(decodeLink(encodeLink(configuration)).notices).toEqual([])
        }),
        { numRuns: 1000 },
      )
    })
  })
})
