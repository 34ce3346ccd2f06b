const CASE_INSENSITIVE = 'accent';
const collator = new Intl.Collator(undefined, { sensitivity: CASE_INSENSITIVE });
const builtIn = String.prototype.localeCompare;

/** Whether a comparison is the one that the simulator makes of characters and of operators. */
function isCaseInsensitive(locales: Intl.LocalesArgument, options: Intl.CollatorOptions | undefined): boolean {
  return locales === undefined && options?.sensitivity === CASE_INSENSITIVE && hasOneKey(options);
}

/** Without a list of the keys, which would be made for each character. */
function hasOneKey(options: object): boolean {
  let count = 0;
  for (const _ in options) {
    count++;
  }
  return count === 1;
}

/**
 * Lets the simulator compare text with one collator. The built-in function makes one for each comparison, of which there
 * is one for each character of a resource, and is defined to give the same.
 *
 * @see https://tc39.es/ecma402/#sup-String.prototype.localeCompare
 */
export function shareCollator(): void {
  String.prototype.localeCompare = function (that, locales?: Intl.LocalesArgument, options?: Intl.CollatorOptions) {
    if (!isCaseInsensitive(locales, options)) {
      return builtIn.call(this, that, locales as string, options);
    }
    const text = String(this);
    return text === that ? 0 : collator.compare(text, that);
  };
}
