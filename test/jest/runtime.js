const { compileFunction } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

/** Packages in CommonJS. Jest translates the others, and loads its own for each suite. */
const SHARED = /\/node_modules\/(?!(jose|oauth4webapi|expect|jest-[a-z-]+|@jest)\/).*\.(c?js|json)$/;

/**
 * Loads a package once for all suites that a process runs, as Node.js would, instead of once for each suite: `aws-cdk-lib` takes longer to
 * load than most suites take to run. The code of this repository is loaded for each suite.
 */
module.exports = class SharedPackagesRuntime extends JestRuntime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    // In the realm of the process, see `environment.ts`.
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModule(from, name, options, isRequireActual) {
    const path = this.sharedPath(from, name, options);
    return path ? require(path) : super.requireModule(from, name, options, isRequireActual);
  }

  sharedPath(from, name, options) {
    if (!name || options?.isInternalModule || this._resolution.isCoreModule(name)) {
      return undefined;
    }
    const path = this._resolution.resolveCjs(from, name);
    return SHARED.test(path) && !this._resolution.shouldLoadAsEsm(path) ? path : undefined;
  }
};
