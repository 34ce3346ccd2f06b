import { snapshotsOf } from './constructs';

snapshotsOf('notebook');
