import type { EndpointService } from './service';

/**
 * An endpoint that exists already.
 */
export interface ExistingEndpoint {
  /**
   * The service that it leads to.
   */
  readonly service: EndpointService;

  /**
   * The id of the endpoint, such as `vpce-0123456789abcdef0`.
   */
  readonly endpointId: string;
}
