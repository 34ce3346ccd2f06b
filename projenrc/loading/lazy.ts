/** How jsii compiles `export * as area from './area'`. */
const NAMESPACE = /^exports\.(\w+) = (__importStar\(require\("\.\/\w+"\)\));$/gm;

/** The statement that initializes the exports of a file. Node.js finds the names for ES modules in it. */
const DECLARATION = /^(?:exports\.\w+ = )+void 0;$/m;

/** The assignment goes through the setter, so that mocks can replace a namespace as they could without laziness. */
const LAZILY = `function lazily(name, load) {
    Object.defineProperty(exports, name, {
        get: () => (exports[name] = load()),
        set: (value) => Object.defineProperty(exports, name, { value, writable: true }),
    });
}`;

/** Whether a compiled file exports namespaces, and loads all of them as soon as it is loaded. */
export function exportsNamespaces(js: string): boolean {
  return js.search(NAMESPACE) >= 0;
}

/** Makes a compiled file load each namespace when it is first used. */
export function lazyNamespaces(js: string): string {
  const declared = js.match(DECLARATION)?.[0] ?? '';
  const names = [...js.matchAll(NAMESPACE)].map(([, name]) => name);
  const undeclared = names.filter((name) => !declared.includes(`exports.${name} = `));
  if (undeclared.length > 0) {
    throw new Error(`expected one statement that sets all exports to void 0, which is missing for ${undeclared}`);
  }
  return js
    .replace(DECLARATION, (statement) => `${statement}\n${LAZILY}`)
    .replace(NAMESPACE, 'lazily("$1", () => $2);');
}

/** Makes the compiled root of the package lazy. It must export namespaces and nothing else. */
export function lazyRoot(js: string): string {
  if (!exportsNamespaces(js)) {
    throw new Error('expected lines such as: exports.area = __importStar(require("./area"));');
  }
  const eager = js
    .replace(NAMESPACE, '')
    .split('\n')
    .filter((line) => line.includes('require('));
  if (eager.length > 0) {
    throw new Error(`expected nothing to be loaded except for namespaces, got: ${eager.join(' ')}`);
  }
  return lazyNamespaces(js);
}
