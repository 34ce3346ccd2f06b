import { snapshotsOf } from './constructs';

snapshotsOf('trust');
