export function heading(text: string): void {
  say(`\n${text}\n${'─'.repeat(text.length)}`);
}

export function mark(held: boolean, text: string): void {
  say(`  ${held ? '✓' : '✗'} ${text}`);
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
