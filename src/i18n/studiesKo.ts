import type { ClaimValues } from '../studies/study.ts'
import { formatCount, formatNumber, formatRelative, formatTime } from './numbers.ts'
import type { StudyCatalogue } from './studyCatalogue.ts'
import { laplaceKo } from './uses/laplaceKo.ts'
import { optimisationKo } from './uses/optimisationKo.ts'
import { pruningKo } from './uses/pruningKo.ts'
import { retrainingKo } from './uses/retrainingKo.ts'

const number = (value: number) => formatNumber(value, 2)

/** The end of what is measured. */
const mostEpsilon = 1
/** Errors up to this are none but round-off. */
const roundOff = 1e-8

/** 원인이 되는 고윳값. */
function listed(eigenvalues: readonly number[], kind: string): string {
  return eigenvalues.length > 0 ? `(${kind} 고윳값: ${eigenvalues.map(number).join(', ')})` : ''
}

export const studiesKo: StudyCatalogue = {
  studies: {
    'error-against-epsilon': {
      title: 'ε에 따른 오차',
      question: '유한 차분에서 ε은 얼마나 작아야 하는가?',
      parameters: { precision: '연산 정밀도', density: '10배 구간당 점의 수' },
      options: { float64: '배정밀도 (float64)', float32: '단정밀도 (float32)' },
      plots: { error: 'ε에 따른 상대 오차' },
      axes: { epsilon: 'ε', error: '‖A − H‖ / ‖H‖' },
      marks: {
        'energy-epsilon': '오차 함수 차분의 ε',
        'gradient-epsilon': '그래디언트 차분의 ε',
      },
      pictures: {},
      series: {
        'energies-central': '오차 함수, 중심 차분',
        'gradients-central': '그래디언트, 중심 차분',
        'energies-forward': '오차 함수, 전진 차분',
        'gradients-forward': '그래디언트, 전진 차분',
      },
      lines: { truncation: '절단', 'round-off': '반올림', kink: '꺾이는 점을 넘음' },
      facts: {
        'truncation-slope': '절단 오차의 기울기',
        'round-off-slope': '반올림 오차의 기울기',
        'optimum-error': '최소 오차',
        'optimum-epsilon': '최적의 ε',
      },
      claims: {
        optimum: (v) =>
          `오차 함수의 차분은 ε = ${number(v.energyEpsilon)}일 때 가장 정확하다(오차: ${number(v.energyError)}). 그래디언트의 차분은 ε = ${number(v.gradientEpsilon)}일 때 가장 정확하다(오차: ${number(v.gradientError)}). ${v.energyEpsilon < mostEpsilon ? 'ε이 더 크면 절단 오차가, 더 작으면 반올림 오차가 커진다' : '여기서는 절단 오차가 보이지 않고, ε이 작을수록 반올림 오차만 커진다'}${seen(v)}.`,
        single: (v) =>
          `유효 비트가 53개가 아니라 24개이면 오차 함수의 차분은 가장 좋은 ε = ${number(v.energyEpsilon)}에서도 오차: ${number(v.energyError)}, 그래디언트의 차분은 ε = ${number(v.gradientEpsilon)}에서 오차: ${number(v.gradientError)}에 그친다${seen(v)}.`,
        kink: (v) =>
          `ε = ${number(v.crossing)}부터는 한 스텝이 ${v.layer}층 ${v.unit}번 유닛을 꺾이는 점 너머로 옮긴다. 그곳에서는 E의 이계도함수가 없으므로, 연산이 아무리 정확해도 차분은 H와 어긋난다. 오차 함수 차분의 최소 오차: ${number(v.energyError)} (ε = ${number(v.energyEpsilon)})${seen(v)}.`,
      },
    },
    'sequential-inverse': {
      title: '순차적 역행렬, 점 하나씩',
      question: '데이터 포인트 하나가 역행렬을 어떻게 바꾸는가?',
      parameters: { order: '점의 순서', step: '반영한 점의 수' },
      options: { given: '주어진 순서', reversed: '역순', random: '무작위' },
      plots: {
        errors: '진행에 따른 오차',
        damping: 'λ에 따른 오차',
        denominators: '각 점의 분모 1 + bᵀPb',
      },
      axes: { points: '반영한 점의 수', error: '상대 오차', lambda: 'λ', denominator: '1 + bᵀPb' },
      marks: { step: '반영한 점의 수', damping: '순차적 역행렬의 λ' },
      pictures: { inverse: '점 n개까지의 역행렬', update: 'n번째 점에 의한 계수 1 갱신' },
      series: {
        'to-outer': '감쇠된 외적 근사와 비교',
        'to-exact': '감쇠된 정확한 헤시안과 비교',
        denominator: '분모',
      },
      lines: {},
      facts: {
        'to-outer': '최종 오차, 감쇠된 외적 근사와 비교',
        'to-exact': '최종 오차, 감쇠된 정확한 헤시안과 비교',
        'free-directions': '작은 λ에서 (α + λ)P의 대각합',
      },
      claims: {
        equal: (v) =>
          `점 ${formatCount(v.N)}개를 모두 반영한 P는 감쇠된 외적 근사의 역행렬이다(오차: ${number(v.toOuter)}, 반올림 오차뿐이다). ${v.toExact > roundOff ? `감쇠된 정확한 헤시안과 비교한 오차(${number(v.toExact)})는 줄지 않는데, 이는 외적 근사 자체의 오차이다` : '여기서는 외적 근사가 정확한 헤시안과 같으므로 P는 그 역행렬이기도 하다'}. λ = ${number(v.smallest)}에서 반올림 오차는 ${number(v.roundOff)}이다.`,
        projector: (v) =>
          `점 ${formatCount(v.N)}개로는 ${v.W}개의 방향을 모두 채울 수 없어 ${v.free}개가 자유롭게 남는다. λ가 작아지면 λP는 그 방향들로의 사영 행렬에 가까워지고(대각합: ${formatNumber(v.trace, 4)}) P의 원소는 1/λ처럼 커진다. 그래도 λ = ${number(v.lambda)}에서 P는 감쇠된 외적 근사의 역행렬이다(오차: ${number(v.toOuter)}).`,
      },
    },
    cost: {
      title: '계산 비용',
      question: '헤시안의 계산 비용은 얼마이고, 어떻게 커지는가?',
      parameters: {
        against: '기준',
        from: '최솟값',
        to: '최댓값',
        sizes: '크기의 수',
        at: '예측할 크기',
      },
      options: { weights: 'W', patterns: 'N' },
      plots: { counted: '연산 횟수', measured: '이 기기에서 잰 시간' },
      axes: { size: '가중치 수 W 또는 데이터 포인트 수 N', operations: '연산 횟수', milliseconds: '밀리초' },
      marks: { 'present-weights': '현재 신경망의 W' },
      pictures: {},
      series: {},
      lines: { extrapolated: '외삽' },
      facts: {
        'counted-exponent': '연산 횟수의 지수',
        'measured-exponent': '측정한 시간의 지수',
        'time-there': '예측할 크기에서의 시간 (ms)',
      },
      claims: {
        extrapolated: (v, methods) =>
          costs(v, methods, `W = ${formatCount(v.at)}일 때 (W ≤ ${formatCount(v.to)}에서 외삽)`),
        fitted: (v, methods) => costs(v, methods, `W = ${formatCount(v.at)}일 때`),
        patterns: (v, methods) =>
          `${costs(v, methods, `데이터 포인트가 N = ${formatCount(v.at)}개일 때`)} 모든 방법이 데이터 포인트에 대한 합이다.`,
      },
    },
    spectrum: {
      title: '스펙트럼',
      question: '각 근사는 어떤 곡률을 간직하는가?',
      parameters: { axis: 'λ 축', eigenvector: '고유벡터', reach: '표시할 거리' },
      options: { linear: '선형', symlog: '대칭 로그' },
      plots: { sorted: '정렬한 고윳값', along: '고유벡터를 따라 본 E', density: '고윳값의 밀도' },
      axes: { index: '순번', eigenvalue: 'λ', distance: 's', energy: 'E(w + s v)', density: '밀도' },
      marks: { eigenvector: '선택한 고유벡터' },
      pictures: { eigenvector: '가중치 위의 고유벡터', plane: '이웃한 고유벡터와 이루는 평면' },
      series: { energy: 'E(w + s v)', parabola: '그 포물선' },
      lines: {},
      facts: { negative: '음의 고윳값', smallest: '최솟값', largest: '최댓값' },
      claims: {
        definite: (v) =>
          `정확한 헤시안의 고윳값 ${v.W}개 중 음수는 없다(범위: ${number(v.smallest)} ~ ${number(v.largest)}). ${v.chosen}번 고유벡터 방향의 곡률: ${number(v.lambda)}, 기울기: ${number(v.slope)}.`,
        indefinite: (v) =>
          `정확한 헤시안의 고윳값 ${v.W}개 중 ${v.negative}개가 음수이다(최솟값: ${number(v.smallest)}, 최댓값: ${number(v.largest)}). 외적 근사는 음의 고윳값을 가질 수 없다. ${v.chosen}번 고유벡터 방향의 곡률: ${number(v.lambda)}.`,
        falls: (v) =>
          `정확한 헤시안의 고윳값 ${v.W}개 중 ${v.negative}개가 음수이다. ${v.chosen}번 고유벡터를 따라 E는 아래로 굽는다(λ = ${number(v.lambda)}, 기울기: ${number(v.slope)}). 이 방향에서 뉴턴 스텝은 오르막을 향하고, 음의 고윳값이 없는 외적 근사는 이를 볼 수 없다.`,
      },
    },
    iteration: {
      title: '곱셈만으로 알아내기',
      question: 'H·v 몇 번으로 H를 얼마나 알 수 있는가?',
      parameters: { products: '곱셈 횟수', probes: '최대 탐침 수', seed: '시드' },
      options: {},
      plots: { convergence: '최대 |λ|의 오차', ritz: '리츠 값', probes: '대각합과 대각 성분의 오차' },
      axes: {
        products: 'H·v 횟수',
        error: '상대 오차',
        step: '란초스 스텝',
        ritz: '리츠 값',
        probes: 'H·v 횟수',
      },
      marks: { products: '곱셈 횟수' },
      pictures: {},
      series: {
        power: '거듭제곱법',
        lanczos: '란초스 방법',
        ritz: '리츠 값',
        'hutchinson-trace': '대각합, Hutchinson',
        'hutchinson-diagonal': '대각 성분, Hutchinson',
        'hutch-plus-plus': '대각합, Hutch++',
      },
      lines: { largest: '최대 λ', smallest: '최소 λ', expected: '예상' },
      facts: { 'products-needed': '오차 10⁻⁶까지의 곱셈 횟수', 'probe-slope': '탐침 수에 대한 기울기' },
      claims: {
        converges: (v) => `${iterated(v)} ${probed(v)}`,
        exhausted: (v) =>
          `${iterated(v)} ${probed(v)} 그만한 곱셈이라면 단위 벡터 W = ${v.W}개로 H 전체를 얻을 수 있었다.`,
      },
    },
    'error-while-training': {
      title: '학습에 따른 오차',
      question: '잔차가 줄면 근사도 정확해지는가?',
      parameters: { ahead: '앞으로의 스텝 수', noise: '추가 노이즈' },
      options: {},
      plots: {
        errors: '학습에 따른 상대 오차',
        residual: '잔차의 크기',
        smallest: 'H의 최소 고윳값',
      },
      axes: { step: '스텝', error: '상대 오차', residual: 'y − t의 제곱평균제곱근', smallest: '최소 λ' },
      marks: { step: '표시된 스텝' },
      pictures: {},
      series: { residual: '잔차', smallest: '최소 고윳값' },
      lines: {},
      facts: { 'first-error': '첫 스텝의 오차', 'last-error': '마지막 스텝의 오차' },
      claims: {
        falls: (v, methods) =>
          `스텝 ${v.from}부터 스텝 ${v.to}까지 잔차가 ${number(v.residualBefore)}에서 ${number(v.residualAfter)}까지 변하는 동안 ‘${methods.method}’의 오차는 ${formatRelative(v.before)}에서 ${formatRelative(v.after)}까지 줄어든다. 마지막 스텝에서 H의 최소 고윳값: ${number(v.smallest)}.`,
        stays: (v, methods) =>
          `스텝 ${v.from}부터 스텝 ${v.to}까지 ‘${methods.method}’의 오차는 줄지 않는다(${formatRelative(v.before)} → ${formatRelative(v.after)}). 잔차: ${number(v.residualBefore)} → ${number(v.residualAfter)}, 마지막 스텝에서 H의 최소 고윳값: ${number(v.smallest)}.`,
      },
    },
    'r-wave': {
      title: 'R-연산자의 전파',
      question: '순전파와 역전파 한 번으로 어떻게 H·v를 얻는가?',
      parameters: { vector: 'v', index: '번호', point: '데이터 포인트', columns: '열의 수' },
      options: {
        unit: '단위 벡터',
        gradient: '그래디언트',
        random: '무작위 벡터',
        eigenvector: '고유벡터',
      },
      plots: { columns: 'H의 남은 부분' },
      axes: { columns: '열의 수', missing: '상대 차이' },
      marks: { columns: '계산한 열의 수' },
      pictures: {
        forward: '순전파: z와 R{z}, 가중치 위에는 v',
        backward: '역전파: δ와 R{δ}, 가중치 위에는 H·v',
        built: '열로 만든 H',
      },
      series: { missing: '남은 부분' },
      lines: {},
      facts: { error: '행렬과 비교한 H·v의 오차', norm: '‖H·v‖', curvature: 'vᵀHv / vᵀv' },
      claims: {
        products: (v) =>
          `H·v 한 번의 연산 횟수는 ${number(v.operations)}이고 행렬로 구한 값과의 차이는 ${number(v.error)}이다. 단위 벡터와의 곱 ${formatCount(v.W)}번이면 연산 ${number(v.all)}번으로 H 전체를 얻는다(오차: ${number(v.built)}). 블록을 직접 계산하면 연산 횟수는 ${number(v.exact)}이다.`,
      },
    },
    harm: {
      title: '같은 행렬, 다른 영향',
      question: '행렬이 더 정확하면 스텝, 가지치기, 오차 막대도 더 정확한가?',
      parameters: {},
      options: {},
      plots: { harm: '행렬의 오차에 따른 영향', damping: 'λ에 따른 스텝의 오차' },
      axes: { matrix: '행렬의 오차', harm: '상대 오차', lambda: 'λ', step: '스텝의 오차' },
      marks: { damping: '감쇠된 역행렬의 λ' },
      pictures: {},
      series: { inverse: '감쇠된 역행렬', step: '제안하는 스텝', bar: '오차 막대' },
      lines: {},
      facts: {
        matrix: '행렬의 오차',
        inverse: '역행렬의 오차',
        step: '스텝의 오차',
        energy: '스텝에 의한 E의 변화',
        pruned: '가지치기할 가중치',
        bar: '오차 막대',
      },
      claims: {
        agree: (v, methods) =>
          `근사 ${v.methods}가지 중 ‘${methods.byMatrix}’의 오차가 행렬(${formatRelative(v.matrix)})과 λ = ${number(v.lambda)}에서 제안하는 스텝(${formatRelative(v.step)}) 모두에서 가장 작다.`,
        differ: (v, methods) =>
          `순위가 다르다. H에 가장 가까운 것은 ‘${methods.byMatrix}’(오차: ${formatRelative(v.matrix)})이지만 λ = ${number(v.lambda)}에서 그 스텝의 오차는 ${formatRelative(v.itsStep)}이다. 행렬의 오차가 ${formatRelative(v.itsMatrix)}인 ‘${methods.byStep}’의 스텝이 더 정확하다(오차: ${formatRelative(v.step)}).`,
        exact: (v) =>
          `λ = ${number(v.lambda)}에서 표시된 모든 방법이 반올림 오차를 빼면 H와 같아 아무 영향이 없다. 스텝에 의한 E의 변화: ${number(v.decrease)}.`,
      },
    },
    structure: {
      title: '구조',
      question: 'H의 크기는 어디에 모여 있고, 어떤 변환이 H를 옮기기만 하는가?',
      parameters: { order: '행의 순서' },
      options: { layer: '층', unit: '은닉 유닛', size: '크기' },
      plots: { share: '큰 원소가 차지하는 ‖H‖²의 비율' },
      axes: { entries: '큰 원소의 수', share: '‖H‖²의 비율' },
      marks: {},
      pictures: { ordered: '이 순서로 놓은 H', blocks: '각 블록의 제곱평균제곱근' },
      series: { share: '비율', swap: '두 유닛의 자리 바꿈', flip: '한 유닛의 부호 바꿈' },
      lines: {},
      facts: {
        'within-layers': '층 안의 비율',
        'within-units': '은닉 유닛 안의 비율',
        entries: '‖H‖²의 90 %를 차지하는 원소의 수',
        energy: 'E의 변화',
        hessian: '순서와 부호를 제외한 H의 변화',
      },
      claims: {
        structure: (v) =>
          `${held(v)} 두 유닛의 자리를 바꾸어도 H는 행의 순서만 달라진다(차이: ${number(v.swap)}).`,
        plain: (v) => held(v),
      },
    },
    optimisation: optimisationKo,
    retraining: retrainingKo,
    pruning: pruningKo,
    laplace: laplaceKo,
  },
  chooseUse: '활용',
  choose: '실험',
  show: '표시할 그림',
  all: '모두',
  parameters: '실험 설정',
  findings: '측정 결과',
  expected: (value) => `(예상: ${value})`,
  play: '재생',
  pause: '일시 정지',
  back: '이전',
  forward: '다음',
  cancel: '취소',
  restart: '다시 시작',
  running: (percent) => `${percent} %`,
  cancelled: '취소되었다. 그때까지 측정한 값이 표시되어 있다.',
  failed: (reason) => `실험이 실패했다: ${reason}`,
  examples: {
    saddle: 'w = 0의 안장점',
    valley: '좁은 골짜기',
    'to-the-saddle': '안장점으로 가는 뉴턴',
    overshoot: '극솟값을 지나치는 뉴턴',
    outlier: '이상점',
    'too-far': '지나친 스텝',
    'line-outlier': '이상점이 있는 직선',
    mislabelled: '잘못된 레이블',
    twins: '쌍둥이 입력',
    gap: '데이터의 빈틈',
    extrapolation: '데이터 바깥',
    'two-classes': '두 클래스와 먼 곳',
    'hidden-units': '은닉 유닛은 몇 개?',
  },
  example: '보기 문제',
  chooseExample: '선택 …',
  failures: {
    'not-finite': () => '수가 표현 범위를 넘었다. 계산 결과에 NaN 또는 ∞가 있다.',
    singular: (_, eigenvalues) =>
      `행렬의 역행렬을 작업 정밀도 안에서 구할 수 없다${listed(eigenvalues, '0인')}. 감쇠 계수를 키우면 구할 수 있다.`,
    indefinite: (_, eigenvalues) =>
      `행렬이 양의 정부호가 아니다${listed(eigenvalues, '음의')}. 이 행렬로는 구하는 값이 의미를 잃는다.`,
    diverging: (v) =>
      Number.isFinite(v.energy) ? `E가 한없이 커졌다(E = ${number(v.energy)}).` : '수가 한없이 커졌다.',
    'no-descent': () => '감쇠 계수를 아무리 키워도 E를 줄이는 스텝이 없다.',
    'no-data': (v) => `데이터 포인트가 너무 적다(${formatCount(v.patterns)}개).`,
    'no-prior': (v) => `α와 β는 양수여야 한다(α = ${number(v.alpha)}, β = ${number(v.beta)}).`,
    'at-rest': (v) =>
      `시작점에서 ∇E = 0이다. ${v.negativeEigenvalues > 0 ? 'E가 낮아지는 방향이 있지만 ' : ''}어느 스텝도 그곳을 떠나지 못한다.`,
    'no-weights': () => '제거할 가중치가 남아 있지 않다.',
    refused: () => '이 방법은 이 신경망을 다루지 않는다.',
  },
  giveBack: (name) => `${name} 선택 취소`,
  noResult: '결과가 없는 항목',
  chooseByClick: '점을 클릭하면 제거하거나 되돌린다.',
  chooseAndMove: '점을 클릭하면 제거하거나 되돌리고, 끌면 옮기고, 빈 곳을 두 번 클릭하면 추가한다.',
  chooseKeys: '화살표 키로 점 사이를 오가고 스페이스 바로 제거하거나 되돌린다.',
  moveKeys:
    '화살표 키로 점 사이를 오가고, 스페이스 바로 제거하거나 되돌리고, Shift와 화살표로 옮기고, Insert로 추가한다.',
  restore: '모두 되돌리기',
  added: (place) => `추가한 점 (${place})`,
  pattern: (n) => `점 ${n}`,
  more: (rows) => `나머지 ${formatCount(rows)}개 행은 표시하지 않는다.`,
  waiting: '첫 번째 점을 계산하고 있다 …',
  table: (plot) => `표: ${plot}`,
  plot: (title, plot) => `${title}: ${plot}`,
}

