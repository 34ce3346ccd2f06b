import type { EndpointService } from './service';

/**
 * An endpoint, and why it is there.
 */
export interface IncludedEndpoint {
  /**
   * The service that it leads to.
   */
  readonly service: EndpointService;

  /**
   * The id of the endpoint.
   */
  readonly endpointId: string;

  /**
   * What it is needed for.
   */
  readonly purpose: string;

  /**
   * Whether the set of services cannot do without it.
   */
  readonly required: boolean;
}
