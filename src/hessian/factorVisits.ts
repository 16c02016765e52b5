import { Pace } from '../linalg/pace.ts'
import type { Steps } from '../linalg/steps.ts'
import { backPropagate } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import { createFactorRows, fillFactorRows } from '../network/jacobian.ts'
import type { FactorRows } from '../network/jacobian.ts'
import { splitPatterns } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import { createWorkspace, loadPatterns } from '../network/workspace.ts'
import type { Workspace } from '../network/workspace.ts'
import { passWork } from './passWork.ts'

/**
 * Shows `visit` the rows S_nᵀ ∂a^(L)/∂a^(l) of some patterns after others until all have been seen, with the workspace
 * that holds these patterns after both passes. `work` is what a visit takes for one pattern, in multiply–adds.
 */
export function* visitFactors(
  problem: Problem,
  work: number,
  visit: (rows: FactorRows, workspace: Workspace) => void,
): Steps<void> {
  const { network, N, w } = problem
  const each = work + (2 + network.K) * passWork(network)
  const parts = splitPatterns(problem, Math.ceil(Pace.step / each))
  const workspace = createWorkspace(network, parts[0].x, parts[0].N)
  const rows = createFactorRows(network, parts[0].N)
  const pace = new Pace(N * each)
  for (const part of parts) {
    loadPatterns(workspace, part.x, part.N)
    propagate(workspace, w)
    backPropagate(workspace, part)
    fillFactorRows(rows, workspace, part)
    visit(rows, workspace)
    if (pace.due(part.N * each)) yield pace.fraction
  }
}
