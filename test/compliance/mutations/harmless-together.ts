import type { Templates } from './bases';
import { adding, inIntrinsics, inScalars, renamed, type TemplateJson } from './rewriting';

const RENAMED = 'Renamed';

function nested(child: TemplateJson, Parameters: object = {}): Templates {
  const parent = { Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters } } } };
  return { Stack: { json: parent }, Child: { json: child, parent: { name: 'Stack', logicalId: 'Nested' } } };
}

/** Every value is handed to the nested stack. */
function handedOver(template: TemplateJson): Templates {
  const given: Record<string, unknown> = {};
  const child = inScalars(template, (value) => {
    const name = `Value${Object.keys(given).length}`;
    given[name] = value;
    return { Ref: name };
  });
  return nested(
    adding(child, 'Parameters', Object.fromEntries(Object.keys(given).map((name) => [name, { Type: 'String' }]))),
    given,
  );
}

/** Keys and security groups come from another stack of the app. */
function exported(template: TemplateJson): Templates {
  const moves = ({ Type }: TemplateJson) => Type === 'AWS::KMS::Key' || Type === 'AWS::EC2::Subnet';
  const split = (kept: boolean) =>
    Object.fromEntries(Object.entries(template.Resources).filter(([, body]) => moves(body as TemplateJson) !== kept));
  const Outputs: Record<string, unknown> = {};
  const imported = (Value: unknown, id: string, otherwise: unknown) => {
    if (!(id in split(false))) {
      return otherwise;
    }
    const Name = `Other:${JSON.stringify(Value)}`;
    Outputs[Name.replace(/\W/g, '')] = { Value, Export: { Name } };
    return { 'Fn::ImportValue': Name };
  };
  const byAttribute = inIntrinsics(split(true), 'Fn::GetAtt', (of) =>
    imported({ 'Fn::GetAtt': of }, [of].flat()[0] as string, { 'Fn::GetAtt': of }),
  );
  const Resources = inIntrinsics(byAttribute, 'Ref', (of) => imported({ Ref: of }, String(of), { Ref: of }));
  return { Stack: { json: { ...template, Resources } }, Other: { json: { Resources: split(false), Outputs } } };
}

/** Harmless changes that also make other templates, or other names. */
export const HARMLESS_TOGETHER: Readonly<Record<string, (template: TemplateJson) => Templates>> = {
  'other logical ids': (template) => ({ Stack: { json: renamed(template, RENAMED) } }),
  'a nested stack': (template) => nested(template),
  'a nested stack that is given every value': handedOver,
  'keys and subnets of another stack': exported,
};

/** A finding by the name that its resource has in the base. */
export function originalName(finding: string): string {
  return finding.replace(RENAMED, '');
}
