import { Fn, Stack } from 'aws-cdk-lib';

/** A stack in two availability zones, which the deployment chooses, so that nothing is looked up at synthesis. */
export class TwoZoneStack extends Stack {
  public override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }
}
