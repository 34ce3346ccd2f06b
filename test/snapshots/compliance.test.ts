import { snapshotsOf } from './constructs';

snapshotsOf('compliance');
