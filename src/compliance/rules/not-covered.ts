import { type Control, ControlCatalog } from './attributes';

/** A published control of SageMaker that no rule corresponds to, and why. */
export interface NotCovered extends Control {
  readonly reason: string;
}

const NO_TRAINING_JOBS = 'CloudFormation has no training jobs: whoever starts one at run time says how it runs';
const ACCOUNT_STATE = 'It asks what has come about in an account, which no template says';

/** Every control of the catalogues that speaks of SageMaker is either here or among the controls of a rule. */
export const NOT_COVERED: readonly NotCovered[] = [
  checkov('CKV_AWS_22', 'the volumes of notebook instances, which notebook-volume-encrypted judges'),
  checkov('CKV_AWS_98', 'the volumes of endpoints, which endpoint-volume-encrypted judges'),
  checkov('CKV_AWS_122', 'the internet access of notebook instances, which notebook-no-direct-internet judges'),
  checkov('CKV_AWS_306', 'the subnets of notebook instances, which notebook-in-vpc judges'),
  checkov('CKV_AWS_307', 'root on notebook instances, which notebook-no-root-access judges'),
  checkov('CKV_AWS_372', 'flow definitions, which CloudFormation does not have'),
  prowler('sagemaker_clarify_exists', ACCOUNT_STATE),
  prowler('sagemaker_models_monitor_enabled', ACCOUNT_STATE),
  prowler('sagemaker_models_registry_in_use', ACCOUNT_STATE),
  prowler('iam_user_access_not_stale_to_sagemaker', ACCOUNT_STATE),
  prowler('sagemaker_training_jobs_intercontainer_encryption_enabled', NO_TRAINING_JOBS),
  prowler('sagemaker_training_jobs_network_isolation_enabled', NO_TRAINING_JOBS),
  prowler('sagemaker_training_jobs_volume_and_output_encryption_enabled', NO_TRAINING_JOBS),
  prowler('sagemaker_training_jobs_vpc_settings_configured', NO_TRAINING_JOBS),
];

function checkov(id: string, subject: string): NotCovered {
  return { catalog: ControlCatalog.CHECKOV, id, reason: `Checkov has it for Terraform alone. It is about ${subject}` };
}

function prowler(id: string, reason: string): NotCovered {
  return { catalog: ControlCatalog.PROWLER, id, reason };
}
