import { ConditionKey, Requirement } from '../conditions';

/**
 * A tag, and which values of it count.
 */
export class TagMatch {
  /** The tag has one of these values. */
  public static oneOf(key: string, values: string[]): TagMatch {
    return new TagMatch(key, values);
  }

  /**
   * The tag has the same value as a tag of the caller. A caller without that tag is allowed nothing.
   *
   * @param key the key of the tag
   * @param principalTagKey the key of the caller's tag, the same one where it is left out
   */
  public static ofPrincipal(key: string, principalTagKey: string = key): TagMatch {
    return new TagMatch(key, [`\${${ConditionKey.principalTag(principalTagKey).name}}`]);
  }

  /** The key of the tag. */
  public readonly key: string;
  /** The values that count, or the policy variable that stands for the caller's. */
  public readonly values: string[];

  private constructor(key: string, values: string[]) {
    this.key = key;
    this.values = [...values];
    this._requested();
  }

  /** Of a request that tags a resource. @internal */
  public _requested(): Requirement {
    return Requirement.isOneOf(ConditionKey.requestTag(this.key), this.values);
  }

  /** Of a resource. @internal */
  public _existing(): Requirement {
    return Requirement.isOneOf(ConditionKey.resourceTag(this.key), this.values);
  }
}
