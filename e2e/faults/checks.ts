/** Counts what held and what did not, and prints a line for each. */
export class Checks {
  passed = 0;
  failed = 0;

  say(what: string, held: boolean, otherwise = ""): void {
    if (held) this.passed++;
    else this.failed++;
    console.log(`  ${held ? "ok  " : "FAIL"} ${what}${held || otherwise === "" ? "" : `: ${otherwise}`}`);
  }

  /** Prints the closing line. @returns the exit code. */
  close(): number {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 ? 0 : 1;
  }
}
