/**
 * What each area may import besides itself; `private` is open to all of them. Imports run downward only.
 * Lint and a contract test both read this table.
 */
export const LAYERS: Record<string, readonly string[]> = {
  private: [],
  conditions: [],
  trust: [],
  network: [],
  permissions: ['conditions'],
  guardrails: ['conditions'],
  notebook: ['network', 'permissions', 'trust', 'conditions'],
  studio: ['network', 'permissions', 'trust', 'conditions'],
  access: ['studio', 'notebook', 'network', 'permissions', 'trust', 'conditions'],
  compliance: ['conditions'],
};
