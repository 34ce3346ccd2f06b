import { type FaultCode, SecureSageMakerError } from '../src/private/errors';

/** The error that a piece of bad input throws; fails where it throws none or another one. */
export function errorOf(act: () => unknown): SecureSageMakerError {
  const error = thrownBy(act);
  if (!error) {
    throw new Error('nothing was thrown');
  }
  return error;
}

/** The faults that are thrown together, as code and message; none where nothing is thrown. */
export function faultsOf(act: () => unknown): string[] {
  return (thrownBy(act)?.faults ?? []).map(({ code, message }) => `${code}: ${message}`);
}

/** The codes of the faults that are thrown together; none where nothing is thrown. */
export function codesOf(act: () => unknown): FaultCode[] {
  return (thrownBy(act)?.faults ?? []).map(({ code }) => code);
}

function thrownBy(act: () => unknown): SecureSageMakerError | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof SecureSageMakerError) {
      return error;
    }
    throw error;
  }
  return undefined;
}
