import type { ObservationTexts } from './catalogue.ts'
import { formatCount, formatNumber, formatRelative } from './numbers.ts'

const number = (value: number) => formatNumber(value)
const share = (value: number) => formatRelative(value)

interface Place {
  readonly layer: number
  readonly unit: number
}

const unitOf = ({ layer, unit }: Place) => `은닉층 ${layer}의 유닛 ${unit}번`

const residuals = ({ residual, spread }: { readonly residual: number; readonly spread: number }) =>
  `제곱평균제곱근 ${number(residual)}, 타깃 값의 표준편차 ${number(spread)}`

const stillness = (gradientNorm: number, gradientShare: number) =>
  `‖∇E‖ = ${number(gradientNorm)}, 데이터 포인트별 그래디언트가 전혀 상쇄되지 않았을 때의 ${share(gradientShare)}`

interface Kink extends Place {
  readonly epsilon: number
  readonly distance: number
  readonly step: number
  readonly pattern: number
}

const kink = (differences: string, { epsilon, distance, step, pattern, ...place }: Kink) =>
  `데이터 포인트 ${pattern}번에서 ${unitOf(place)}의 활성값과 h가 꺾이는 점 사이의 거리: ${number(distance)}. ${differences}(ε = ${number(epsilon)})의 한 스텝이 활성값을 옮기는 폭: ${number(step)}. 따라서 스텝이 꺾이는 점을 넘는다. 그 점에서는 E의 이계 도함수가 없으므로 차분 몫은 헤시안이 아니다.`

interface Differences {
  readonly epsilon: number
  readonly relative: number
  readonly error: number
  readonly row: number
  readonly column: number
}

const roundOff = (
  differences: string,
  law: string,
  { epsilon, relative, error, row, column, roundOff: size }: Differences & { readonly roundOff: number },
) =>
  `간격 ε = ${number(epsilon)}: 너무 작아서 ${differences}의 오차(${share(relative)})가 반올림 오차이다. 오차가 가장 큰 ${row}행 ${column}열의 오차: ${number(error)}, 반올림 오차의 예상 크기: ${law} = ${number(size)}. ε을 키우면 오차가 줄어든다.`

const truncation = (
  differences: string,
  {
    epsilon,
    relative,
    error,
    row,
    column,
    truncation: term,
    predicted,
  }: Differences & { readonly truncation: number; readonly predicted: number },
) =>
  `간격 ε = ${number(epsilon)}: 너무 커서 ${differences}의 오차(${share(relative)})가 ε²에 비례하는 절단 오차이다. 오차가 가장 큰 ${row}행 ${column}열의 오차: ${number(error)}, 절단 오차의 첫째 항: ${number(term)}. 반올림 오차와 같아지는 ε ≈ ${number(predicted)}까지는 ε을 줄이면 오차가 줄어든다.`

const balanced = (
  differences: string,
  { epsilon, relative, error, row, column, predicted }: Differences & { readonly predicted: number },
) =>
  `간격 ε = ${number(epsilon)}: ${differences}에 알맞은 크기이다. 오차가 가장 큰 ${row}행 ${column}열에서 절단 오차와 반올림 오차는 ε = ${number(predicted)} 부근에서 균형을 이룬다. 그 원소의 오차: ${number(error)}, 행렬 전체의 상대 오차: ${share(relative)}.`

