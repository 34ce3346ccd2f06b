import { snapshotsOf } from './constructs';

snapshotsOf('permissions');
