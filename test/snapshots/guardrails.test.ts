import { snapshotsOf } from './constructs';

snapshotsOf('guardrails');
