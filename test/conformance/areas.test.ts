// One suite, since each suite that validates loads the engine, which takes seconds.
import './areas/access';
import './areas/network';
import './areas/network-dns';
import './areas/notebook';
import './areas/studio';
