import type { Catalogue } from './catalogue.ts'
import { noticeKo } from './noticeKo.ts'
import { formatNumber } from './numbers.ts'

export const ko: Catalogue = {
  code: 'ko',
  name: '한국어',
  title: 'Hessian Playground',
  description: '신경망의 헤시안 행렬: PRML 5.4의 모든 계산 방법을 나란히, 실시간으로 비교한다.',
  skip: '히트맵으로 건너뛰기',

  topBar: {
    example: '예제',
    chooseExample: '예제 …',
    examples: {
      'sinusoid-early': '사인 곡선, 학습 초기',
      'sinusoid-trained': '사인 곡선, 학습 후',
      xor: 'XOR, 점 네 개',
      circles: '동심원, 로지스틱',
      spirals: '나선, 세 층',
      'three-gaussians': '세 가우스 분포, 소프트맥스',
      relu: 'ReLU: 꺾인 점',
      'deep-linear': '깊은 선형 신경망',
      'one-layer': '한 층: 외적이 정확하다',
    },
    language: '언어',
    theme: '테마',
    themes: { system: '시스템 테마', light: '밝게', dark: '어둡게' },
    present: '발표',
    leavePresent: '발표 끝내기',
    keys: '단축키',
    copyLink: '링크 복사',
    copied: '복사됨',
    copyFailed: '브라우저가 복사를 허용하지 않았다. 링크는 주소 표시줄에 있다.',
  },

  data: {
    title: '데이터',
    dataset: '데이터셋',
    points: '점의 수',
    noise: '노이즈',
    seed: '시드',
    newSeed: '데이터 다시 뽑기',
    own: (N) => `직접 입력한 데이터 포인트 ${N}개`,
    datasets: {
      sinusoid: '사인 곡선',
      line: '직선',
      plane: '평면',
      'gaussian-bump': '가우스 봉우리',
      xor: 'XOR',
      'two-gaussians': '두 가우스 분포',
      circles: '동심원',
      spirals: '나선',
      'three-gaussians': '세 가우스 분포',
    },
    plot: {
      curve: (N) => `데이터 포인트 ${N}개와 신경망이 나타내는 함수`,
      surface: (N) => `신경망의 출력 위에 그린 데이터 포인트 ${N}개`,
    },
  },

  network: {
    title: '신경망',
    diagram: (layers, W) => `신경망 ${layers.join('–')}, 가중치와 편향 ${W}개`,
    activation: (layer, of) => (of === 1 ? '은닉 유닛' : `은닉층 ${layer}`),
    output: '출력',
    outputs: {
      identity: '선형, 제곱합 오차',
      sigmoid: '로지스틱, 교차 엔트로피',
      softmax: '소프트맥스, 교차 엔트로피',
    },
    outputRefused: '분류 문제용',
    bias: '편향',
    weightDecay: '가중치 감쇠 α',
    seed: '가중치 시드',
    newSeed: '가중치 다시 뽑기',
    addUnit: (layer) => `은닉층 ${layer}에 유닛 추가`,
    removeUnit: (layer) => `은닉층 ${layer}에서 유닛 제거`,
    addLayer: (layer) => `${layer}번째 자리에 은닉층 추가`,
    removeLayer: (layer) => `은닉층 ${layer} 제거`,
    moreUnits: (n) => `+${n}`,
  },

  training: {
    title: '학습',
    step: (n) => `스텝 ${n}`,
    train: '학습',
    pause: '멈춤',
    oneStep: '한 스텝',
    reset: '초기화',
    optimizer: '최적화 방법',
    optimizers: { 'gradient-descent': '경사 하강법', momentum: '모멘텀' },
    learningRate: '학습률 η',
    momentum: '모멘텀 μ',
    curve: (energy) => `학습에 따른 오차 함수, 현재 값: ${energy}`,
    running: (percent) => `학습 중, ${percent} %`,
  },

  maps: {
    title: '헤시안 행렬',
    toolbar: '히트맵에 나타낼 것',
    view: '행렬',
    views: { hessian: '헤시안', difference: '정확한 값과의 차', inverse: '역행렬' },
    scale: '색 척도',
    scales: { linear: '선형', symlog: '대칭 로그' },
    scope: '색 척도의 범위',
    scopes: { all: '공통', each: '개별' },
    methods: (shown, of) => `방법 ${shown}/${of}`,
    chooseMethods: '나타낼 방법',
    zoom: '행렬 전체',
    values: '칸에 값 표시 (W ≤ 16)',
    legend: (limit) => `색 척도: −${limit}에서 0을 거쳐 ${limit}까지`,
    inverses: '역행렬',
  },

  tile: {
    reference: '기준',
    error: '오차',
    showDetails: (method, error) => `오차 ${error}, ${method}의 모든 척도`,
    cost: (exponent) => `데이터 포인트당 계산 비용: W의 ${exponent}제곱에 비례`,
    time: '측정 시간',
    negative: (n) => `음의 고윳값 ${n}개`,
    waiting: '대기 중 …',
    progress: (percent) => `${percent} % 계산됨`,
    stop: '중지',
    stopped: '중지됨.',
    resume: '계산',
    dampTo: (value) => `λ = ${value}로 설정`,
    resetWeights: '가중치 초기화',
    map: (method, W) => `${method}: ${W} × ${W} 행렬`,
    mapDifference: (method, W) => `${method}: 정확한 값과의 차, ${W} × ${W} 행렬`,
    mapInverse: (method, W) => `${method}: 역행렬, ${W} × ${W} 행렬`,
    cell: (row, column, weights, value) => `${row}행 ${column}열, ${weights}: ${value}`,
    notComputed: '계산되지 않음',
  },

  methods: {
    exact: '정확한 헤시안',
    'outer-product': '외적 근사',
    diagonal: '대각 근사',
    'energy-differences': '오차 함수의 차분',
    'gradient-differences': '그래디언트의 차분',
    'r-operator': 'R-연산자',
    'sequential-inverse': '순차적 역행렬',
  },
  partner: '정확한 역행렬',
  parameters: { epsilon: '간격 ε', damping: '감쇠 계수 λ' },

  measures: {
    relativeFrobenius: '상대 오차',
    maxAbs: '최대 편차',
    relativeSpectral: '스펙트럼 노름 오차',
    cosine: 'H와의 코사인',
    negativeEigenvalues: '음의 고윳값 수',
    diagonalRelative: '대각 성분의 오차',
    asymmetry: '대칭화 전 비대칭',
    operations: '연산 횟수',
    time: '측정 시간',
    residualExact: '잔차, 정확',
    relativeExact: '오차, 정확',
    residualOuterProduct: '잔차, 외적',
    relativeOuterProduct: '오차, 외적',
    none: '정의되지 않음 (노름 0)',
    pending: '…',
  },

  why: {
    title: '지금 볼 것',
    titleExact: '정확한 헤시안이 보여 주는 것',
    titleOff: (method, error) => `${method}: 오차 ${error}의 이유`,
    titleSame: (method) => `${method}: 반올림 오차를 빼면 정확한 헤시안과 같다`,
    titlePlain: (method) => method,
    indefinite: (negative, W) =>
      `H의 고윳값 ${W}개 가운데 음수가 ${negative}개 있다. 그 방향으로는 E가 아래로 휘어 있으므로 뉴턴 스텝이 오히려 E를 키울 수 있다.`,
    definite:
      'H에 음의 고윳값이 없다. 어느 방향으로도 E는 위로 휘거나 평평하므로 w 근처의 E는 이차 함수 모양의 그릇으로 나타낼 수 있다.',
    zero: 'H가 영행렬이다. 이 가중치에서 E는 전혀 휘어 있지 않으며 상대 오차는 정의되지 않는다.',
    outerProduct: (norm, share, residual) =>
      `잔차와 출력 곡률의 곱인 Σₙ Σₖ δₙₖ ∇∇aₙₖ를 버린다. 이 부분의 노름: ${norm}, ‖H‖의 ${share}. 잔차의 제곱평균제곱근이 아직 ${residual}이기 때문이다. 학습을 계속하며 변화를 살펴보자.`,
    oneLayer: '가중치 층이 하나뿐이면 활성값 a가 w에 대해 선형이다. ∇∇a = 0이므로 버리는 것이 없다.',
    nothingDropped: '버리는 부분 Σₙ Σₖ δₙₖ ∇∇aₙₖ가 여기서는 사라진다.',
    diagonalExact: (norm, share) =>
      `이 신경망에서는 재귀식이 아무것도 버리지 않으므로 대각 성분은 정확하다. 대각선 밖은 모두 0으로 놓는데, H의 그 부분의 노름: ${norm}, ‖H‖의 ${share}.`,
    diagonalOff: (norm, share, ownError) =>
      `대각선 밖을 모두 0으로 놓고, 재귀식에서 k ≠ k′인 ∂²E/∂aₖ∂aₖ′도 버린다. 그래서 대각 성분 자체의 오차: ${ownError}. 둘을 합친 노름: ${norm}, ‖H‖의 ${share}.`,
    alreadyDiagonal: '여기서는 H가 대각 행렬이므로 잃는 것이 없다.',
    energyDifferences: (epsilon, norm, floor) =>
      `버리는 항은 없지만 간격 ε = ${epsilon}은 유한하다. 절단 오차는 ε²에, 반올림 오차는 1/ε²에 비례하여 커진다(원소당 약 ${floor}). 편차의 노름: ${norm}. ε을 움직여 가장 좋은 균형을 찾아보자.`,
    gradientDifferences: (epsilon, norm, asymmetry) =>
      `버리는 항은 없지만 간격 ε = ${epsilon}은 유한하다. 절단 오차는 ε²에, 반올림 오차는 1/ε에 비례하여 커진다. 편차의 노름: ${norm}. 대칭화 전의 비대칭(${asymmetry})은 H를 몰라도 오차의 크기를 알려 준다.`,
    kinks:
      '활성화 함수가 꺾이는 점을 넘어가는 차분은 의미가 없다. 이때 틀린 것은 차분이며 정확한 행렬이 아니다.',
    rOperator: (products, norm) =>
      `버리는 것이 없다. H와 단위 벡터의 곱 ${products}번으로 열을 하나씩 얻는다. 편차의 노름: ${norm}, 반올림 오차일 뿐이다.`,
    sequential: (roundOff, share) =>
      `데이터 포인트를 하나씩 역행렬에 더해 간다. 감쇠를 더한 외적 행렬의 역행렬에 대한 오차: ${roundOff}. 감쇠를 더한 정확한 헤시안의 역행렬에 대한 오차: ${share}, 이것은 외적 근사 자체의 오차이다.`,
    pending: '계산 중 …',
  },

  entry: {
    title: '원소',
    place: (row, column) => `${row}행 ${column}열`,
    none: '히트맵의 원소를 가리키거나 화살표 키로 옮겨 간다. 클릭하거나 Enter를 누르면 고정된다.',
    unpin: '고정 해제',
    method: '방법',
    value: '값',
    deviation: '편차',
    inverse: '역행렬',
    weights: '두 가중치',
    bias: '편향',
  },

  status: {
    title: '알림',
    dismiss: '닫기',
    diverged: (step) =>
      `스텝 ${step}에서 학습이 발산했다. 오차 함수가 한없이 커졌으며 그 직전의 가중치를 남겨 두었다.`,
    undoDiverged: (step) => `스텝 ${step}(으)로 되돌리기`,
    halveRate: (rate, step) => `η = ${rate}로 절반 줄이고 스텝 ${step}부터`,
    workerFailed: (message) => `계산이 멈추었다(${message}). 이전에 계산한 결과는 그대로 보인다.`,
    retry: '다시 시도',
    tooLarge: (W, limit, width) =>
      `바꾸지 않았다. 가중치가 ${W}개가 되는데, 전체 행렬은 ${limit}개까지 계산한다. 은닉층마다 유닛 ${width}개까지는 가능하다.`,
    narrowed: (W, limit, layers) =>
      `가중치가 ${W}개가 되는데, 전체 행렬은 ${limit}개까지 계산한다. 은닉층을 줄였다: ${layers}.`,
    tooManyLayers: '바꾸지 않았다. 가중치 층은 최대 네 개이다.',
    link: '이 링크에서 쓸 수 없는 부분이 있다:',
  },

  notice: noticeKo,

  refusals: {
    'no-damping': ({ alpha0 }) =>
      `재귀식은 (α + λ)I에서 출발하므로 α + λ가 양수여야 한다. 현재 값: ${formatNumber(alpha0)}.`,
    'not-finite': () => '결과가 유한하지 않다. 가중치나 입력, 출력이 너무 커서 수가 넘친다.',
    singular: () => '계산 정밀도 안에서 특이 행렬이므로 역행렬이 없다. 감쇠 계수 λ를 키우면 된다.',
  },

  present: {
    fold: '보이기/숨기기',
    parts: { data: '데이터', network: '신경망', training: '학습', entry: '수치' },
    end: '끝내기',
    fullScreen: '전체 화면',
  },

  keys: {
    title: '단축키',
    close: '닫기',
    rows: [
      ['Tab', '다음 영역'],
      ['← ↑ → ↓', '히트맵 안에서 이동'],
      ['Enter', '원소 고정 또는 해제'],
      ['Home End PgUp PgDn', '행의 양 끝, 다음 층'],
      ['+ − 0', '큰 히트맵 확대와 축소, 전체 보기'],
      ['Space', '학습 또는 멈춤'],
      ['.', '한 스텝'],
      ['R', '가중치 초기화'],
      ['1 … 9', '방법 보이기/숨기기 (발표 중: 데이터, 신경망, 학습, 수치)'],
      ['D', '정확한 값과의 차'],
      ['I', '역행렬'],
      ['L', '선형 또는 대칭 로그 척도'],
      ['P', '발표 모드'],
      ['F', '전체 화면'],
      ['Esc', '원소 고정 해제, 발표 끝내기'],
      ['?', '이 목록'],
    ],
  },
}
