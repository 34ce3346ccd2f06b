#!/usr/bin/env bash
# Runs the test suite against the newest peers, in a copy of the working tree.
set -euo pipefail
root=$(git rev-parse --show-toplevel)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$root" ls-files -z --cached --others --exclude-standard | tar -C "$root" --null --files-from=- --create --file=- | tar -C "$copy" --extract --file=-
cp -a "$root/node_modules" "$copy/node_modules"
cd "$copy"
git init --quiet
npm pkg delete overrides.cdk-nag
npm install --no-audit --no-fund --save-dev --save-exact 'aws-cdk-lib@^2' 'constructs@^10'
echo "aws-cdk-lib $(node -p 'require("aws-cdk-lib/package.json").version'), constructs $(node -p 'require("constructs/package.json").version')"
npx projen test