export const observationsKo: ObservationTexts = {
  'zero-hessian': ({ W }) =>
    `H가 영행렬이다. 가중치 공간(W = ${W})의 어느 방향에서도 E는 이차까지 변하지 않으므로 상대 오차는 정의되지 않는다.`,
  'one-layer': ({ error }) =>
    `가중치 층이 하나이면 출력 활성값은 w의 선형 함수이므로 버리는 항이 없다. 외적 근사는 모든 w에서 정확한 헤시안이다. 둘의 상대적인 차: ${share(error)}, 반올림 오차 이내이다.`,
  'zero-residuals': ({ delta, error }) =>
    `신경망이 모든 타깃 값을 지난다: max |y − t| = ${number(delta)}. 외적 근사가 버리는 항에는 잔차가 곱해져 있으므로 외적 근사는 정확한 헤시안과 같다. 상대 오차: ${share(error)}.`,
  'large-residuals': ({ error, ...values }) =>
    `잔차가 크다(${residuals(values)}). 외적 근사는 잔차가 곱해진 항을 버린다. 상대 오차: ${share(error)}.`,
  'small-residuals': ({ error, ...values }) =>
    `잔차가 작다(${residuals(values)}). 외적 근사는 잔차가 곱해진 항을 버리므로 상대 오차도 작다: ${share(error)}.`,
  'poor-despite-small-residuals': ({ error, ...values }) =>
    `잔차가 작은데도(${residuals(values)}) 외적 근사의 상대 오차가 크다: ${share(error)}. 잔차에 곱해지는 값이 크거나, 더하는 과정에서 잔차가 상쇄되지 않기 때문이다.`,
  'good-despite-large-residuals': ({ error, ...values }) =>
    `잔차가 큰데도(${residuals(values)}) 외적 근사의 상대 오차가 작다: ${share(error)}. 잔차에 곱해지는 값이 H에 비해 작거나, 더하는 과정에서 상쇄되기 때문이다.`,
  'deep-linear': ({ error, L }) =>
    `모든 유닛이 선형이어서 출력은 입력의 선형 함수이다. 그러나 출력은 ${L}개 층의 가중치를 곱한 값이므로 E는 w의 이차 함수가 아니며, H는 외적 근사와 다르다. 상대 오차: ${share(error)}.`,
  'straight-units': ({ error, dropped }) =>
    `모든 유닛과 데이터 포인트에서 h″ = 0인데도 외적 근사는 H와 다르다. 상대 오차: ${share(error)}. 서로 다른 층의 가중치 사이에서 δ가 곱해진 항이 빠졌기 때문이다. 빠진 부분의 노름: ${number(dropped)}. 이 행렬은 대각합이 0이므로 양의 고윳값과 음의 고윳값을 모두 갖는다.`,
  saddle: ({ gradientNorm, gradientShare, negative, smallest }) =>
    `안장점 부근이다. ${stillness(gradientNorm, gradientShare)}. H의 음의 고윳값: ${negative}개, 가장 작은 값: ${number(smallest)}.`,
  minimum: ({ gradientNorm, gradientShare, smallest }) =>
    `극솟값 부근이다. ${stillness(gradientNorm, gradientShare)}. H의 고윳값은 모두 양수이다. 가장 작은 값: ${number(smallest)}.`,
  indefinite: ({ negative, W, smallest, largest }) =>
    `H는 부정부호이다. 고윳값 ${W}개 가운데 ${negative}개가 음수이다. 가장 작은 값: ${number(smallest)}, 가장 큰 값: ${number(largest)}. 외적 근사는 양의 준정부호이므로 음의 고윳값을 나타내지 못한다.`,
  'narrow-valley': ({ condition, smallest, largest }) =>
    `H는 양의 정부호이지만 골짜기가 좁다: λ_max/λ_min = ${number(condition)}(고윳값의 범위: ${number(smallest)}–${number(largest)}). 경사 하강법에는 대략 이 비율만큼의 스텝이 필요하다.`,
  'flat-directions': ({ count, threshold, W }) =>
    `${W}개 방향 가운데 ${count}개 방향에서 E는 이차까지 평평하다. H의 고윳값 ${count}개가 |λ| ≤ ${number(threshold)} 범위에 있으며, 그 부호는 반올림 오차일 뿐이다.`,
  'softmax-directions': ({ directions, W, K, alpha }) =>
    `소프트맥스 출력 ${K}개의 가중치에 같은 벡터를 더해도 결과는 변하지 않는다. 따라서 가중치 감쇠가 없으면 H는 모든 w에서 특이 행렬이며, ${W}개 방향 가운데 적어도 ${directions}개 방향의 곡률이 0이다.${alpha > 0 ? ` 가중치 감쇠가 있으면 그 방향의 곡률: α = ${number(alpha)}.` : ''}`,
  'few-patterns': ({ rank, missing, N, K, W }) =>
    `맞출 수가 가중치보다 적다. 데이터 포인트 ${N}개, 출력 ${K}개일 때 외적 근사의 최대 계수(rank): ${rank}. 가중치 감쇠가 없으면 고윳값 ${W}개 가운데 적어도 ${missing}개는 0이다.`,
  'one-pattern': ({ rank, W }) =>
    `데이터 포인트가 하나뿐이다. 가중치 감쇠가 없을 때 외적 근사의 최대 계수(rank): ${rank}, 가중치의 수: W = ${W}.`,
  'dead-unit': ({ count, layer, unit, weights }) =>
    `${unitOf({ layer, unit })}은 모든 데이터 포인트에서 h′ = h″ = 0이다. 이 유닛으로 들어가는 가중치에 해당하는 H의 행 ${weights}개는 가중치 감쇠를 빼면 모두 0이다.${count > 1 ? ` 이런 유닛의 수: ${count}개.` : ''}`,
  'saturated-unit': ({ count, layer, unit, slope, rows }) =>
    `${unitOf({ layer, unit })}은 포화되어 있다. 모든 데이터 포인트에서 |h′| ≤ ${number(slope)}. 이 유닛으로 들어가는 가중치에 해당하는 H의 행은 거의 0이다. 가중치 감쇠를 뺀 크기: 가장 큰 행의 ${share(rows)} 이하.${count > 1 ? ` 이런 유닛의 수: ${count}개.` : ''}`,
  'duplicate-units': ({ count, layer, unit, other }) =>
    `은닉층 ${layer}의 유닛 ${unit}번과 ${other}번은 가중치가 같아서 하는 일도 같다. 두 유닛에서 나가는 가중치는 그 합만 의미가 있으므로, 가중치 감쇠가 없으면 외적 근사에 곡률이 0인 방향이 생긴다.${count > 1 ? ` 앞의 유닛과 같은 유닛의 수: ${count}개.` : ''}`,
  'certain-outputs': ({ curvature }) =>
    `모든 데이터 포인트에서 출력이 거의 확실하다. y(1 − y)의 최댓값: ${number(curvature)}(가능한 최댓값: 0.25). 외적 근사에는 이 값이 곱해지므로 외적 근사도 그만큼 작다.`,
  'decay-dominates': ({ alpha, data, share: part }) =>
    `H의 대부분은 가중치 감쇠이다. α = ${number(alpha)}일 때 αI의 노름: ‖H‖의 ${share(part)}, 데이터에서 오는 부분: ‖H‖의 ${share(data)}.`,
  'diagonal-exact': ({ own, error }) =>
    `이 신경망에서는 대각 근사의 재귀 계산에서 버리는 항이 없어 대각 원소가 H와 같다(차이: ${share(own)}, 반올림 오차 이내). 대각 근사의 오차 ${share(error)}는 모두 H의 비대각 원소이다.`,
  'diagonal-off': ({ own, error }) =>
    `대각 근사는 재귀 계산에서 일부 항을 버린다. 이 때문에 생기는 대각 원소의 오차: ${share(own)}. 무시한 비대각 원소까지 합친 오차: ${share(error)}.`,
  'negative-diagonal': ({ negative, W, smallest }) =>
    `대각 근사의 원소 ${W}개 가운데 ${negative}개가 음수이다. 가장 작은 값: ${number(smallest)}. 음수로는 스텝의 크기를 조절할 수 없다.`,
  'diagonal-dominates': ({ share: part }) =>
    `H는 대각 행렬에 가깝다. ‖H‖²에서 대각 원소가 차지하는 비율: ${share(part)}.`,
  'diagonal-negligible': ({ share: part, W }) =>
    `H는 대각 행렬과 거리가 멀다. 원소 ${formatCount(W * W)}개 가운데 대각 원소 ${W}개가 ‖H‖²에서 차지하는 비율: ${share(part)}.`,
  'kink-in-energy-step': (values) => kink('오차 함수의 차분', values),
  'kink-in-gradient-step': (values) => kink('그래디언트의 차분', values),
  'energies-round-off': (values) => roundOff('오차 함수의 차분', 'u E/ε²', values),
  'energies-truncation': (values) => truncation('오차 함수의 차분', values),
  'energies-balanced': (values) => balanced('오차 함수의 차분', values),
  'gradients-round-off': (values) => roundOff('그래디언트의 차분', 'u Σₙ ‖∇Eₙ‖/ε', values),
  'gradients-truncation': (values) => truncation('그래디언트의 차분', values),
  'gradients-balanced': (values) => balanced('그래디언트의 차분', values),
  'asymmetry-estimates': ({ asymmetry, error, ratio }) =>
    `그래디언트의 차분에서 대칭화 전의 비대칭(${share(asymmetry)})은 H를 몰라도 오차(${share(error)})의 크기를 알려 준다. 오차에 대한 비대칭의 비: ${number(ratio)}.`,
  'inverse-of-outer-product': ({ relative, relativeExact, alpha0 }) =>
    `역행렬의 순차적 계산은 감쇠 계수를 더한 외적 근사(α + λ = ${number(alpha0)})의 역행렬을 준다. 둘의 차: ${share(relative)}, 반올림 오차이다. 정확한 H\u00a0+\u00a0λI의 역행렬 대비 오차: ${share(relativeExact)}, 이는 외적 근사 자체의 오차이다.`,
  projector: ({ alpha0, free, W, excess }) =>
    `α + λ = ${number(alpha0)}: 너무 작아서 순차적으로 구한 역행렬 P에는 데이터의 영향이 남지 않는다. (α + λ)P는 ${W}개 방향 가운데 데이터 포인트가 정하지 못하는 ${free}개 방향으로의 사영 행렬이며(대각합의 차: ${number(Math.abs(excess))}), P는 1/(α + λ)에 비례하여 커진다.`,
  'indefinite-inverse': ({ smallest, damping, negative, needed }) =>
    `λ = ${number(damping)}에서 H\u00a0+\u00a0λI는 부정부호이다. H의 고윳값 ${negative}개가 −λ보다 작다. 가장 작은 값: ${number(smallest)}. 이때 (H\u00a0+\u00a0λI)⁻¹ 대비 오차는 큰 의미가 없다. 필요한 λ의 하한: ${number(needed)}.`,
  'nearly-singular-inverse': ({ closest, largest, damping }) =>
    `λ = ${number(damping)}에서 H\u00a0+\u00a0λI는 특이 행렬에 가깝다. 고윳값의 절댓값: 최소 ${number(closest)}, 최대 ${number(largest)}. 역행렬은 거의 한 방향으로만 이루어지므로 그에 대한 오차는 큰 의미가 없다.`,
  'products-exact': ({ error, W }) =>
    `R-연산자로 H와 단위 벡터의 곱을 ${W}번 계산하면 정확한 헤시안을 얻는다. 상대 오차: ${share(error)}, 반올림 오차 이내이다.`,
  slope: ({ gradientNorm, gradientShare, step }) =>
    `스텝 ${step}에서 가중치는 정류점이 아니라 비탈에 있다. ${stillness(gradientNorm, gradientShare)}. ∇E = 0을 가정하는 것은 여기서 성립하지 않는다.`,
}