/** 거듭제곱법과 란초스 방법의 결과. */
function iterated(v: ClaimValues): string {
  return `최대 고윳값(${number(v.largest)})에 대한 거듭제곱법의 오차는 곱셈 ${v.power}번 뒤 ${number(v.powerReached)}, 란초스 방법의 오차는 ${v.lanczos}번 뒤 ${number(v.lanczosReached)}이다. 다음 |λ|와의 비: ${number(v.gap)}.`
}

function probed(v: ClaimValues): string {
  return `무작위 탐침 ${formatCount(v.probes)}개로 구한 대각합(${number(v.trace)})의 오차: ${number(v.traceError)}, 대각 성분의 오차: ${number(v.diagonalError)}. 탐침을 네 배로 늘리면 오차는 절반이 된다.`
}

/** H의 크기가 모여 있는 곳. */
function held(v: ClaimValues): string {
  return `‖H‖²의 ${formatRelative(v.layers)}는 층 안에, ${formatRelative(v.units)}는 은닉 유닛 안에 있다. 원소 ${formatCount(v.all)}개 중 ${formatCount(v.entries)}개가 90 %를 차지한다.`
}

/** 어떤 크기에서 가장 싼 방법과 가장 비싼 방법. */
function costs(v: ClaimValues, methods: Readonly<Record<string, string>>, where: string): string {
  const time = (milliseconds: number) =>
    Number.isFinite(milliseconds) ? `, ${formatTime(milliseconds)}` : ''
  return `${where} 연산 횟수는 가장 적은 방법(${methods.cheapest})이 ${number(v.cheapest)}${time(v.cheapestTime)}, 가장 많은 방법(${methods.dearest})이 ${number(v.dearest)}${time(v.dearestTime)}이다. 증가하는 지수는 각각 ${number(v.cheapestExponent)}, ${number(v.dearestExponent)}이다.`
}

/** 전체가 아닐 때 비교한 원소의 수. */
function seen({ entries, all }: Readonly<Record<string, number>>): string {
  return entries < all ? ` (전체 원소 ${formatCount(all)}개 중 ${formatCount(entries)}개 비교)` : ''
}
