import type { ClaimValues } from '../../studies/study.ts'
import { formatCount, formatNumber } from '../numbers.ts'
import type { TextsOfStudy } from '../studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 2)
const evidence = (value: number) => formatNumber(value, 4)

/** 데이터가 가중치를 얼마나 정하는가. */
function determined(v: ClaimValues): string {
  return ` 매개변수 ${formatCount(v.W)}개 중 ${number(v.gamma)}개가 잘 결정되며, ln p(D) = ${evidence(v.evidence)}이다.`
}

/** 이보다 작은 ln p(D)의 차이는 말하지 않는다. */
const alike = 1

/** 더 크거나 작은 모델에 대해 증거가 말하는 것. */
function models(v: ClaimValues): string {
  if (!Number.isFinite(v.best)) return ''
  const best = ` 모델 증거는 은닉 유닛 ${formatCount(v.best)}개에서 가장 크고(ln p(D) = ${evidence(v.bestEvidence)})`
  if (v.best === v.widest) return `${best}, 이는 시도한 최대 개수이다.`
  if (v.bestEvidence - v.widestEvidence < alike)
    return `${best}, ${formatCount(v.widest)}개에서는 ${evidence(v.widestEvidence)}이다. 유닛을 더 늘려도 거의 달라지지 않는다.`
  return v.leastError < 0.9 * v.bestError && v.leastErrorAt > v.best
    ? `${best}, ${formatCount(v.widest)}개에서는 ${evidence(v.widestEvidence)}로 떨어진다. E_D는 ${number(v.bestError)}에서 ${number(v.leastError)}까지 계속 줄어드는데도 그렇다.`
    : `${best}, ${formatCount(v.widest)}개에서는 ${evidence(v.widestEvidence)}로 떨어진다.`
}

const rest = (v: ClaimValues) => determined(v) + models(v)
const times = (v: ClaimValues) => number(v.there / v.data)

export const laplaceKo: TextsOfStudy<'laplace'> = {
  title: '라플라스 근사',
  question: '신경망은 얼마나 확신하며, 데이터는 어느 신경망을 지지하는가?',
  parameters: {
    of: '사후 분포의 헤시안',
    precisions: 'α와 β',
    alpha: '사전 분포의 정밀도 α',
    beta: '잡음의 정밀도 β',
    start: '가중치',
    reach: '데이터 바깥으로 보이는 범위',
    samples: '뽑은 함수의 수',
    drawn: '함수를 뽑는 곳',
    widest: '은닉 유닛의 최대 개수',
    repeats: '신경망마다 시작점 수',
    methods: '비교할 방법',
  },
  options: {
    evidence: '증거로 추정',
    given: '정한 값',
    minimum: 'E의 극솟값',
    present: '현재 가중치',
    linear: '선형화',
    network: '신경망',
  },
  plots: {
    predictive: '예측 분포',
    probability: '클래스 1의 확률',
    spread: '첫 활성값의 표준편차',
    estimate: '점 추정',
    moderated: '완화된 확률',
    deviation: '표준편차 σ',
    models: '은닉 유닛 수에 따른 모델 증거',
    fit: '은닉 유닛 수에 따른 데이터 오차',
    trace: 'α와 β를 다시 추정하는 동안의 증거',
    precisions: '반복에 따른 α, β, γ',
    deviations: '가중치의 표준편차',
  },
  axes: {
    input: 'x',
    target: 't',
    probability: 'p(t = 1 | x)',
    activation: 'a의 σ',
    first: 'x₁',
    second: 'x₂',
    units: '은닉 유닛 수',
    evidence: 'ln p(D)',
    error: '데이터 오차',
    round: '반복',
    precision: '값',
    weight: '가중치',
    deviation: '표준편차',
  },
  marks: { width: '현재 은닉 유닛 수' },
  pictures: { correlations: '가중치의 상관' },
  series: {
    two: '±2σ',
    one: '±1σ',
    weights: '잡음을 뺀 ±2σ',
    samples: '뽑은 함수',
    mean: '평균',
    estimate: '점 추정',
    moderated: '완화된 확률',
    spread: 'a의 σ',
    'class-0': 't = 0',
    'class-1': 't = 1',
    data: '데이터',
    starts: '시작점마다',
    evidence: 'ln p(D)',
    error: 'E_D',
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
  },
  lines: {},
  facts: {
    alpha: 'α',
    beta: 'β',
    rounds: '다시 추정한 횟수',
    error: '그 가중치의 E_D',
    gradient: '그 가중치의 ‖∇E‖',
    evidence: 'ln p(D)',
    gamma: 'γ',
    determinant: 'ln |A|',
  },
  offers: { 'outer-product': '외적 근사로', 'more-prior': 'α × 10', minimum: '극솟값으로' },
  claims: {
    gap: (v) =>
      `빈틈 x = ${number(v.at)}에서 σ = ${number(v.there)}로, 데이터가 있는 곳의 ${number(v.data)}에 비해 ${times(v)}배이다.${rest(v)}`,
    beyond: (v) =>
      `데이터 바깥 x = ${number(v.at)}에서 σ = ${number(v.there)}로, 데이터가 있는 곳의 ${number(v.data)}에 비해 ${times(v)}배이다.${rest(v)}`,
    moderated: (v) =>
      `x = ${number(v.at)}에서 점 추정은 ${formatNumber(v.estimate)}이지만, 가중치의 불확실성을 고려하면 ${formatNumber(v.moderated)}이다.${rest(v)}`,
    'moderated-plane': (v) =>
      `(${number(v.x1)}, ${number(v.x2)})에서 점 추정은 ${formatNumber(v.estimate)}이지만, 가중치의 불확실성을 고려하면 ${formatNumber(v.moderated)}이다.${rest(v)}`,
    plane: (v) =>
      `σ는 데이터가 있는 곳의 ${number(v.data)}에서 (${number(v.x1)}, ${number(v.x2)})의 ${number(v.there)}까지 ${times(v)}배로 커진다.${rest(v)}`,
    softmax: (v) =>
      `첫 클래스의 점 추정과 그 활성값의 σ(최대 ${number(v.spread)})를 보인다. 소프트맥스에는 완화된 확률의 닫힌 식이 없다.${rest(v)}`,
    none: (v) => `A = βH + αI가 양의 정부호가 아니면 사후 분포를 얻을 수 없다.${models(v)}`,
  },
}
