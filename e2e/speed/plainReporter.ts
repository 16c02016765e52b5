import type { FullResult, Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter'

/** Shows what a benchmark prints and nothing else, but errors. */
export default class PlainReporter implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk)
  }

  onError(error: TestError): void {
    process.stderr.write(`${error.stack ?? error.message ?? 'unknown error'}\n`)
  }

  onTestEnd(_: TestCase, result: TestResult): void {
    for (const error of result.errors) this.onError(error)
  }

  onEnd({ status }: FullResult): void {
    if (status !== 'passed') process.stderr.write(`The benchmark ${status}.\n`)
  }

  printsToStdio(): boolean {
    return true
  }
}
