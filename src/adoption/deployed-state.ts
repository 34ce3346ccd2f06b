import { DeployedResource } from '../private/adoption/deployed-resource';

/**
 * A resource that exists already, and that a construct of this library shall manage without replacing it.
 *
 * The construct keeps the logical id and every property that CloudFormation cannot change in place, also where one is
 * missing: a notebook instance without a VPC stays without one. Other properties keep their deployed values until a prop
 * sets them, except for security settings that can change in place, which get the defaults of this library. The construct
 * leaves a warning that says what is kept, and the checks of `compliance` report it like any other resource.
 *
 * Commit the file next to the app. Remove `deployedState` only to replace the resource.
 *
 * @example
 * new notebook.NotebookInstance(this, 'Notebook', {
 *   deployedState: adoption.DeployedState.fromTemplateFile('deployed/template.json', 'ResearchNotebook'),
 * });
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export class DeployedState {
  /**
   * A resource of a deployed template, in JSON or YAML, such as the one that `aws cloudformation get-template` or an earlier
   * `cdk synth` wrote.
   *
   * Fails with `InvalidDeployedState` if the template has no such resource.
   *
   * @param path of the file, relative to the working directory of the app
   * @param logicalId of the resource, which the construct keeps
   */
  public static fromTemplateFile(path: string, logicalId: string): DeployedState {
    return new DeployedState(DeployedResource.fromTemplateFile(path, logicalId));
  }

  /**
   * A resource that no template has, as a Describe operation of SageMaker returns it: the JSON that a command such as
   * `aws sagemaker describe-notebook-instance --notebook-instance-name research` prints.
   *
   * Fails with `InvalidDeployedState` if the file holds something else.
   *
   * @param path of the file, relative to the working directory of the app
   * @param logicalId that the resource gets, or has once it is imported: letters and digits only
   */
  public static fromDescriptionFile(path: string, logicalId: string): DeployedState {
    return new DeployedState(DeployedResource.fromDescriptionFile(path, logicalId));
  }

  /** The logical id that the construct keeps. */
  public readonly logicalId: string;

  /** @internal */
  public readonly _resource: DeployedResource;

  private constructor(resource: DeployedResource) {
    this.logicalId = resource.logicalId;
    this._resource = resource;
  }
}
