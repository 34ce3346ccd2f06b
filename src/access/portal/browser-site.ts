import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { BundledFunction } from '../../private/lambda/function';
import { warn } from '../../private/warnings';
import { BROWSER_PORTAL_SETTINGS_VARIABLE } from '../shared/portal/settings';
import { logOptionsOf, PortalSite, type PortalSiteProps, signInSettings } from './site';

/** A portal whose pages sign users in: a function that serves pages and their script, without any permission besides its log. */
export class BrowserSite extends PortalSite {
  public readonly handler: lambda.IFunction;
  public readonly logGroup: logs.ILogGroup;

  constructor(scope: Construct, id: string, props: PortalSiteProps) {
    super(scope, id, props);
    warn(
      this,
      'access.portalTokensInScript',
      'Use Portal.serverSide if the client can have a secret or a signing key.',
    );
    const { handler, logGroup } = new BundledFunction(this, 'Function', {
      ...logOptionsOf(props),
      bundle: 'access/portal-page',
      description: 'Shows the pages of the portal of Studio, which sign users in',
      environment: { [BROWSER_PORTAL_SETTINGS_VARIABLE]: this.json(signInSettings(this.url, props)) },
      reservedConcurrentExecutions: props.options.reservedConcurrentExecutions,
    });
    this.handler = handler;
    this.logGroup = logGroup;
    const layer = this.addPages(this, props);
    if (layer) {
      handler.addLayers(layer);
    }
    this.addPageMethods(props);
    this.addOutputs();
  }
}
