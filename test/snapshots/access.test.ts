import { snapshotsOf } from './constructs';

snapshotsOf('access');
