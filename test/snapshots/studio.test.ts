import { snapshotsOf } from './constructs';

snapshotsOf('studio');
