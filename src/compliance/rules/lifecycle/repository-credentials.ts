import type { TemplateResource } from '../../templates/resource';
import { itemsOf, stringOf, type TemplateValue } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { forEachItem } from '../expectations';
import { secretsIn } from '../secrets';
import { DOMAIN, SPACE, settingsPaths, USER_PROFILE } from '../studio-settings';
import { readable } from './scripts';

/** A token alone stands where the name of a user would. */
const TOKEN_ALONE = /^[a-z]+:\/\/[\w-]{20,}@.*$/is;

export const repositoryCredentials: RuleDefinition = {
  id: 'code-repository-no-credentials',
  severity: Severity.ERROR,
  title: 'Git repository URLs must not contain credentials',
  rationale:
    'The address of a repository is shown to everybody who may describe what it is attached to, and stands in each clone.',
  remediation:
    'Make the credentials void, and keep new ones in Secrets Manager: AWS::SageMaker::CodeRepository takes them by GitConfig.SecretArn.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-git-repo.html',
  controls: {},
  types: ['AWS::SageMaker::CodeRepository', 'AWS::SageMaker::NotebookInstance', DOMAIN, USER_PROFILE, SPACE],
  check: (resource) => {
    switch (resource.type) {
      case 'AWS::SageMaker::CodeRepository':
        return judgeAddress(resource.get('GitConfig.RepositoryUrl'), 'GitConfig.RepositoryUrl');
      case 'AWS::SageMaker::NotebookInstance':
        return judgeNotebook(resource);
      default:
        return settingsPaths(resource).flatMap((settings) =>
          judgeSettings(resource, `${settings}.JupyterLabAppSettings.CodeRepositories`),
        );
    }
  },
};

function judgeNotebook(notebook: TemplateResource): Verdict[] {
  const more = forEachItem(notebook, 'AdditionalCodeRepositories', (item) =>
    judgeAddress(item.get(''), item.place ?? ''),
  );
  return [...judgeAddress(notebook.get('DefaultCodeRepository'), 'DefaultCodeRepository'), ...more];
}

function judgeSettings(resource: TemplateResource, path: string): Verdict[] {
  return forEachItem(resource, path, (item) => judgeAddress(item.get('RepositoryUrl'), `${item.place}.RepositoryUrl`));
}

function judgeAddress(value: TemplateValue, place: string): Verdict[] {
  return itemsOf(value).map((item) => {
    const text = stringOf(item);
    const address = readable(text?.parts ?? []);
    const [secret] = secretsIn(address);
    if (secret || TOKEN_ALONE.test(address)) {
      return fail(place, `${place} must hold no credentials, got ${secret?.name ?? 'a token'}`);
    }
    return text?.unknown
      ? cannotTell(place, `${place} must hold no credentials, but ${text.unknown.why}`)
      : pass(place);
  });
}
