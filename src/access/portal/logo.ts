import { existsSync, readFileSync, statSync } from 'node:fs';
import { check, SecureSageMakerError } from '../../private/errors';

/** Enough for a logo of high resolution, and little for every page. */
const BYTES_MAX = 100 * 1024;

/** The first bytes of the accepted types. SVG is not one of them, because it can contain scripts. */
const SIGNATURES: Readonly<Record<string, RegExp>> = {
  PNG: /^89504e470d0a1a0a.*$/,
  JPEG: /^ffd8ff.*$/,
  WebP: /^52494646.{8}57454250.*$/,
};

/**
 * The logo of the portal's pages.
 */
export class PortalLogo {
  /**
   * A PNG, JPEG or WebP file of at most 100 KiB.
   */
  public static fromFile(path: string): PortalLogo {
    SecureSageMakerError.throwIfAny(
      undefined,
      check(existsSync(path), 'InvalidPortal', `the logo must be a file, got ${path}, which does not exist`),
    );
    const { size } = statSync(path);
    SecureSageMakerError.throwIfAny(
      undefined,
      check(
        size <= BYTES_MAX,
        'InvalidPortal',
        `the logo must have at most ${BYTES_MAX} bytes, got ${size} in ${path}`,
      ),
    );
    const content = readFileSync(path);
    const start = content.subarray(0, 16).toString('hex');
    SecureSageMakerError.throwIfAny(
      undefined,
      check(
        Object.values(SIGNATURES).some((signature) => signature.test(start)),
        'InvalidPortal',
        `the logo must be a ${Object.keys(SIGNATURES).join(', ')} file, got ${path}, which has the content of none of them`,
      ),
    );
    return new PortalLogo(content);
  }

  /** @internal */
  public readonly _content: Uint8Array;

  private constructor(content: Uint8Array) {
    this._content = content;
  }
}
