import type { BeyondFacts, BeyondTexts } from './beyondTexts.ts'
import { formatNumber } from './numbers.ts'

/** 외적 근사와 얼마나 다른지. */
function besideOuter({ fromOuter, norm, share }: BeyondFacts): string {
  const own = fromOuter === null ? '' : `외적 근사에 대한 상대 오차: ${fromOuter}. `
  return `${own}H와의 차이의 노름: ${norm}(‖H‖의 ${share}). 여기에는 외적 근사가 버리는 부분도 들어 있다.`
}

export const beyondKo: BeyondTexts = {
  about: {
    'block-diagonal': '층마다 정확한 블록만 남기고 층 사이는 버린다.',
    'k-fac': '외적 근사의 블록을 두 평균의 크로네커 곱으로 나타낸다.',
    kfra: 'K-FAC과 같되 곡률도 층마다 평균하며 전파한다.',
    'levenberg-marquardt-diagonal': 'h″ 항을 뺀 대각 근사로, 음수가 되지 않는다.',
    'low-rank': 'H의 고윳값 가운데 절댓값이 큰 r개만 남긴다.',
    lanczos: 'H 없이 곱 Hv를 r번 계산하여 얻는다.',
    'empirical-fisher': '실제 타깃 값으로 구한 그래디언트의 외적으로, 피셔 행렬이 아니다.',
    'monte-carlo-fisher': '신경망의 출력 분포에서 뽑은 타깃으로 구한 그래디언트의 외적이다.',
    'hutchinson-diagonal': '부호가 무작위인 벡터와의 곱으로 대각 원소를 추정한다.',
    bfgs: '학습하는 동안 그래디언트가 변한 모습에서 얻는다.',
  },
  why: {
    'block-diagonal': ({ norm, share }) =>
      `각 층 안에서는 정확하다. 서로 다른 두 층의 가중치 사이의 원소는 모두 0으로 둔다. H에서 그 부분의 노름: ${norm}(‖H‖의 ${share}).`,
    'k-fac': (facts) =>
      `외적 근사를 대신하는 방법이다. 층 사이의 블록은 0으로 두고, 한 층 안에서는 Γₙ ⊗ z̃ₙz̃ₙᵀ의 합을 두 평균의 곱으로 바꾼다. 데이터 포인트의 곡률과 입력이 서로 무관하다고 보는 셈이다. ${besideOuter(facts)}`,
    kfra: (facts) =>
      `외적 근사를 대신하는 방법이다. 층 사이의 블록은 0으로 두고, 곡률은 층마다 데이터 포인트에 대해 평균한 뒤 아래층으로 전파한다. 따라서 같은 데이터 포인트의 Mₙ, h′ₙ, z̃ₙ 사이의 관계가 사라진다. ${besideOuter(facts)}`,
    'levenberg-marquardt-diagonal': (facts) =>
      `h″ 항을 버리므로 음수인 원소가 없으며, 비대각 원소는 모두 0으로 둔다. 대각 원소만의 상대 오차: ${facts.diagonal}. ${besideOuter(facts)}`,
    'low-rank': ({ norm, share, parameters, W }) =>
      `고윳값 ${W}개 가운데 절댓값이 큰 ${Math.min(parameters.rank, W)}개만 남긴다. 버린 고윳값의 제곱합이 곧 오차의 제곱이다. 오차의 노름: ${norm}(‖H‖의 ${share}). 같은 계수의 행렬 가운데 H에 가장 가깝지만, 이를 구하려면 H 전체가 필요하다.`,
    lanczos: ({ norm, share, facts, W }) =>
      `H를 곱 Hv ${facts.products}번으로만 보았으므로, 나머지 ${W - facts.products}개 방향에 대해서는 아무것도 모른다. 차이의 노름: ${norm}(‖H‖의 ${share}). 반복을 늘리면 양 끝의 고윳값부터 H의 고윳값에 가까워진다.`,
    'empirical-fisher': (facts) =>
      `이것은 피셔 행렬이 아니다. 피셔 행렬의 타깃은 신경망의 출력 분포에서 나오며, 그 기댓값이 외적 근사이다. 여기서는 실제 타깃을 쓰므로 기댓값 대신 잔차가 들어간다. 외적 근사에 대한 대각합의 비: ${formatNumber(facts.facts.scale)}. 잔차가 0에 가까워지면 이 행렬도 0에 가까워지지만 H는 그렇지 않다. H와의 차이의 노름: ${facts.norm}(‖H‖의 ${facts.share}).`,
    'monte-carlo-fisher': (facts) =>
      `평균은 외적 근사와 같다. 데이터 포인트마다 표본을 ${facts.parameters.samples}개씩 뽑으므로 그 둘레에 흩어지며, 이 오차는 1/√S에 비례하여 줄어든다. ${besideOuter(facts)}`,
    'hutchinson-diagonal': ({ norm, share, diagonal, parameters }) =>
      `평균은 정확한 대각 원소와 같다. 탐침 벡터 ${parameters.probes}개를 쓸 때 대각 원소의 상대 오차: ${diagonal}. 이 오차는 H의 비대각 원소에서 오며 1/√m에 비례하여 줄어든다. 비대각 원소는 모두 0으로 둔다. 전체 차이의 노름: ${norm}(‖H‖의 ${share}).`,
    bfgs: ({ norm, share, facts }) =>
      `H를 본 적이 없고, 학습하는 동안 그래디언트가 변한 ${facts.pairs}번만 안다. 그 가운데 쓸 수 있는 것: ${facts.used}번. E가 아래로 휘는 스텝에서는 아무것도 배우지 않으므로 언제나 양의 정부호이다. 학습이 지나지 않은 방향에는 처음에 둔 I의 상수배가 그대로 남는다. 차이의 노름: ${norm}(‖H‖의 ${share}).`,
  },
  account: {
    empty: '이 원소에 대해서는 아무것도 말하지 않는다. 가중치 감쇠를 빼면 0이다.',
    fromExact: '정확한 원소와의 차이',
    fromOuter: '외적 근사와의 차이',
    outerFromExact: '외적 근사가 버리는 부분',
    together: '합하여 정확한 원소와의 차이',
  },
}
