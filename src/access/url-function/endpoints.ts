import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import { EndpointService } from '../../network/endpoints/service';

/** The services of the SageMaker API that have an endpoint, with the default one first. */
export function apiServices(endpoints: IPrivateEndpoints): EndpointService[] {
  return present(endpoints, [EndpointService.SAGEMAKER_API, EndpointService.SAGEMAKER_API_FIPS]);
}

export function stsServices(endpoints: IPrivateEndpoints): EndpointService[] {
  return present(endpoints, [EndpointService.STS, EndpointService.STS_FIPS]);
}

export function studioServices(endpoints: IPrivateEndpoints): EndpointService[] {
  return present(endpoints, [EndpointService.SAGEMAKER_STUDIO]);
}

/** A URL is created through the endpoint of the API, and opened through the one of Studio. */
export function presigningServices(endpoints: IPrivateEndpoints): EndpointService[] {
  return [...apiServices(endpoints), ...studioServices(endpoints)];
}

export function idsOf(endpoints: IPrivateEndpoints, services: readonly EndpointService[]): string[] {
  return services.map((service) => endpoints.endpointId(service));
}

function present(endpoints: IPrivateEndpoints, services: readonly EndpointService[]): EndpointService[] {
  return services.filter((service) => endpoints.has(service));
}
