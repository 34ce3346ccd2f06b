/**
 * What each area may import besides itself; `private` is open to all of them. Imports run downward only.
 * A contract test enforces this table.
 */
export const LAYERS: Record<string, readonly string[]> = {
  private: [],
  adoption: [],
  conditions: [],
  removal: [],
  trust: [],
  network: [],
  permissions: ['conditions'],
  guardrails: ['conditions'],
  notebook: ['adoption', 'network', 'permissions', 'trust', 'conditions'],
  studio: ['adoption', 'network', 'permissions', 'trust', 'conditions'],
  access: ['studio', 'notebook', 'adoption', 'network', 'permissions', 'trust', 'conditions'],
  compliance: ['conditions'],
  witness: ['conditions'],
};

/**
 * The same for the folders of an area. What lies right below the area, such as `compliance/verdict.ts`, is open to all of
 * its folders and imports none of them.
 */
export const FOLDER_LAYERS: Record<string, Record<string, readonly string[]>> = {
  compliance: {
    templates: [],
    policies: ['templates'],
    rules: ['policies', 'templates'],
    guard: ['rules'],
    judging: ['rules', 'templates'],
    evidence: ['judging', 'rules', 'templates'],
  },
};
