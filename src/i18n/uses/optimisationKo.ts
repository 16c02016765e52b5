import type { ClaimValues } from '../../studies/study.ts'
import { formatCount, formatNumber } from '../numbers.ts'
import type { TextsOfStudy } from '../studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 2)
const energy = (value: number) => formatNumber(value, 3)

/** 가장 적은 연산으로 내려간 방법. */
function best(v: ClaimValues, names: Readonly<Record<string, string>>): string {
  if (v.steps === 0) return `어느 방법도 E를 시작점의 ${energy(v.start)}보다 낮추지 못한다.`
  return `시작점 E = ${energy(v.start)}에서 도달한 최소 E는 ${energy(v.least)}이다. 감소량의 99.9 %를 가장 적은 연산으로 줄인 방법: ${names.winner}(${formatCount(v.steps)}스텝, 연산 ${number(v.operations)}회).`
}

/** 뉴턴 스텝이 E를 높인 횟수. */
function raised(v: ClaimValues): string {
  return v.raised > 0
    ? ` ${formatCount(v.newtonSteps)}스텝 가운데 ${formatCount(v.raised)}스텝에서 E가 커졌고 최댓값은 ${energy(v.highest)}이다.`
    : ''
}

export const optimisationKo: TextsOfStudy<'optimisation'> = {
  title: '최적화',
  question: '같은 시작점에서 어느 행렬이 가장 빨리 내려가는가?',
  parameters: {
    against: '가로축',
    of: '자세히 볼 방법',
    step: '스텝',
    measure: '스텝별 값',
    start: '시작점',
    seed: '그 가중치의 시드',
    steps: '최대 스텝 수',
    damping: 'λ의 시작값',
    rate: '학습률 η',
    momentum: '모멘텀 μ',
    plane: '경로를 그릴 평면',
    first: '평면의 첫째 번호',
    second: '평면의 둘째 번호',
    racers: '경주하는 방법',
    matrices: '다른 행렬을 쓰는 감쇠 뉴턴',
  },
  options: {
    steps: '스텝',
    operations: '연산 횟수',
    time: '시간',
    decrease: 'E의 감소량',
    gain: '이득비 ρ',
    damping: '감쇠 계수 λ',
    negative: '음의 고윳값 수',
    present: '현재 가중치',
    fresh: '초기 가중치',
    'near-zero': 'w = 0 근처',
    zero: 'w = 0',
    start: '시작점의 고유벡터',
    end: '끝점의 고유벡터',
    weights: '두 가중치',
    'gradient-descent': '경사 하강법',
    momentum: '모멘텀',
    newton: '뉴턴',
    'damped-newton': '감쇠 뉴턴',
    'levenberg-marquardt': '레벤버그–마쿼트',
    'diagonal-scaled': '대각 스케일링',
    'l-bfgs': 'L-BFGS',
    'hessian-free': '헤시안-프리',
    'hessian-free-gauss-newton': '헤시안-프리(가우스–뉴턴)',
  },
  plots: {
    steps: '스텝에 따른 E',
    operations: '연산 횟수에 따른 E',
    time: '시간에 따른 E',
    path: 'E 위의 경로',
    model: '스텝 방향의 E',
    decrease: 'E의 감소량',
    gain: '이득비',
    damping: '감쇠 계수',
    negative: '음의 고윳값 수',
  },
  axes: {
    step: '스텝',
    excess: 'E − 도달한 최소 E',
    operations: '연산 횟수',
    milliseconds: '밀리초',
    first: '첫째 방향',
    second: '둘째 방향',
    part: 'E(w + s Δw)의 s',
    energy: 'E',
    decrease: 'E의 감소량',
    gain: 'ρ',
    damping: 'λ',
    negative: 'H의 λ < −10⁻⁶ max |λ|의 개수',
  },
  marks: { step: '스텝' },
  pictures: {},
  series: {
    'gradient-descent': '경사 하강법',
    momentum: '모멘텀',
    newton: '뉴턴',
    'damped-newton': '감쇠 뉴턴',
    'levenberg-marquardt': '레벤버그–마쿼트',
    'diagonal-scaled': '대각 스케일링',
    'k-fac': 'K-FAC',
    'l-bfgs': 'L-BFGS',
    'hessian-free': '헤시안-프리',
    'hessian-free-gauss-newton': '헤시안-프리(가우스–뉴턴)',
    function: 'E',
    'own-model': '이 방법의 이차 모형',
    'exact-model': '정확한 헤시안의 모형',
    predicted: '예측',
    actual: '실제',
    gain: '실제 / 예측',
    damping: 'λ',
    negative: '음의 고윳값 수',
    here: '이 스텝 뒤의 위치',
  },
  lines: { step: '스텝' },
  facts: {
    reached: '도달한 E',
    steps: '스텝',
    operations: '연산 횟수',
    milliseconds: 'ms',
    negative: '멈춘 곳의 음의 고윳값 수',
  },
  offers: {
    'more-damping': 'λ × 100',
    'smaller-rate': 'η / 10',
    'damped-newton': '감쇠를 더한다',
    'near-zero': 'w = 0 근처에서 시작',
    fresh: '초기 가중치에서 시작',
  },
  claims: {
    'newton-minimum': (v, n) =>
      `${best(v, n)} 감쇠 없는 뉴턴은 ${formatCount(v.newtonSteps)}스텝 만에 극솟값 E = ${energy(v.newton)}에 수렴한다.${raised(v)}`,
    'newton-saddle': (v, n) =>
      `${best(v, n)} 감쇠 없는 뉴턴은 ${formatCount(v.newtonSteps)}스텝 만에 음의 고윳값이 ${formatCount(v.negative)}개인 안장점 E = ${energy(v.newton)}로 간다.${raised(v)}`,
    'newton-plateau': (v, n) =>
      `${best(v, n)} 감쇠 없는 뉴턴은 ${formatCount(v.newtonSteps)}스텝 만에 고원 E = ${energy(v.newton)}에서 멈춘다. 그곳은 ∇E = 0이고, ${formatCount(v.weights)}개 방향 가운데 ${formatCount(v.flat)}개에서 곡률이 0이다.${raised(v)}`,
    'newton-diverged': (v, n) =>
      `${best(v, n)} 감쇠 없는 뉴턴은 ${formatCount(v.newtonSteps)}스텝 뒤에 발산한다.${raised(v)}`,
    'newton-singular': (v, n) =>
      `${best(v, n)} 감쇠 없는 뉴턴은 ${formatCount(v.newtonSteps)}스텝 뒤 E = ${energy(v.newton)}에서 H의 역행렬이 없어 멈춘다.${raised(v)}`,
    'newton-under-way': (v, n) =>
      `${best(v, n)} 감쇠 없는 뉴턴은 ${formatCount(v.newtonSteps)}스텝 안에 멈추지 않았고 지금 E = ${energy(v.newton)}이다.${raised(v)}`,
    'no-newton': (v, n) => best(v, n),
    'at-rest': (v) =>
      v.negative > 0
        ? `시작점에서 ∇E = 0이고 그곳은 음의 고윳값이 ${formatCount(v.negative)}개인 안장점(E = ${energy(v.energy)})이다. 어느 방법도 움직이지 않는다.`
        : `시작점에서 ∇E = 0이다(E = ${energy(v.energy)}). 어느 방법도 움직이지 않는다.`,
    time: (v) =>
      `계산 시간이 ${formatCount(v.seconds)}초를 넘어 경주를 멈추었다. 그때까지 가장 많이 나아간 방법은 ${formatCount(v.steps)}스텝을 밟았다.`,
    broken: () => '시작점의 E나 ∇E가 수가 아니어서 출발하는 방법이 0개이다.',
    nobody: () => '고른 방법이 0개이다.',
  },
}
