import type { ESTree, Plugin } from 'vite'

/**
 * A plugin for the build of the page, which says what a method is, what it costs and what can be set, but leaves its
 * computing to the workers: in the modules of `src/hessian/` the `evaluate` of a method is left out, and what only that
 * needs goes with it. It is more than half of their code.
 */
export function describedMethods(): Plugin {
  return {
    name: 'described-methods',
    apply: 'build',
    transform: {
      filter: { id: /\/src\/hessian\/\w+\.ts$/ },
      handler(code) {
        const found = this.parse(code).body.flatMap(evaluatesOf)
        if (found.length === 0) return null
        let left = code
        for (const { start, end } of found.toReversed())
          left = `${left.slice(0, start)}evaluate: null${left.slice(end)}`
        return { code: left, map: null }
      },
    },
  }
}

/** The `evaluate` properties of the methods that a statement exports. */
function evaluatesOf(statement: ESTree.Program['body'][number]) {
  if (statement.type !== 'ExportNamedDeclaration') return []
  const { declaration } = statement
  if (declaration?.type !== 'VariableDeclaration') return []
  return declaration.declarations.flatMap(({ init }) => {
    if (init?.type !== 'ObjectExpression') return []
    const named = (name: string) =>
      init.properties.find(
        (one) => one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === name,
      )
    const evaluate = named('evaluate')
    return evaluate && named('costExponent') ? [evaluate] : []
  })
}
