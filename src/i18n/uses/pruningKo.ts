import { formatNumber } from '../numbers.ts'
import type { TextsOfStudy } from '../studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 2)

/** E가 극솟값에 있지 않으면 ∇E = 0을 전제한 예측은 그만큼 믿을 수 없다. */
function rest(gradientNorm: number): string {
  return gradientNorm > 1e-3
    ? ` 여기서는 ‖∇E‖ = ${number(gradientNorm)}로 E가 극솟값에 있지 않은데, 모든 예측은 극솟값을 전제한다.`
    : ''
}

export const pruningKo: TextsOfStudy<'pruning'> = {
  title: '가지치기',
  question: '어느 가중치를 없애면 가장 아쉽지 않은가?',
  parameters: {
    removed: '제거한 가중치',
    others: '나머지 가중치',
    retrained: '제거할 때마다 재학습',
    matrix: '행렬',
    start: '시작점',
    alpha: '그 극솟값의 가중치 감쇠 α',
    damping: '행렬에 더하는 λ',
    count: '제거할 가중치의 최대 개수',
    methods: '행렬을 얻는 방법',
  },
  options: {
    adjust: '함께 조정',
    stay: '그대로',
    no: '안 함',
    yes: '함',
    once: '시작점의 것',
    anew: '매번 새로',
    minimum: 'E의 극솟값',
    present: '현재 가중치',
  },
  plots: { removal: '제거한 가중치 수에 따른 E', promise: 'E의 예측 변화와 실제 변화' },
  axes: {
    removed: '제거한 가중치 수',
    increase: 'E − 시작점의 E',
    promised: 'E의 예측 변화',
    actual: 'E의 실제 변화',
  },
  marks: {},
  pictures: { network: '남은 신경망과 다음에 제거할 가중치' },
  series: { yours: '직접 고른 순서', magnitude: '크기', obd: 'OBD', obs: 'OBS' },
  lines: { equal: '예측대로' },
  facts: {
    energy: '시작점의 E',
    gradient: '그곳의 ‖∇E‖',
    yours: '직접 고른 제거로 인한 E의 변화',
    first: '첫 가중치',
    promised: 'E의 예측 변화',
    actual: 'E의 실제 변화',
  },
  tables: { ranking: '중요도(선택한 가중치를 제거)' },
  rows: { ranking: '가중치' },
  columns: { deleted: '하나만 지울 때의 실제 변화' },
  offers: { 'more-damping': 'λ × 100', minimum: '극솟값에서 시작' },
  claims: {
    surgeon: (v, n) =>
      `크기 기준은 ${n.magnitude}를 제거하고 E는 ${number(v.magnitudeCost)}만큼 변한다. OBD(${n.obdMethod})는 ${n.obd}를 제거하고 변화는 ${number(v.obdCost)}이다. OBS(${n.obsMethod})는 ${n.obs}를 제거하면서 나머지를 함께 조정하여 E의 변화가 ${number(v.obsCost)}에 그친다(예측: ${number(v.obsPromise)}).${rest(v.gradientNorm)}`,
    other: (v, n) =>
      `OBS(${n.obsMethod})는 ${n.obs}를 제거하고 E의 변화는 ${number(v.obsCost)}이다(예측: ${number(v.obsPromise)}). OBD(${n.obdMethod})는 ${n.obd}에서 ${number(v.obdCost)}, 크기 기준은 ${n.magnitude}에서 ${number(v.magnitudeCost)}이다. 여기서는 OBS의 이점이 없다.${rest(v.gradientNorm)}`,
    'no-surgeon': (v, n) =>
      `크기 기준은 ${n.magnitude}를 제거하고 E의 변화는 ${number(v.magnitudeCost)}이다. OBD(${n.obdMethod})는 ${n.obd}를 제거하고 변화는 ${number(v.obdCost)}이다. OBS에는 양의 정부호 행렬이 필요한데, 그런 행렬이 없다.${rest(v.gradientNorm)}`,
    magnitude: (v) => `행렬이 없으면 크기밖에 기준이 없다.${rest(v.gradientNorm)}`,
  },
}
