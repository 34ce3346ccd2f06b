/** The standard output of the function, which Lambda takes for its log. */
interface Output {
  write(text: string): unknown;
}

/**
 * A writer of audit records as lines of JSON. It writes the given record, and never events or errors.
 *
 * Lambda drops lines below the log level of the function, and takes lines without a valid level and timestamp for INFO. These
 * records must reach the log at any log level, so they have the highest one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function auditLog(message: string, output: Output, now: () => number): (record: object) => void {
  return (record) => {
    const line = {
      ...record,
      level: 'FATAL',
      audit: true,
      message,
      service: 'studio-access',
      timestamp: new Date(now()).toISOString(),
    };
    output.write(`${JSON.stringify(line)}\n`);
  };
}
