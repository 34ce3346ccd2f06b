import type { TemplateResource } from '../../templates/resource';
import { stringOf } from '../../templates/values';

/** The services of SageMaker below the names of most services and of those that browsers open. */
const SERVICE =
  /^(.*\.)?(sagemaker\.(api|api-fips|featurestore-runtime|featurestore-runtime-fips|metrics|runtime|runtime-fips)|sagemaker-data-science-assistant)$/s;
const BROWSER_SERVICE = /^aws\.sagemaker\..*\.(experiments|notebook|partner-app|studio)$/s;

/** Those whose endpoints take a policy that counts for all that they do. */
const WITH_POLICY =
  /^.*\.(api|api-fips|experiments|featurestore-runtime|featurestore-runtime-fips|notebook|runtime|studio)$/s;

/** The name of the service, where it is one of SageMaker. The region need not be known. */
export function sageMakerService(endpoint: TemplateResource): string | undefined {
  const name = String(stringOf(endpoint.get('ServiceName')) ?? '');
  return SERVICE.test(name) || BROWSER_SERVICE.test(name) ? name : undefined;
}

export function takesPolicy(service: string): boolean {
  return WITH_POLICY.test(service);
}
