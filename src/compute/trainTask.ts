import { train as run } from '../training/train.ts'
import { problemFrom } from './problemMessage.ts'
import type { TaskRun, TrainInput } from './protocol.ts'

/** Steps of training from the weights of the problem. */
export function* train(input: TrainInput): TaskRun<'train'> {
  const { problem, settings, fromStep, state, options } = input
  const steps = run(problemFrom(problem), settings, fromStep, input.steps, state, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield { fraction: step.value, about: null }
  }
}
