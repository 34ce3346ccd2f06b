import { ControlCatalog } from './attributes';
import { Rule } from './rule';

/**
 * Rules that go together.
 */
export class Pack {
  /** All rules but the optional ones. */
  public static readonly BASELINE = new Pack(
    'baseline',
    Rule.all().filter(({ optional }) => !optional),
  );

  /** All rules. */
  public static readonly ALL = new Pack('all', Rule.all());

  /** The rules that correspond to controls of AWS Security Hub CSPM. */
  public static readonly SECURITY_HUB = Pack.ofCatalog('security-hub', ControlCatalog.SECURITY_HUB);

  /** The rules that correspond to managed rules of AWS Config. */
  public static readonly CONFIG = Pack.ofCatalog('config', ControlCatalog.CONFIG);

  /** The rules that correspond to controls of AWS Control Tower. */
  public static readonly CONTROL_TOWER = Pack.ofCatalog('control-tower', ControlCatalog.CONTROL_TOWER);

  /** The rules that correspond to checks of Checkov. */
  public static readonly CHECKOV = Pack.ofCatalog('checkov', ControlCatalog.CHECKOV);

  /** The rules that correspond to rules of cdk-nag. */
  public static readonly CDK_NAG = Pack.ofCatalog('cdk-nag', ControlCatalog.CDK_NAG);

  /** The rules that correspond to checks of Prowler. */
  public static readonly PROWLER = Pack.ofCatalog('prowler', ControlCatalog.PROWLER);

  /** The rules that correspond to controls of NIST SP 800-53 revision 5. */
  public static readonly NIST_800_53_R5 = Pack.ofCatalog('nist-800-53-r5', ControlCatalog.NIST_800_53_R5);

  /** A pack of your own. */
  public static of(id: string, rules: Rule[]): Pack {
    return new Pack(id, rules);
  }

  private static ofCatalog(id: string, catalog: ControlCatalog): Pack {
    return new Pack(
      id,
      Rule.all().filter((rule) => rule.controlIds(catalog).length > 0),
    );
  }

  private constructor(
    /** The id, such as `security-hub`. */
    public readonly id: string,
    private readonly members: readonly Rule[],
  ) {}

  /** The rules. */
  public get rules(): Rule[] {
    return [...this.members];
  }
}
