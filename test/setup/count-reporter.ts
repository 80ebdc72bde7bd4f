import type { Reporter, TestModule } from 'vitest/node'

/** Prints one plain line at the very end, `N passed, N failed, N skipped`, for programs that read the output. */
export default class CountReporter implements Reporter {
  #line = ''

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 }
    for (const module of modules) {
      // A file that does not load has no tests to count, and must not look like a success.
      if (module.errors().length > 0) counts.failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        counts[state === 'pending' ? 'skipped' : state]++
      }
    }
    counts.failed += errors.length
    this.#line = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
    process.once('exit', () => console.log(this.#line))
  }
}
