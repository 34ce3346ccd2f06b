import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GuardRules } from '../../../src/compliance';
import { NAMES, type Rejections } from './guarded';
import type { AgreementTemplate } from './templates';

interface EngineModule {
  readonly RegoEngine: new (config: {
    guardRules: { name: string; content: string }[];
  }) => {
    validateStandard(file: object, config: object): { diagnostics: { ruleId: string }[] };
    free(): void;
  };
  readonly TemplateFile: new (path: string) => object;
}

/** The engine that `CloudFormationValidatePlugin` of CDK runs, without the rules that are built into it: they take a minute. */
function engineOfCdk(): EngineModule {
  const cdk = dirname(require.resolve('aws-cdk-lib/package.json'));
  return require(require.resolve('@aws/cloudformation-validate', { paths: [cdk] }));
}

/** Which of some rules reject each of some templates. Fails where the engine cannot load the rules. */
export function rejectionsOfCdk(names: readonly string[], templates: readonly AgreementTemplate[]): Rejections {
  const { RegoEngine, TemplateFile } = engineOfCdk();
  const guardRules = names.map((name) => ({ name, content: new GuardRules({ rules: [NAMES.get(name)!] }).text }));
  const engine = new RegoEngine({ guardRules });
  const folder = mkdtempSync(join(tmpdir(), 'guard-'));
  try {
    const path = join(folder, 'Stack.template.json');
    return new Map(
      templates.map(({ name, json }) => {
        writeFileSync(path, JSON.stringify(json));
        const { diagnostics } = engine.validateStandard(new TemplateFile(path), { disableBuiltinRules: true });
        return [name, new Set(diagnostics.map(({ ruleId }) => ruleId))];
      }),
    );
  } finally {
    engine.free();
    rmSync(folder, { recursive: true });
  }
}
