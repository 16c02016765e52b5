import type { ExpressionCode } from '../network/expression/index.ts'

type Values = Readonly<Record<string, number | string>>

/** 입력한 식을 쓸 수 없는 까닭. */
export const expressionKo: Readonly<Record<ExpressionCode, (values: Values) => string>> = {
  empty: () => '식이 비어 있다',
  'too-long': ({ length, limit }) => `식이 너무 길다(${length}자, 최대 ${limit}자)`,
  'too-deep': ({ limit }) => `괄호나 함수가 ${limit}단계보다 깊이 겹쳐 있다`,
  'too-many-nodes': ({ limit }) => `식의 항이 너무 많다(최대 ${limit}개)`,
  character: ({ character, at }) => `식에 쓸 수 없는 문자이다: ${character} (${at}번째)`,
  syntax: ({ at }) => `${at}번째 글자부터 읽을 수 없다`,
  'unknown-name': ({ name, allowed }) => `알 수 없는 이름이다: ${name} (쓸 수 있는 이름: ${allowed})`,
  'unknown-function': ({ name }) => `없는 함수이다: ${name}`,
  'argument-count': ({ name, expected, found }) => `${name}의 인수는 ${expected}개여야 한다(현재 ${found}개)`,
  'not-allowed': () => '수식에 쓸 수 없는 연산이나 구문이 있다',
  'number-too-large': ({ number }) => `수가 너무 크다(${number})`,
  'nowhere-finite': ({ from, to }) => `${from}에서 ${to} 사이에 유한한 값이 없다`,
}
