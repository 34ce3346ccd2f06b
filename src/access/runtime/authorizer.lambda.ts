/** Refuses every caller. */
export async function handler(): Promise<never> {
  throw new Error('Unauthorized');
}
