import { guardrails } from '../../src';
import { ACTIONS, RESOURCE_TYPE_ACTIONS } from '../../src/conditions/catalogue';
import { iamPattern, LetterCase } from '../../src/private/iam-pattern';
import { faultsOf } from '../faults';

const { Guardrail } = guardrails;

/** The actions of SageMaker that the first statement of a guardrail names. */
function named(guardrail: guardrails.Guardrail): string[] {
  const patterns = guardrail.statements().flatMap(({ actions }) => actions);
  return ACTIONS.filter((name) =>
    patterns.some((pattern) => iamPattern(pattern, LetterCase.IGNORED).test(`sagemaker:${name}`)),
  );
}

const CREATE_URLS = ACTIONS.filter((name) => /Presigned/.test(name));
const network = { cidrs: ['203.0.113.0/24'] };

test.each([
  ['presignedUrlsFromNetwork', Guardrail.presignedUrlsFromNetwork(network)],
  ['presignedUrlsByPrincipals', Guardrail.presignedUrlsByPrincipals({ principalArns: ['arn:aws:iam::*:role/Portal'] })],
])('%s covers every operation that creates presigned URLs, and no other one', (_, guardrail) => {
  expect(named(guardrail)).toEqual(CREATE_URLS);
  expect(CREATE_URLS.length).toBeGreaterThanOrEqual(6);
});

test('what calls or opens MLflow and partner AI apps is limited to a network', () => {
  const opens = ACTIONS.filter((name) =>
    /^(Call(Mlflow|Partner)|Create.*(Mlflow|PartnerApp).*Presigned|CreatePresigned.*Mlflow)/.test(name),
  );
  const covered = [...named(Guardrail.mlflowFromNetwork(network)), ...named(Guardrail.partnerAppsFromNetwork(network))];
  expect(covered.sort()).toEqual([...opens].sort());
});

describe('approved hubs', () => {
  test('limit every operation on the content of hubs, and none that is authorized on other resources', () => {
    const { hub, 'hub-content': content, ...others } = RESOURCE_TYPE_ACTIONS;
    const covered = named(Guardrail.approvedHubs({ hubArns: ['arn:aws:sagemaker:*:111122223333:hub/a'] }));
    const tagging = ['AddTags', 'DeleteTags', 'ListTags'];
    expect(covered).toEqual(expect.arrayContaining(content.filter((name) => !tagging.includes(name))));
    expect(covered.filter((name) => Object.values(others).flat().includes(name))).toEqual([]);
    expect(covered.filter((name) => ![...hub, ...content].includes(name))).toEqual([]);
  });

  test('need the ARNs of their content where these do not follow', () => {
    expect(faultsOf(() => Guardrail.approvedHubs({ hubArns: ['arn:aws:sagemaker:*:111122223333:*'] }))).toEqual([
      'InvalidGuardrail: hubContentArns is needed where the content does not follow from the ARN of a hub, got arn:aws:sagemaker:*:111122223333:*',
    ]);
    const given = {
      hubArns: ['arn:aws:sagemaker:*:111122223333:*'],
      hubContentArns: ['arn:aws:sagemaker:*:1:hub-content/*'],
    };
    expect(faultsOf(() => Guardrail.approvedHubs(given))).toEqual([]);
  });

  test('are refused where none is named', () => {
    expect(faultsOf(() => Guardrail.approvedHubs({ hubArns: [] }))).toEqual([
      'InvalidGuardrail: hubArns must have at least one item, got none',
    ]);
  });
});
