import type { LoopbackAws } from './loopback-aws';

const AL2 = 'notebook-al2-v3';

/** Twelve notebook instances in all states, and two domains. */
export function addEstate({ account }: LoopbackAws): void {
  account.add('compliant', { metadataVersion: '2', rootAccess: 'Disabled' });
  account.add('running', { rootAccess: 'Disabled' });
  account.add('running-slowly', { delays: { stop: 4, update: 1, start: 2 } });
  account.add('stopped', { status: 'Stopped' });
  account.add('linux-2', { platform: AL2 });
  account.add('linux-1', { platform: 'notebook-al1-v1' });
  account.add('opted-out', { tags: { 'fleet-hardening:opt-out': 'a demo on Friday' } });
  account.add('cloudformation', {
    tags: { 'aws:cloudformation:stack-name': 'research', 'aws:cloudformation:logical-id': 'Notebook' },
  });
  account.add('terraform', { tags: { terraform: 'yes' } });
  account.add('old-script', { lifecycleConfig: 'idle-stop' });
  account.add('failed', { status: 'Failed', failureReason: 'an on-start script took longer than five minutes' });
  account.add('maintenance', { status: 'InMaintenance', transition: { to: 'InMaintenance', describes: 1_000 } });
  account.scripts.set('idle-stop', { onStart: 'curl -s http://2852039166/latest/meta-data/instance-id' });
  account.domains.push(
    { id: 'd-research', networkAccess: 'VpcOnly' },
    { id: 'd-lab', networkAccess: 'PublicInternetOnly' },
  );
}
