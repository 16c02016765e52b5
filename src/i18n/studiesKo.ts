import { formatCount, formatNumber } from './numbers.ts'
import type { StudyCatalogue } from './studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 2)

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
          `오차 함수의 차분은 ε = ${number(v.energyEpsilon)}일 때 가장 정확하다(오차: ${number(v.energyError)}). 그래디언트의 차분은 ε = ${number(v.gradientEpsilon)}일 때 가장 정확하다(오차: ${number(v.gradientError)}). ε이 더 크면 절단 오차가, 더 작으면 반올림 오차가 커진다${seen(v)}.`,
        single: (v) =>
          `유효 비트가 53개가 아니라 24개이면 오차 함수의 차분은 가장 좋은 ε = ${number(v.energyEpsilon)}에서도 오차: ${number(v.energyError)}, 그래디언트의 차분은 ε = ${number(v.gradientEpsilon)}에서 오차: ${number(v.gradientError)}에 그친다${seen(v)}.`,
        kink: (v) =>
          `ε = ${number(v.crossing)}부터는 한 스텝이 ${v.layer}층 ${v.unit}번 유닛을 꺾이는 점 너머로 옮긴다. 그곳에서는 E의 이계도함수가 없으므로, 연산이 아무리 정확해도 차분은 H와 어긋난다. 오차 함수 차분의 최소 오차: ${number(v.energyError)} (ε = ${number(v.energyEpsilon)})${seen(v)}.`,
      },
    },
  },
  choose: '실험',
  parameters: '실험 설정',
  findings: '측정 결과',
  finding: '항목',
  found: '측정값',
  expected: '예상값',
  cancel: '취소',
  restart: '다시 시작',
  running: (percent) => `${percent} %`,
  cancelled: '취소되었다. 그때까지 측정한 값이 표시되어 있다.',
  failed: (reason) => `실험이 실패했다: ${reason}`,
  old: '이전 상태의 값이다. 새로운 값을 계산하고 있다.',
  waiting: '첫 번째 점을 계산하고 있다 …',
  table: (plot) => `표: ${plot}`,
  plot: (title, plot) => `${title}: ${plot}`,
}

/** 전체가 아닐 때 비교한 원소의 수. */
function seen({ entries, all }: Readonly<Record<string, number>>): string {
  return entries < all ? ` (전체 원소 ${formatCount(all)}개 중 ${formatCount(entries)}개 비교)` : ''
}
