import type { Scenario } from './scenario';
import type { TemplateSet } from './set';
import type { Template } from './template';
import type { TemplateValue } from './values';

type Evaluate = (json: unknown, scope: Scope) => TemplateValue;

/** Where a piece of JSON stands, and what it takes to evaluate it. It is passed along, so that nothing else keeps any state. */
export class Scope {
  constructor(
    /** The template that the piece is in. */
    public readonly template: Template,
    /** All templates of the app, to which it may refer. */
    public readonly templates: TemplateSet,
    /** The scenario in which it is evaluated. */
    public readonly scenario: Scenario,
    private readonly evaluator: Evaluate,
    /** How many intrinsic functions wait for its value. */
    public readonly depth = 0,
  ) {}

  /** What a piece of JSON at this place is worth. Never throws. */
  public evaluate(json: unknown): TemplateValue {
    return this.evaluator(json, this);
  }

  /** The same for a piece of another template. */
  public in(template: Template): Scope {
    return new Scope(template, this.templates, this.scenario, this.evaluator, this.depth);
  }

  /** The same for the argument of an intrinsic function. */
  public deeper(): Scope {
    return new Scope(this.template, this.templates, this.scenario, this.evaluator, this.depth + 1);
  }
}
