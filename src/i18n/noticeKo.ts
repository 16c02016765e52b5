import type { Misfit } from '../data/index.ts'
import type { Notice, NoticeCode } from '../config/notice.ts'
import type { ExpressionCode } from '../network/expression/index.ts'
import { expressionKo } from './expressionKo.ts'
import { formatCount } from './numbers.ts'

const misfits: Readonly<Record<Misfit, string>> = {
  'regression-needs-identity': '이 데이터에는 선형 출력과 제곱합 오차가 필요하다',
  'sigmoid-needs-probabilities': '로지스틱 출력의 타깃 값은 0과 1 사이여야 한다',
  'softmax-needs-probabilities': '소프트맥스 출력의 타깃 값은 음수가 아니어야 한다',
  'softmax-needs-two-outputs': '소프트맥스 출력에는 클래스가 둘 이상 필요하다',
}

const reasons: Readonly<Record<NoticeCode, (values: Notice['values']) => string>> = {
  'link-too-long': ({ length, limit }) =>
    `링크가 너무 길다(${length}자, 최대 ${limit}자). 처음 상태를 대신 보인다`,
  'unknown-version': () => '다른 버전의 페이지에서 만든 링크이다. 처음 상태를 대신 보인다',
  'unknown-key': () => '링크에 이런 이름의 항목은 없으므로 무시했다',
  'unused-key': () => '다른 항목의 설정 때문에 쓰이지 않으므로 무시했다',
  'duplicate-key': () => '두 번 이상 나오므로 처음 값만 쓴다',
  'not-text': () => '읽을 수 없는 문자열이므로 무시했다',
  'not-a-number': () => '유한한 수여야 한다',
  'not-whole': () => '정수여야 한다',
  'out-of-range': ({ min, max }) => `${min}에서 ${max} 사이여야 한다`,
  'unknown-word': ({ allowed }) => `다음 가운데 하나여야 한다: ${allowed}`,
  'unknown-words': () => '이 목록에 없거나 두 번 나온 항목은 뺐다',
  'not-layers': () => '1-4-1처럼 층의 크기를 나열해야 한다',
  'too-many-layers': ({ layers, limit }) => `가중치 층 ${layers}개는 너무 많다(최대 ${limit}개)`,
  'too-many-maps': ({ limit }) => `히트맵은 한 번에 최대 ${limit}개까지 표시하며, 역행렬은 두 개를 차지한다`,
  'layers-adapted': ({ inputs, outputs }) => `이 데이터에는 입력 ${inputs}개와 출력 ${outputs}개가 필요하다`,
  'network-too-large': ({ weights, limit, width }) =>
    `가중치 수가 ${formatCount(Number(weights))}개로 늘어나지만 전체 행렬은 가중치 ${formatCount(Number(limit))}개까지만 계산한다. 은닉층마다 유닛 ${width}개까지는 가능하다`,
  'activation-count': ({ expected, found }) =>
    `은닉층이 ${expected}개이므로 활성화 함수도 ${expected}개여야 한다(현재 ${found}개)`,
  'output-misfit': ({ reason }) => misfits[reason as Misfit],
  'not-base64': () => '수의 목록이 손상되었거나 잘려 있다',
  'wrong-count': ({ expected, found }) => `수의 개수(${found}개)가 맞지 않는다(기준: ${expected}개)`,
  'not-finite-number': ({ index }) => `${Number(index) + 1}번째 수가 유한하지 않다`,
  'data-size': ({ limit, found }) =>
    found === 0
      ? '데이터 포인트가 하나 이상 있어야 한다'
      : `수가 모두 ${limit}개 이하여야 한다(현재 ${found}개)`,
  'not-rows': ({ rows, found }) => `수 ${found}개를 ${rows}개의 같은 행으로 나눌 수 없다`,
  'not-an-entry': ({ weights }) => `행과 열의 번호는 1에서 ${weights} 사이여야 한다`,
  'recipe-too-long': ({ limit }) => `스텝이 너무 많아 오래 걸리므로 최대 ${limit}스텝까지만 실행한다`,
  'expression-refused': ({ reason, ...values }) => expressionKo[reason as ExpressionCode](values),
  'expressions-not-loaded': () => '입력한 함수를 읽는 부분을 불러오지 못했다',
  'studies-not-loaded': () => '실험을 불러오지 못했다',
  'data-in-file': ({ points, inputs, targets }) =>
    `데이터 포인트 ${formatCount(Number(points))}개(입력 ${inputs}개, 타깃 ${targets}개)는 링크에 담기에 너무 많다. 파일에서 열어야 한다`,
  'column-names': ({ expected, found, limit }) =>
    `열 이름은 ${limit}자 이하로 ${expected}개여야 한다(현재 ${found}개)`,
  more: ({ count }) => `그 밖에 쓸 수 없는 항목: ${count}개`,
}

/** 링크의 어느 부분이 왜 쓰이지 못했는지, 대신 무엇을 썼는지. */
export function noticeKo({ code, field, given, used, values }: Notice): string {
  const what = field === '' ? '' : given === '' ? `${field}: ` : `${field} = ${given}: `
  const instead = used === '' ? '.' : `. 대신 쓴 값: ${used}.`
  return what + reasons[code](values) + instead
}
