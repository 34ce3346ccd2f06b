import type { BuildOptions } from 'esbuild';

/** How handlers are bundled. White space goes away but names stay, so that a stack trace in the logs tells where an error comes from. */
export const HANDLER_BUNDLE = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minifyWhitespace: true,
  legalComments: 'inline',
  charset: 'utf8',
  logLevel: 'warning',
  tsconfigRaw: { compilerOptions: { target: 'ES2022' } },
} as const satisfies BuildOptions;
