import { formatNumber } from '../numbers.ts'
import type { TextsOfStudy } from '../studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 3)
const percent = (value: number) => `${formatNumber(100 * value, 2)}%`

type Numbers = Readonly<Record<string, number>>

/** 데이터를 어떻게 바꾸었는가. */
function changed({ removed, moved, added, point }: Numbers): string {
  if (removed === 1 && moved + added === 0) return `점 ${point}번을 빼고`
  if (moved === 1 && removed + added === 0) return `점 ${point}번을 옮기고`
  const parts = [
    removed > 0 ? `${removed}개 제거` : '',
    moved > 0 ? `${moved}개 이동` : '',
    added > 0 ? `${added}개 추가` : '',
  ].filter((text) => text !== '')
  return `점 ${parts.join(', ')} 후에`
}

const kindOf = (kind: number, method: string) =>
  kind === 0 ? `뉴턴 스텝 한 번(${method})` : `영향 함수(${method})`

/** 재학습의 결과. */
const truth = (v: Numbers) =>
  `${changed(v)} 실제로 재학습하면 E는 ${number(v.before)}에서 ${number(v.retrained)}까지 줄고, 출력값의 최대 변화는 ${number(v.change)}이다.`

const rest = (v: Numbers) =>
  v.gradientNorm > 1e-3
    ? ` 시작점에서 ‖∇E‖ = ${number(v.gradientNorm)}로 극솟값이 아니므로, 학습 자체도 더 진행된다.`
    : ''

export const retrainingKo: TextsOfStudy<'retraining'> = {
  title: '재학습',
  question: '이 점이 없다면 신경망은 어떻게 달라지는가?',
  parameters: {
    change: '데이터의 변경',
    removed: '제거함',
    edits: '옮기거나 추가한 점',
    kinds: '예측 방법',
    methods: '행렬을 얻는 방법',
    step: '스텝',
    damping: '행렬에 더하는 λ',
    start: '시작점',
    alpha: '그 극솟값의 가중치 감쇠 α',
    count: '하나씩 뺄 점의 개수',
  },
  options: {
    'most-influential': '영향이 가장 큰 점 제거',
    chosen: '직접 선택',
    newton: '뉴턴 스텝',
    influence: '영향 함수',
    full: '전체',
    'line-search': '직선 탐색',
    minimum: 'E의 극솟값',
    present: '현재 가중치',
  },
  plots: {
    data: '데이터와 신경망',
    predictions: '출력값의 변화',
    weights: '가중치의 변화',
    'leave-one-out': '점을 하나씩 뺄 때',
  },
  axes: {
    input: 'x',
    output: 'y, t',
    'first-input': 'x₁',
    'second-input': 'x₂',
    'true-change': 'y의 실제 변화',
    'predicted-change': 'y의 예측 변화',
    'true-step': 'w의 실제 변화',
    'predicted-step': 'w의 예측 변화',
    'true-error': '뺀 점의 E, 실제 증가',
    'predicted-error': '뺀 점의 E, 예측 증가',
  },
  marks: {},
  pictures: {},
  offers: {
    damping: '가장 좋은 감쇠 계수 λ 더하기',
    'line-search': '스텝 방향으로 직선 탐색',
    restore: '모든 점 되돌리기',
  },
  series: {
    data: '데이터',
    class: '클래스',
    influential: '영향이 큰 점',
    left: '옮기기 전',
    removed: '제거한 점',
    changed: '옮기거나 추가한 점',
    before: '변경 전',
    newton: '뉴턴',
    influence: '영향 함수',
    retrained: '실제 재학습',
  },
  lines: { equal: '예측대로' },
  facts: {
    gradient: '시작점의 ‖∇E‖',
    before: '스텝 전의 E',
    retrained: '재학습한 E',
    promised: 'ΔE의 예측',
    after: '스텝 후의 E',
    missed: '최대 오차, y의 변화에 대한 %',
    weights: '‖Δw − 실제 Δw‖',
    fraction: '스텝의 비율',
    'left-out': 'Σ E_n (하나씩 뺌)',
  },
  claims: {
    exact: (v, n) =>
      `${truth(v)} ${kindOf(v.kind, n.method)}: 학습 없이도 반올림 오차까지 정확하게 맞힌다(그 변화에 대한 최대 오차: ${number(v.missed)}).${rest(v)}`,
    near: (v, n) =>
      `${truth(v)} ${kindOf(v.kind, n.method)}: 학습 없이도 이 변화를 최대 오차 ${percent(v.missed)} 안에서 예측하며, E는 재학습으로 줄어드는 양의 ${percent(v.gained)}만큼 줄어든다.${rest(v)}`,
    far: (v, n) =>
      `${truth(v)} 이차 근사로는 너무 먼 변화이다. 가장 나은 예측 — ${kindOf(v.kind, n.method)} — 도 최대 ${percent(v.missed)}까지 어긋나고, E는 재학습으로 줄어드는 양의 ${percent(v.gained)}만큼 줄어든다.${rest(v)}`,
    worse: (v, n) =>
      `${truth(v)} ${kindOf(v.worseKind, n.worse)}: 오히려 나빠져 E가 ${number(v.worse)}까지 커진다${Number.isFinite(v.least) ? `. 행렬의 최소 고윳값은 ${number(v.least)}로, ${v.least < 0 ? '스텝이 안장점을 향한다' : '가중치를 붙잡는 곡률이 작은 방향으로 너무 멀리 간다'}` : ''}.${v.others > 0 ? ` 나머지 중 가장 나은 예측 — ${kindOf(v.kind, n.method)} — 의 최대 오차: ${percent(v.missed)}.` : ''}${rest(v)}`,
    nothing: (v) => `점 ${v.points}개가 모두 그대로이다. 클릭하거나 끌거나 추가해 볼 수 있다.`,
    none: (v) => `${truth(v)} 이를 예측할 수 있는 행렬이 없다.${rest(v)}`,
  },
}
