import { join } from 'node:path';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import type { Construct } from 'constructs';
import { adoption, notebook, studio } from '../../src';
import { isolatedVpc, type Sample } from './sample';

const DEPLOYED = join(__dirname, 'deployed.json');

/** Every exported construct that can keep a deployed state, with one. */
export const ADOPTED: Readonly<Record<string, Required<Sample>['adopted']>> = {
  'notebook.NotebookInstance': (scope) => {
    new notebook.NotebookInstance(scope, 'KeptNotebook', { deployedState: deployed('ResearchNotebook') });
  },
  'notebook.LifecycleConfig': (scope) => {
    new notebook.LifecycleConfig(scope, 'Scripts', { deployedState: deployed('ResearchScripts') });
  },
  'studio.Domain': (scope) => {
    domain(scope);
  },
  'studio.UserProfile': (scope) => {
    new studio.UserProfile(scope, 'Alice', { domain: domain(scope), deployedState: deployed('AliceProfile') });
  },
  'studio.Space': (scope) => {
    const home = domain(scope);
    const owner = home.addUserProfile('alice');
    new studio.Space(scope, 'Space', { domain: home, owner, deployedState: deployed('ResearchSpace') });
  },
  'studio.Image': (scope) => {
    image(scope);
  },
  'studio.ImageVersion': (scope) => {
    const repository = ecr.Repository.fromRepositoryName(scope, 'Repository', 'research');
    const deployedState = deployed('ResearchVersion');
    new studio.ImageVersion(scope, 'Version', { image: image(scope), repository, deployedState });
  },
  'studio.JupyterLabImageConfig': (scope) => {
    new studio.JupyterLabImageConfig(scope, 'Config', { deployedState: deployed('ResearchAppConfig') });
  },
  'studio.CodeEditorImageConfig': (scope) => {
    new studio.CodeEditorImageConfig(scope, 'Config', { deployedState: deployed('EditorAppConfig') });
  },
  'studio.StudioLifecycleConfig': (scope) => {
    new studio.StudioLifecycleConfig(scope, 'Scripts', {
      appType: studio.StudioAppType.JUPYTER_LAB,
      deployedState: deployed('ResearchStudioScript'),
    });
  },
};

function deployed(logicalId: string): adoption.DeployedState {
  return adoption.DeployedState.fromTemplateFile(DEPLOYED, logicalId);
}

function domain(scope: Construct): studio.Domain {
  return new studio.Domain(scope, 'KeptDomain', {
    vpc: isolatedVpc(scope),
    deployedState: deployed('ResearchDomain'),
  });
}

function image(scope: Construct): studio.Image {
  return new studio.Image(scope, 'Image', { deployedState: deployed('ResearchImage') });
}
