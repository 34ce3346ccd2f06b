import { snapshotsOf } from './constructs';

snapshotsOf('network');
