import type { Properties } from '../report/template';
import type { WayIn } from './api-authorization';
import type { RoleSession } from './sessions';

/** A call as a service sees it, once its signature is known to be good. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly input: Properties;
  readonly session: RoleSession;
  readonly way: WayIn;
}
