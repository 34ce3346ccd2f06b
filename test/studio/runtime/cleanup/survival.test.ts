import {
  ALL,
  addDomain,
  applications,
  eventOf,
  leftOf as left,
  loopbackWithTwoDomains,
  NOTHING,
  OTHER,
  OWN,
  resourceOf,
  rest,
  run,
} from './deletion';

const aws = loopbackWithTwoDomains();

const leftOf = (domainId: string) => left(aws, domainId);

describe('a domain survives', () => {
  const survives = async () => {
    for (const event of [applications(), rest()]) {
      const { response, log } = await run(aws, event);
      expect(response).toEqual({ status: 'SUCCESS', physicalId: OWN });
      expect(log).toEqual([expect.objectContaining({ message: 'nothing was deleted', domainId: OWN })]);
    }
    expect(aws.writes).toEqual([]);
    expect(leftOf(OWN)).toEqual(ALL);
  };

  test.each([
    ['its cleanup is removed from the stack', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'],
    ['the update that added its cleanup is rolled back', 'UPDATE_ROLLBACK_IN_PROGRESS'],
    ['the rollback of an update is cleaned up', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'],
    ['an update runs', 'UPDATE_IN_PROGRESS'],
    ['an import is rolled back', 'IMPORT_ROLLBACK_IN_PROGRESS'],
    ['the status of the stack is a new one', 'SOMETHING_ELSE'],
  ])('when %s', async (_, status) => {
    aws.stack.status = status;
    await survives();
  });

  test('when an update that replaced it is rolled back', async () => {
    aws.stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    aws.stack.resources = [resourceOf('Domain', 'AWS::SageMaker::Domain', OTHER)];
    await survives();
  });

  test.each([
    ['is not in the stack', []],
    ['is under another logical id', [resourceOf('Another', 'AWS::SageMaker::Domain', OWN)]],
    ['was replaced in the stack that is deleted', [resourceOf('Domain', 'AWS::SageMaker::Domain', OTHER)]],
    ['is a resource of another type', [resourceOf('Domain', 'AWS::SSM::Parameter', OWN)]],
  ])('when it %s', async (_, resources) => {
    aws.stack.resources = resources;
    await survives();
  });

  test('when it was removed from the template, in the same update as its cleanup', async () => {
    aws.stack.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    aws.stack.resources = [resourceOf('Domain', 'AWS::SageMaker::Domain', OTHER, 'DELETE_COMPLETE')];
    await survives();
  });
});

describe('a domain is removed', () => {
  test('when the creation of its stack is rolled back', async () => {
    aws.stack.status = 'ROLLBACK_IN_PROGRESS';
    await run(aws, rest());
    expect(leftOf(OWN)).toEqual(NOTHING);
  });

  test('when an update has replaced it, and its successor stays', async () => {
    addDomain(aws, 'd-new');
    aws.stack.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    aws.stack.resources = [resourceOf('Domain', 'AWS::SageMaker::Domain', 'd-new', 'UPDATE_COMPLETE')];
    await run(aws, applications());
    await run(aws, rest());
    expect(leftOf(OWN)).toEqual(NOTHING);
    expect(leftOf('d-new')).toEqual({ ...ALL, apps: 0, spaces: 0, userProfiles: 0 });
  });
});

test('a cleanup reads no stack but its own', async () => {
  await run(aws, rest());
  expect([...new Set(aws.stackReads)]).toEqual([rest().StackId]);
});

describe('the creation of a cleanup', () => {
  test('changes nothing and takes the id of the domain', async () => {
    const { response } = await run(aws, eventOf('Create'));
    expect(response).toEqual({ status: 'SUCCESS', physicalId: OWN });
    expect(aws.writes).toEqual([]);
  });

  test('fails for a domain that the stack does not have', async () => {
    const { response } = await run(aws, eventOf('Create', { DomainId: OTHER }));
    expect(response).toMatchObject({
      status: 'FAILED',
      reason: 'the domain d-other is not the resource Domain of this stack',
    });
  });

  test('fails for unknown properties, and its deletion does not block the stack', async () => {
    const event = { ...eventOf('Create'), ResourceProperties: { DomainId: OWN } };
    const { response } = await run(aws, event);
    expect(response.status).toBe('FAILED');
    const deletion = { ...event, RequestType: 'Delete' as const, PhysicalResourceId: response.physicalId };
    expect((await run(aws, deletion)).response.status).toBe('SUCCESS');
    expect(aws.writes).toEqual([]);
  });

  test('that succeeded is not undone with unknown properties', async () => {
    const event = { ...eventOf('Delete'), ResourceProperties: { DomainId: OWN } };
    expect((await run(aws, event)).response.status).toBe('FAILED');
  });
});

test('an update of a cleanup takes the id of a new domain, so that CloudFormation deletes the previous one', async () => {
  const { response } = await run(aws, { ...eventOf('Update', { DomainId: OTHER }), PhysicalResourceId: OWN });
  expect(response).toEqual({ status: 'SUCCESS', physicalId: OTHER });
  expect(aws.writes).toEqual([]);
});
