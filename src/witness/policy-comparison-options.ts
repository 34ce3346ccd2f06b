/** How two policies are compared. */
export interface PolicyComparisonOptions {
  /**
   * What references stand for that only a deployment resolves, by the logical id for `Ref` and by `LogicalId.Attribute` for
   * `Fn::GetAtt`. Pseudo parameters such as `AWS::Partition` can be given as well.
   *
   * @default - the pseudo parameters of account 111122223333 in us-east-1; other references are an error
   */
  readonly references?: { readonly [reference: string]: string };
}
