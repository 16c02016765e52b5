/** Prints a line about the preparations on stderr, where it cannot mix with a command's own output. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}
