import type { Catalogue } from './catalogue.ts'
import { noticeKo } from './noticeKo.ts'
import { formatNumber } from './numbers.ts'
import { ownKo } from './ownKo.ts'
import { observationsKo } from './observationsKo.ts'

export const ko: Catalogue = {
  code: 'ko',
  title: 'Hessian Playground',
  description: '신경망의 헤시안 행렬: PRML 5.4절의 모든 계산 방법을 나란히 놓고 실시간으로 비교한다.',
  skip: '히트맵으로 건너뛰기',
  strip: '학습과 원소',

  topBar: {
    view: '화면',
    views: { compare: '비교', studies: '실험', uses: '활용' },
    example: '예제',
    chooseExample: '예제 …',
    examples: {
      'sinusoid-early': '사인 곡선, 학습 초기',
      'sinusoid-trained': '사인 곡선, 학습 후',
      xor: 'XOR, 점 네 개',
      circles: '동심원, 로지스틱',
      spirals: '나선, 3층 신경망',
      'three-gaussians': '세 가우스 분포, 소프트맥스',
      relu: 'ReLU: 꺾이는 점',
      'deep-linear': '심층 선형 신경망',
      'one-layer': '1층 신경망: 정확한 외적 근사',
    },
    language: '언어',
    theme: '테마',
    themes: { system: '시스템 테마', light: '밝은 테마', dark: '어두운 테마' },
    present: '발표',
    leavePresent: '발표 끝내기',
    keys: '단축키',
    copyLink: '링크 복사',
    copied: '복사됨',
    copyFailed: '브라우저가 복사를 허용하지 않았다. 링크는 주소 표시줄에 있다.',
  },

  undo: {
    undo: '실행 취소',
    redo: '다시 실행',
    kinds: {
      open: '링크 또는 예제 열기',
      training: '학습',
      scrub: '이전 스텝 보기',
      data: '데이터',
      network: '신경망',
      weights: '가중치',
      'weight-decay': '가중치 감쇠',
      optimizer: '최적화 방법',
      methods: '나타낼 방법',
      parameters: '방법의 매개변수',
      display: '히트맵 표시',
    },
    weights: (kind, from, to) => `되돌린 것: ${kind}. 현재 가중치: 스텝 ${to} (이전: 스텝 ${from}).`,
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
    diagram: (layers, W) => `신경망 ${layers.join('–')}, 가중치와 편향 총 ${W}개`,
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
    addLayer: (layer) => `은닉층 추가 (${layer}번째)`,
    removeLayer: (layer) => `은닉층 ${layer} 제거`,
  },

  training: {
    title: '학습',
    step: (n) => `스텝 ${n}`,
    train: '학습',
    pause: '멈춤',
    oneStep: '한 스텝',
    reset: '초기화',
    optimizer: '최적화 방법',
    optimizers: { 'gradient-descent': '경사 하강법', momentum: '모멘텀', adam: 'Adam', 'l-bfgs': 'L-BFGS' },
    learningRate: '학습률 η',
    momentum: '모멘텀 μ',
    curve: (energy) => `학습에 따른 오차 함수, 현재 값: ${energy}`,
    running: (percent) => `학습 중: ${percent} %`,
    scrub: '보이는 스텝',
    ends: {
      converged: (step) => `스텝 ${step}에서 학습이 끝났다. 그래디언트가 계산 정밀도 안에서 0이다.`,
      'no-progress': (step) => `스텝 ${step}에서 학습이 끝났다. 오랫동안 E가 줄지 않았다.`,
      'no-descent': (step) => `스텝 ${step}에서 학습이 끝났다. 내려가는 방향으로 E가 더 줄지 않는다.`,
    },
    measures: '학습에 따른 오차',
    errorsPlot: '스텝에 따른 각 방법의 상대 오차',
    eigenvaluesPlot: '스텝에 따른 정확한 헤시안의 최대·최소 고윳값',
    largest: '최대 고윳값',
    smallest: '최소 고윳값',
  },

  own: ownKo,

  maps: {
    title: '헤시안 행렬',
    toolbar: '히트맵 표시 설정',
    view: '행렬',
    views: { hessian: '헤시안', difference: '정확한 값과의 차', inverse: '역행렬' },
    scale: '색 척도',
    scales: { linear: '선형', symlog: '대칭 로그' },
    scope: '색 척도의 범위',
    scopes: { all: '공통', each: '개별' },
    methods: (shown, of) => `방법 ${shown}/${of}`,
    chooseMethods: '표시할 방법',
    full: (limit) =>
      `히트맵은 한 번에 최대 ${limit}개까지 표시한다. 다른 방법을 보려면 먼저 하나를 숨겨야 한다.`,
    zoom: '행렬 전체 보기',
    values: '칸에 값 표시 (W ≤ 16)',
    legend: (limit) => `색 척도: −${limit}에서 0을 거쳐 ${limit}까지`,
    inverses: '역행렬',
  },

  tile: {
    reference: '기준',
    error: '오차',
    showDetails: (method, error) => `${method}: 오차 ${error}, 모든 척도 보기`,
    cost: (exponent) => `데이터 포인트당 계산 비용: ${exponent === 1 ? 'W에' : `W의 ${exponent}제곱에`} 비례`,
    time: '측정 시간',
    negative: (n) => `음의 고윳값 ${n}개`,
    waiting: '대기 중 …',
    progress: (percent) => `계산 중: ${percent} %`,
    stop: '중지',
    stopped: '중지됨',
    resume: '다시 계산',
    leaveOut: '빼기',
    dampTo: (value) => `λ = ${value} 적용`,
    takesLong: (time) => `예상 계산 시간: 약 ${time}.`,
    resetWeights: '가중치 초기화',
    trainOneStep: '한 스텝 학습',
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
    'sequential-inverse': '역행렬의 순차적 계산',
    'block-diagonal': '블록 대각 근사',
    'k-fac': 'K-FAC',
    kfra: 'KFRA',
    'levenberg-marquardt-diagonal': 'LM 대각 근사',
    'low-rank': '저계수 근사',
    lanczos: '란초스 근사',
    'empirical-fisher': '경험적 피셔 행렬',
    'monte-carlo-fisher': '몬테카를로 피셔 행렬',
    'hutchinson-diagonal': '허친슨 대각 추정',
    bfgs: 'BFGS',
  },
  methodGroups: {
    book: 'PRML 5.4',
    structured: '구조를 이용하는 방법',
    sampled: '표본을 이용하는 방법',
    'quasi-newton': '준뉴턴 방법',
  },
  partner: '정확한 역행렬',
  parameters: {
    epsilon: '간격 ε',
    damping: '감쇠 계수 λ',
    rank: '계수 r',
    samples: '표본 수 S',
    probes: '탐침 수 m',
    pairs: '쌍의 수 m',
    seed: '시드',
  },

  measures: {
    relativeFrobenius: '상대 오차',
    inverseError: '역행렬의 상대 오차',
    maxAbs: '최대 편차',
    relativeSpectral: '스펙트럼 노름 오차',
    cosine: 'H와의 코사인 유사도',
    negativeEigenvalues: '음의 고윳값 수',
    diagonalRelative: '대각 원소의 오차',
    asymmetry: '대칭화 전 비대칭',
    operations: '연산 횟수',
    time: '측정 시간',
    residualExact: '정확한 헤시안 대비 잔차',
    relativeExact: '정확한 헤시안 대비 오차',
    residualOuterProduct: '외적 근사 대비 잔차',
    relativeOuterProduct: '외적 근사 대비 오차',
    none: '정의되지 않음',
    pending: '…',
  },

  why: {
    title: '눈여겨볼 점',
    titleExact: '정확한 헤시안: 고윳값의 부호',
    titleOff: (method, error) => `${method}: 상대 오차 ${error}의 원인`,
    titleSame: (method) => `${method}: 반올림 오차 범위에서 정확한 헤시안과 일치`,
    titlePlain: (method) => method,
    indefinite: (negative, W) =>
      `H의 고윳값 ${W}개 가운데 ${negative}개가 음수이다. 그 고유벡터 방향에서는 E의 곡률이 음이므로 뉴턴 스텝이 오히려 E를 키울 수 있다.`,
    definite:
      'H에 음의 고윳값이 없다. 어느 방향에서도 E의 곡률이 음이 아니므로, w 근처에서 E는 그릇이나 골짜기 모양의 이차 함수로 근사된다.',
    zero: 'H가 영행렬이다. 이 가중치에서 E의 이계 도함수가 모두 0이므로 상대 오차는 정의되지 않는다.',
    outerProduct: (norm, share, residual) =>
      `잔차와 출력 활성값의 곡률을 곱한 항 Σₙ Σₖ δₙₖ ∇∇aₙₖ를 버린다. 버린 항의 노름: ${norm} (‖H‖의 ${share}), 잔차의 제곱평균제곱근: ${residual}. 학습이 진행되면 두 값이 함께 변한다.`,
    oneLayer: '가중치 층이 하나이면 활성값 a는 w의 선형 함수이다. 따라서 ∇∇a = 0이며 버리는 항이 없다.',
    nothingDropped: '버리는 항 Σₙ Σₖ δₙₖ ∇∇aₙₖ가 여기서는 0이다.',
    diagonalExact: (norm, share) =>
      `이 신경망에서는 재귀 계산에서 잃는 것이 없으므로 대각 원소가 정확하다. 비대각 원소는 모두 0으로 둔다. 버린 부분의 노름: ${norm} (‖H‖의 ${share}).`,
    diagonalOff: (norm, share, ownError) =>
      `비대각 원소를 모두 0으로 두고, 재귀 계산에서도 k ≠ k′인 ∂²Eₙ/∂aₖ∂aₖ′ 항을 버린다. 이 때문에 생기는 대각 원소의 상대 오차: ${ownError}. 비대각 원소까지 합친 편차의 노름: ${norm} (‖H‖의 ${share}).`,
    alreadyDiagonal: '여기서는 H가 대각 행렬이므로 잃는 것이 없다.',
    energyDifferences: (epsilon, norm, floor) =>
      `버리는 항은 없으나 절단 오차(ε²에 비례)와 반올림 오차(1/ε²에 비례, 원소당 약 ${floor})가 남는다. 간격 ε = ${epsilon}에서 편차의 노름: ${norm}. ε을 조절하면 두 오차가 균형을 이루는 점을 찾을 수 있다.`,
    gradientDifferences: (epsilon, norm, asymmetry) =>
      `버리는 항은 없으나 절단 오차(ε²에 비례)와 반올림 오차(1/ε에 비례)가 남는다. 간격 ε = ${epsilon}에서 편차의 노름: ${norm}. 대칭화 전의 비대칭(${asymmetry})은 H를 몰라도 상대 오차의 크기를 알려 준다.`,
    kinks:
      '활성화 함수가 꺾이는 점을 건너뛴 차분은 의미가 없다. 이때 틀린 것은 정확한 헤시안이 아니라 차분이다.',
    rOperator: (products, norm) =>
      `버리는 항이 없다. H와 단위 벡터의 곱을 ${products}번 계산하면 H의 모든 열을 얻는다. 편차의 노름: ${norm}, 반올림 오차일 뿐이다.`,
    sequential: (roundOff, share) =>
      `데이터 포인트를 하나씩 반영하며 역행렬을 갱신한다. 외적 근사에 λI를 더한 행렬의 역행렬 대비 오차: ${roundOff}. 정확한 H\u00a0+\u00a0λI의 역행렬 대비 오차: ${share}, 이는 외적 근사 자체의 오차에서 비롯된다(H\u00a0+\u00a0λI가 부정부호이거나 특이 행렬에 가까우면 큰 의미가 없다).`,
    titleInverse: (method, error) => `${method}: 감쇠 역행렬의 상대 오차 ${error}`,
    inverse: (error) =>
      `행렬 자체의 상대 오차: ${error}. 감쇠 계수 λ를 더해 역행렬을 구하면 곡률이 작은 방향의 오차는 커지고, 곡률이 큰 방향의 오차는 가려진다.`,
    nothing: '유한한 수가 없어 말할 것이 없다.',
    pending: '계산 중 …',
    everything: '눈여겨볼 점 모두',
    previous: '이전 관찰',
    next: '다음 관찰',
    position: (n, of) => `${of}개 중 ${n}번째`,
  },

  observations: observationsKo,

  parts: {
    show: '부분별로 보기',
    close: '히트맵으로 돌아가기',
    title: (method) => `${method}: H를 이루는 부분`,
    names: {
      residual: '잔차 부분',
      neglected: '무시한 비대각 원소',
      dropped: '재귀 계산에서 버린 부분',
    },
    norm: '노름',
    ofWhole: (share) => `‖H‖의 ${share}`,
    shares: (outer, residual, both) =>
      `H = 외적 근사 + 잔차 부분. ‖H‖²에서 차지하는 비율: 외적 근사 ${outer}, 잔차 부분 ${residual}, 두 부분의 내적의 두 배 ${both}.`,
    zero: 'H가 영행렬이므로 비율이 정의되지 않는다.',
    diagonal: (error, neglected, dropped) =>
      `H = 대각 근사 + 무시한 부분 + 버린 부분. 오차의 노름: ${error}. 무시한 비대각 원소: ‖H‖의 ${neglected}, 재귀 계산에서 버린 부분: H의 대각 원소의 ${dropped}.`,
    dropsNothing: {
      'one-layer':
        '재귀 계산에서 버리는 것이 없다. 가중치 층이 하나이면 역방향으로 전파할 것이 없으므로 대각 원소가 정확하다.',
      'two-layers-diagonal-curvature':
        '재귀 계산에서 버리는 것이 없다. 가중치 층이 둘이고 출력의 ∂²Eₙ/∂aₖ∂aₖ′이 대각 행렬이므로 모든 w에서 대각 원소가 정확하다.',
      'single-units':
        '재귀 계산에서 버리는 것이 없다. 역전파가 출발하는 층마다 유닛이 하나뿐이어서 ∂²Eₙ/∂aₖ∂aₖ′에 비대각 원소가 없다.',
      'single-units-diagonal-curvature':
        '재귀 계산에서 버리는 것이 없다. 역전파가 출발하는 은닉층마다 유닛이 하나뿐이고, 출력의 ∂²Eₙ/∂aₖ∂aₖ′은 대각 행렬이다.',
    },
    drops: {
      'softmax-outputs':
        '재귀 계산에서는 소프트맥스 출력에서 ∂²Eₙ/∂aₖ∂aₖ′의 비대각 원소를 버린다. 소프트맥스 출력은 서로 영향을 주기 때문에 이 원소는 0이 아니다.',
      'hidden-layers':
        '재귀 계산에서는 둘째 은닉층부터, 유닛이 둘 이상인 층마다 ∂²Eₙ/∂aₖ∂aₖ′의 비대각 원소를 버린다.',
      'softmax-outputs-and-hidden-layers':
        '재귀 계산에서는 소프트맥스 출력과, 둘째 은닉층부터 유닛이 둘 이상인 층마다 ∂²Eₙ/∂aₖ∂aₖ′의 비대각 원소를 버린다.',
    },
  },

  entry: {
    title: '원소',
    place: (row, column) => `${row}행 ${column}열`,
    none: '히트맵의 원소를 가리키거나 화살표 키로 이동하면 그 원소의 값이 나타난다. 클릭이나 Enter로 고정한다.',
    unpin: '고정 해제',
    method: '방법',
    value: '값',
    deviation: '편차',
    inverse: '역행렬',
    weights: '두 가중치',
    bias: '편향',
  },

  explain: {
    title: '정확한 값이 나오는 과정',
    blocks: { 'same-layer': '같은 층의 블록', 'cross-layer': '두 층 사이의 블록' },
    roles: { outer: '외적 항', residual: '잔차 항', decay: '가중치 감쇠' },
    pointSum: (n) => `데이터 포인트 ${n}의 합`,
    contributions: '데이터 포인트별 기여',
    plot: (N) => `데이터 포인트 ${N}개의 기여: 외적 항과 잔차 항`,
    point: '데이터 포인트',
    allPoints: '전체',
    table: '표로 보기',
    accounts: {
      title: '방법별로 본 이 원소',
      kept: '남긴 값',
      dropped: '버린 값',
      everything: '전부',
      nothing: '버릴 것이 없다.',
      off: '편차',
      droppedShare: (share) => `두 부분의 크기를 합한 값 대비 버린 값의 비율: ${share}.`,
      ofInverse: 'H가 아니라 역행렬의 원소',
      tooLong: (time) =>
        `원소 하나를 보려 해도 행렬 전체를 구해야 한다. 약 ${time}이 걸리므로 여기서는 생략한다.`,
      offDiagonal: '비대각 원소는 모두 0으로 둔다.',
      exact: '정확한 값',
      droppedInRecursion: '재귀 계산에서 버린 값',
      at: '가중치의 위치',
      difference: '차',
      divided: (by) => `차 ÷ ${by}`,
      digitsLost: (digits) => `뺄셈에서 잃은 유효 숫자: 십진수 16.0자리 중 ${digits}자리.`,
      waves: (n) => `데이터 포인트 ${n}번에서 열에 해당하는 단위 벡터가 일으킨 순방향과 역방향의 전파:`,
      forward: (l) => (l === 0 ? '순방향: 입력' : `순방향: 층 ${l}`),
      backward: (l) => `역방향: 층 ${l}`,
      unit: '유닛',
      start: (value, alpha0) => `시작값: ${value} (α + λ = ${alpha0}). 데이터 포인트를 하나씩 반영한 경로:`,
      path: (N) => `데이터 포인트 ${N}개를 차례로 반영할 때 역행렬 원소의 변화`,
    },
  },

  status: {
    title: '알림',
    dismiss: '닫기',
    diverged: (step) =>
      `스텝 ${step}에서 학습이 발산했다. 오차 함수의 값이 걷잡을 수 없이 커졌으며, 발산 직전의 가중치는 남아 있다.`,
    undoDiverged: (step) => `스텝 ${step} 상태로 되돌리기`,
    halveRate: (rate, step) => `학습률 절반(η = ${rate}), 스텝 ${step}부터`,
    workerFailed: (message) => `계산이 중단되었다(${message}). 이전에 계산한 결과는 그대로 표시된다.`,
    retry: '다시 시도',
    tooLarge: (W, limit, width) =>
      `변경하지 않았다. 가중치 수가 ${W}개로 늘어나지만 전체 행렬은 가중치 ${limit}개까지만 계산한다. 은닉층마다 유닛 ${width}개까지는 가능하다.`,
    narrowed: (W, limit, layers) =>
      `가중치 수가 ${W}개로 늘어나지만 전체 행렬은 가중치 ${limit}개까지만 계산한다. 그래서 은닉층을 줄였다: ${layers}.`,
    typed: (label, given, used) => `${label}: “${given}” 대신 쓴 값: ${used}.`,
    more: (n) => `그 밖에 ${n}개`,
    tooManyLayers: '변경하지 않았다. 가중치 층은 최대 네 개이다.',
    link: '이 링크에 그대로 적용할 수 없는 항목이 있다:',
  },

  notice: noticeKo,

  refusals: {
    'no-damping': ({ alpha0 }) =>
      `순차적 계산은 P₀ = I/(α + λ)에서 출발하므로 α + λ가 양수여야 한다. 현재 값: ${formatNumber(alpha0)}.`,
    'not-finite': () =>
      '결과가 유한하지 않다. 수가 너무 커서 오버플로가 일어났거나, 입력한 h(a)의 값이 없는 곳이 있다.',
    'no-path': () => '이 가중치에 이르는 학습 과정이 없다. 이 행렬은 학습이 지나온 경로에서 얻는다.',
    singular: () => '수치적으로 특이 행렬이어서 역행렬을 구할 수 없다. 감쇠 계수 λ를 키워야 한다.',
  },

  present: {
    fold: '패널 표시',
    parts: { data: '데이터', network: '신경망', training: '학습', entry: '수치' },
    end: '끝내기',
    fullScreen: '전체 화면',
  },

  keys: {
    title: '단축키',
    close: '닫기',
    machine: {
      'simd-fma': '이 기기는 WebAssembly SIMD와 융합 곱셈–덧셈(FMA)으로 계산한다.',
      simd: '이 기기는 WebAssembly SIMD로 계산한다.',
      typescript:
        '이 브라우저에는 WebAssembly SIMD가 없다. 같은 계산을 일반 자바스크립트로 하므로 몇 배 느리다.',
    },
    rows: [
      ['Tab', '다음 영역'],
      ['← ↑ → ↓', '히트맵 안에서 이동'],
      ['Enter', '원소 고정, 고정 해제'],
      ['Home End PgUp PgDn', '행의 양 끝, 이전 층과 다음 층'],
      ['+ − 0', '큰 히트맵의 확대와 축소, 행렬 전체 보기'],
      ['Space', '학습, 멈춤'],
      ['.', '한 스텝'],
      ['R', '가중치 초기화'],
      ['1 … 7', '방법 표시와 숨김 (발표 중에는 데이터, 신경망, 학습, 수치)'],
      ['D', '정확한 값과의 차'],
      ['I', '역행렬'],
      ['L', '선형 척도와 대칭 로그 척도 전환'],
      ['P', '발표 모드'],
      ['F', '전체 화면'],
      ['Esc', '부분별 보기와 오차 지표 닫기, 원소 고정 해제, 발표 끝내기'],
      ['?', '이 목록'],
    ],
  },
}
