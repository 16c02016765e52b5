import { pointsOf, shownDocument } from '../../state/ownData.ts'
import { useStore } from '../../state/store.ts'
import { download } from './download.ts'

/**
 * Does what needs a part of the page that is fetched for it. Where either fails, as when a file was moved away
 * meanwhile, the page says so and goes on.
 */
async function fetched<T>(load: Promise<T>, act: (loaded: T) => void | Promise<void>): Promise<void> {
  try {
    await act(await load)
  } catch (error) {
    useStore.getState().notifyFailure(error)
  }
}

/** Opens a file by what is in it: a problem, weights, or else a table, which is shown before it is used. */
export function openFile(file: File): Promise<void> {
  return fetched(import('./readFile.ts'), ({ readFile }) => readFile(file))
}

/** Opens a text of JSON: a problem where it says that it is one, weights otherwise. */
export function openJson(name: string, text: string): Promise<void> {
  return fetched(import('./readFile.ts'), ({ readJson }) => readJson(name, text))
}

/** Saves the problem shown, with the methods, as a file. */
export function saveDocument(): Promise<void> {
  return fetched(import('../../config/document.ts'), ({ documentOf }) =>
    download(
      'hessian.json',
      `${JSON.stringify(documentOf(shownDocument(useStore.getState())))}\n`,
      'application/json',
    ),
  )
}

/** Saves the weights shown as a file, as PyTorch names and shapes them. */
export function saveWeights(): Promise<void> {
  return fetched(import('../../network/weightsFile.ts'), ({ weightsJson }) => {
    const { network, problem } = useStore.getState()
    download('weights.json', weightsJson(network, problem.weights).state, 'application/json')
  })
}

/** Saves the data shown as a table. */
export function saveTable(): Promise<void> {
  return fetched(import('../../data/own/index.ts'), ({ csvOf }) => {
    const { x, t, names } = pointsOf(useStore.getState())
    download('data.csv', csvOf(x, t, names), 'text/csv')
  })
}
