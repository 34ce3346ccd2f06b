import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** The JSON that a tool writes. It fails unless the tool exits with one of the codes. */
export async function jsonOf<T>(
  executable: string,
  args: readonly string[],
  isExpected: (code: number) => boolean,
): Promise<T> {
  const child = spawn(executable, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  const [output, code] = await Promise.all([text(child.stdout), exited]);
  if (code === null || !isExpected(code)) {
    throw new Error(`${executable} failed with ${code}: ${output}`);
  }
  return JSON.parse(output);
}

/** Prints faults and a summary, and lets the process fail if there are faults. */
export function report(faults: readonly string[], summary: string): void {
  console.log([...faults, `${summary}, ${faults.length} faults`].join('\n'));
  process.exitCode = faults.length ? 1 : 0;
}
