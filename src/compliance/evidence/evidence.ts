import type { Control, Severity } from '../rules/attributes';
import type { NotCovered } from '../rules/not-covered';
import type { Status, Totals } from './totals';

/**
 * What the JSON file holds. Within a version, keys keep their meaning and none is taken away; there may be more of them.
 */
export interface Evidence {
  readonly schemaVersion: 1;
  readonly title: string;
  readonly totals: Totals;
  /** Every stack whose template was judged, in the order of paths, also those without SageMaker. */
  readonly stacks: readonly EvidenceStack[];
  /** Every control that a rule corresponds to, by who publishes it. */
  readonly catalogs: readonly EvidenceCatalog[];
  /** Published controls of SageMaker that no rule of this library corresponds to, and why. */
  readonly notCovered: readonly NotCovered[];
  /** Every rule that judged, in the order of ids, also where no resource is there to be judged. */
  readonly rules: readonly EvidenceRule[];
  /** Every rule with every resource that it judged, by severity, stack, construct and rule. */
  readonly checks: readonly EvidenceCheck[];
}

export interface EvidenceStack {
  /** The path of its construct; that of its template where it has none. */
  readonly path: string;
  /** The path of its template from the cloud assembly. */
  readonly template: string;
  readonly account?: string;
  readonly region?: string;
  readonly totals: Totals;
}

export interface EvidenceCatalog {
  readonly catalog: string;
  readonly controls: readonly EvidenceControl[];
}

export interface EvidenceControl {
  readonly id: string;
  /** The gravest of its checks; `notApplicable` where no resource was there to be judged. */
  readonly status: Status | 'notApplicable';
  readonly totals: Totals;
  readonly rules: readonly string[];
  /** The construct paths of what it was judged on. */
  readonly resources: Readonly<Record<Status, readonly string[]>>;
}

export interface EvidenceRule {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly rationale: string;
  readonly remediation: string;
  readonly documentationUrl: string;
  readonly controls: readonly Control[];
  readonly totals: Totals;
}

/** What a rule says of a resource. */
export interface EvidenceCheck {
  readonly rule: string;
  readonly status: Status;
  /** That of its gravest finding; that of the rule where it passes. */
  readonly severity: Severity;
  readonly stack: string;
  readonly resource: EvidenceResource;
  readonly findings: readonly EvidenceFinding[];
}

export interface EvidenceResource {
  /** The path of its construct, as far as it is known; `stack/logicalId` where it is not. */
  readonly path: string;
  /** Empty where the template as a whole was judged. */
  readonly logicalId: string;
  readonly type: string;
  readonly template: string;
}

export interface EvidenceFinding {
  /** The id under which it is acknowledged. */
  readonly id: string;
  readonly result: 'fail' | 'cannotTell';
  readonly severity: Severity;
  /** The property; empty for the resource as a whole. */
  readonly property: string;
  readonly text: string;
  /** Who has accepted it: the reason, and the path of the construct on which it was given. */
  readonly acknowledged?: { readonly reason: string; readonly constructPath: string };
}
