import type { Notice, NoticeCode } from '../config/notice.ts'

const reasons: Readonly<Record<NoticeCode, (values: Notice['values']) => string>> = {
  'link-too-long': ({ length, limit }) => `링크가 너무 길다(${length}자, 최대 ${limit}자)`,
  'unknown-version': () => '다른 버전의 페이지에서 만든 링크이다',
  'unknown-key': () => '링크에 이런 이름의 항목은 없다',
  'unused-key': () => '다른 항목과 함께 쓰면 의미가 없다',
  'duplicate-key': () => '두 번 나오므로 처음 것을 쓴다',
  'not-text': () => '읽을 수 있는 글자가 아니다',
  'not-a-number': () => '유한한 수여야 한다',
  'not-whole': () => '정수여야 한다',
  'out-of-range': ({ min, max }) => `${min}에서 ${max} 사이여야 한다`,
  'unknown-word': ({ allowed }) => `다음 가운데 하나여야 한다: ${allowed}`,
  'not-layers': () => '1-4-1과 같은 크기 목록이어야 한다',
  'too-many-layers': ({ layers, limit }) => `가중치 층이 ${layers}개인데 최대 ${limit}개까지 가능하다`,
  'layers-adapted': ({ inputs, outputs }) => `이 데이터에는 입력 ${inputs}개와 출력 ${outputs}개가 필요하다`,
  'network-too-large': ({ weights, limit, width }) =>
    `가중치가 ${weights}개가 되는데 전체 행렬은 ${limit}개까지 계산한다. 은닉층마다 유닛 ${width}개까지는 가능하다`,
  'activation-count': ({ expected, found }) =>
    `은닉층 ${expected}개에 활성화 함수도 ${expected}개가 필요하다(주어진 것: ${found}개)`,
  'output-misfit': () => '이 데이터에는 선형 출력과 제곱합 오차가 필요하다',
  'not-base64': () => '수의 목록이 손상되었거나 잘렸다',
  'wrong-count': ({ expected, found }) => `수 ${expected}개가 필요한데 ${found}개가 있다`,
  'not-finite-number': ({ index }) => `${Number(index) + 1}번째 수가 유한하지 않다`,
  'data-size': ({ limit, found }) => `점이 하나 이상, 수가 ${limit}개 이하여야 한다(주어진 것: ${found}개)`,
  'not-an-entry': ({ weights }) => `행과 열은 1에서 ${weights} 사이여야 한다`,
  'recipe-too-long': ({ limit }) => `스텝이 너무 많아 오래 걸린다. 최대 ${limit}스텝까지 실행한다`,
  more: ({ count }) => `그 밖에 쓸 수 없는 항목: ${count}개`,
}

/** 링크의 어느 부분이 왜 쓰이지 못했는지, 대신 무엇을 썼는지. */
export function noticeKo({ code, field, given, used, values }: Notice): string {
  const what = field === '' ? '' : given === '' ? `${field}: ` : `${field} = ${given}: `
  const instead = used === '' ? '.' : `. 대신 쓴 값: ${used}.`
  return what + reasons[code](values) + instead
}
