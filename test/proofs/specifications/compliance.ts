import { allowing, by, on, row, type Specifications } from '../specification';
import { arnLike, is } from '../terms';
import { KEY } from './keys';
import { service } from './trust';

export const COMPLIANCE: Specifications = (at) => {
  const { partition, region, account } = at.environment;
  const assets = `arn:${partition}:s3:::cdk-hnb659fds-assets-${account}-${region}`;
  const reading = [
    on([`${assets}/rules.guard`], row(['s3:GetObject', 's3:GetObjectVersion'])),
    on([assets], row(['s3:ListBucket'])),
  ];
  return {
    'GuardHook, trust': allowing(
      by(
        [service('hooks.cloudformation.amazonaws.com')],
        row(
          ['sts:AssumeRole'],
          is(KEY.sourceAccount, account),
          arnLike(KEY.sourceArn, at.arn('cloudformation', 'type/hook/*')),
        ),
      ),
    ),
    'GuardHook, permissions': allowing(...reading),
    'GuardHook, permissions with reports': allowing(
      ...reading,
      on([`arn:${partition}:s3:::reports/*`], row(['s3:PutObject'])),
    ),
  };
};
