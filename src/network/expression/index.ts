import type { Compiled, Variables } from './compile.ts'

export type { Compiled, Expression, Variables } from './compile.ts'
export type { ExpressionCode, ExpressionRefusal } from './refusal.ts'

let compiler: typeof import('./compile.ts') | null = null

/**
 * Loads what reads expressions, once. It is large, and most problems hold no expression: whoever meets the first
 * one (`usesExpressions`) waits for this before a network or data are made from it; from then on everything is
 * synchronous.
 */
export async function prepareExpressions(): Promise<void> {
  compiler ??= await import('./compile.ts')
}

/** Whether `prepareExpressions` has done its work. */
export function expressionsPrepared(): boolean {
  return compiler !== null
}

/** The function a text stands for, or why it is refused. `prepareExpressions` must have been waited for. */
export function compileExpression(text: string, variables: Variables): Compiled {
  if (!compiler) throw new Error('an expression is used before prepareExpressions')
  return compiler.compile(text, variables)
}
