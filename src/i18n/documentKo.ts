import type { Bounds, Expectation, Finding, NumbersOf, WrongField } from '../config/wrongField.ts'
import { textOf } from './documentTexts.ts'
import type { TextsOf } from './documentTexts.ts'
import { expressionKo } from './expressionKo.ts'

/** `0 이상이고 1 미만인 수`: 두 조건이 있으면 앞의 것은 이어지는 꼴이다. */
function numberWithin({ atLeast, above, atMost, below }: Bounds): string {
  const ends = [
    ...(atLeast === undefined ? [] : [[`${atLeast} 이상이고`, `${atLeast} 이상인`]]),
    ...(above === undefined ? [] : [[`${above}보다 크고`, `${above}보다 큰`]]),
    ...(atMost === undefined ? [] : [[`${atMost} 이하이고`, `${atMost} 이하인`]]),
    ...(below === undefined ? [] : [[`${below}보다 작고`, `${below}보다 작은`]]),
  ]
  const conditions = ends.map(([joined, last], at) => (at < ends.length - 1 ? joined : last))
  return conditions.length === 0 ? '유한한 수' : `${conditions.join(' ')} 수`
}

const numbersOf: Readonly<Record<NumbersOf, (count: number) => string>> = {
  inputs: (count) => `입력 ${count}개를`,
  targets: (count) => `타깃 값 ${count}개를`,
  weights: (count) => `가중치 ${count}개를 층과 행의 순서대로`,
}

const columnsOf = { inputs: '입력이', targets: '타깃 값이' } as const
const limited = { weights: '가중치가', rows: '행이' } as const

const expectations: TextsOf<Expectation> = {
  text: ({ text }) => `다음 값이어야 한다: ${JSON.stringify(text)}`,
  word: ({ words }) => `다음 가운데 하나여야 한다: ${words.join(', ')}`,
  list: () => '이 목록에 있는 단어를 쉼표로 나누어 한 번씩만 적어야 한다',
  boolean: () => 'true 또는 false여야 한다',
  number: ({ output, ...bounds }) =>
    `${output === undefined ? '' : `${output} 출력의 타깃 값은 `}${numberWithin(bounds)}여야 한다`,
  whole: ({ min, max }) => `${min}에서 ${max}까지의 정수여야 한다`,
  numbers: ({ count, of }) => `${numbersOf[of](count)} 담은 배열이어야 한다`,
  object: ({ fields }) =>
    fields.length === 0 ? '객체여야 한다' : `다음 필드로 이루어진 객체여야 한다: ${fields.join(', ')}`,
  'no-field': ({ known }) => `이런 이름의 필드는 없다(쓸 수 있는 필드: ${known.join(', ')})`,
  'at-most': ({ max, of }) => `${limited[of]} ${max}개 이하여야 한다`,
  layers: ({ min, max }) =>
    `각 층의 유닛 수를 입력부터 차례로 담은 배열이어야 한다(수 ${min}개에서 ${max}개까지)`,
  'softmax-outputs': () =>
    'softmax 출력에는 유닛이 둘 이상 필요하다(클래스가 둘이면 sigmoid 출력 유닛 하나로 충분하다)',
  activations: ({ layers }) =>
    `활성화 함수의 이름 하나이거나, 은닉층마다 하나씩 이름 ${layers}개를 담은 배열이어야 한다`,
  expression: ({ of }) => `${of}를 나타내는 식이어야 한다`,
  function: () => 'x의 함수나 x1과 x2의 함수를 나타내는 식이어야 한다',
  data: () => '다음 필드로 이루어진 객체여야 한다: x와 t, 또는 preset, 또는 expression',
  'data-for-output': ({ output }) => `${output} 출력에 맞는 데이터셋이어야 한다`,
  'data-for-layers': ({ inputs, targets }) =>
    `network.layers에 맞게 입력이 ${inputs}개, 타깃 값이 ${targets}개인 데이터셋이어야 한다`,
  rows: ({ count, columns, of }) =>
    `${columnsOf[of]} ${columns}개인 ${count === null ? '행의' : `행 ${count}개의`} 배열이어야 한다`,
  'some-rows': ({ columns }) => `입력이 ${columns}개인 행이 하나 이상 있어야 한다`,
  'as-many-rows': ({ count }) => `행이 data.x와 같이 ${count}개 있어야 한다`,
  names: ({ counts }) => `열 이름 ${counts.join('개 또는 ')}개를 담은 배열이어야 한다`,
  name: ({ max }) => `1자 이상 ${max}자 이하의 이름이어야 한다`,
  weights: ({ count }) => `수 ${count}개의 배열이거나 seed와 steps를 가진 객체여야 한다`,
  'converging-recipe': () => '학습이 발산하지 않아야 한다',
  methods: () => '계산 방법의 배열이어야 한다',
  method: () => '계산 방법의 id를 가진 객체여야 한다',
  study: () => '실험의 id를 가진 객체여야 한다',
}

const findings: TextsOf<Finding> = {
  nothing: () => '없음',
  value: ({ json }) => json,
  array: ({ length }) => (length === 0 ? '빈 배열' : `원소 ${length}개의 배열`),
  object: () => '객체',
  expression: ({ json, refusal: { code, values } }) => `${json}. ${expressionKo[code](values)}`,
  data: ({ preset, inputs, targets }) => `${preset ?? '함수'} (입력 ${inputs}개, 타깃 값 ${targets}개)`,
  divergence: ({ step }) => `스텝 ${step}에서 발산`,
}

/** 파일의 어느 필드가 어떠해야 하며 실제로는 어떠한지. */
export function wrongFieldKo({ field, expected, found }: WrongField): string {
  return `${field}: ${textOf(expectations, expected)}. 실제 값: ${textOf(findings, found)}`
}
