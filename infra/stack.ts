/** The stack: which function serves which operation, and what it may do. */

import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Operation } from '../shared/contract/operation.ts';
import { type OperationId, operationsWith } from '../shared/contract/operations.ts';
import * as variables from '../shared/environment/variables.ts';
import { numberRules } from '../shared/settings/numbers.ts';
import type { Settings } from '../shared/settings/settings.ts';
import { elementsIn, integrityOf } from './bundle/elements.ts';
import { refuseCertificateRegion } from './certificate-region.ts';
import { refuseOtherNumber } from './claimed-number.ts';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { Backup } from './constructs/backup.ts';
import { Events } from './constructs/events.ts';
import { GradualDeployment } from './constructs/gradual-deployment.ts';
import { Notices } from './constructs/notices.ts';
import { PortalApi } from './constructs/portal-api.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import { ServiceKeys } from './constructs/service-keys.ts';
import { stackUuid } from './constructs/stack-uuid.ts';
import { TableKey } from './constructs/table-key.ts';
import { TextMessaging } from './constructs/text-messaging.ts';
import { TrailTable } from './constructs/trail-table.ts';
import { UserTable } from './constructs/user-table.ts';
import { Voice, type VoiceProps } from './constructs/voice.ts';
import { Watching } from './constructs/watching.ts';
import { MEMORY_MB } from './memory.ts';
import { refusePlaceholders } from './placeholders.ts';
import { refuseRegions } from './regions.ts';

export interface Portal2faStackProps extends StackProps {
  readonly settings: Settings;
  /** Folder of each function's bundle, by the function's name. */
  readonly bundles: ReadonlyMap<string, string>;
  /** Where it is going to be deployed, which was checked. @default unknown: CloudFormation checks it. */
  readonly region?: string | undefined;
}

/** The functions that serve no operation. */
export const EVENT_FUNCTIONS = ['publish-events', 'send-notices'] as const;

type Grant = (fn: lambda.Function) => void;

export class Portal2faStack extends Stack {
  /** On what customers feel when a new version of the functions is at fault: it is rolled back by them. */
  readonly customerAlarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: Portal2faStackProps) {
    const { settings, bundles } = props;
    super(scope, id, { ...props, terminationProtection: settings.retainData });
    refusePlaceholders(this, settings);
    refuseOtherNumber(this, settings);
    if (props.region === undefined) {
      refuseRegions(this, settings);
      refuseCertificateRegion(this, settings);
    }
    const api = new PortalApi(this, 'PortalApi', settings);
    const key = new TableKey(this, 'TableKey', settings);
    const users = new UserTable(this, 'Users', { ...settings, key });
    const trail = new TrailTable(this, 'Trail', { ...settings, key });
    const keys = new ServiceKeys(this, 'Keys', settings);
    const { topic } = new AlarmTopic(this, 'AlarmTopic', settings);
    if (settings.backup !== undefined) {
      const tables = [users.table, trail.table];
      new Backup(this, 'Backup', { ...settings, ...settings.backup, tables, tableKey: key.key, topic });
    }

    const { methods } = settings;
    const texts = methods.includes('sms') ? new TextMessaging(this, 'Texts', settings.texts) : undefined;
    const calls = methods.includes('call') ? new Voice(this, 'Calls', voiceProps(settings)) : undefined;

    const load: Grant = (fn) => users.grantLoadUser(fn);
    const update: Grant = (fn) => users.grantUpdateUser(fn);
    const derive: Grant = (fn) => keys.grantDeriveKeys(fn);
    const sign: Grant = (fn) => keys.grantSign(fn);
    const readPublicKey: Grant = (fn) => keys.grantReadPublicKey(fn);
    const send: Grant = (fn) => {
      users.grantCountMessages(fn);
      texts?.grantSendText(fn);
      calls?.grantPlaceCall(fn);
    };

    const grants: Readonly<Record<OperationId, readonly Grant[]>> = {
      'get-status': [load, derive],
      'start-totp': [update, derive, readPublicKey],
      'confirm-totp': [update, derive, sign],
      'start-phone': [update, derive, readPublicKey, send],
      'confirm-phone': [update, derive, sign],
      'replace-backup-codes': [update, derive, readPublicKey],
      'skip-enrolment': [update, sign],
      'turn-off': [update, readPublicKey],
      'list-events': [(fn) => trail.grantRead(fn)],
      'start-challenge': [update, derive, sign],
      'send-challenge-code': [update, derive, send],
      'verify-challenge': [update, derive, sign],
      'support-get-user': [update, derive],
      'support-list-events': [update, (fn) => trail.grantRead(fn)],
      'support-reset': [update, derive, (fn) => users.grantClearCounts(fn)],
      'support-erase-user': [(fn) => users.grantEraseUser(fn), (fn) => trail.grantErase(fn)],
      'get-jwks': [readPublicKey],
      'get-discovery': [],
      'get-openapi': [],
      'get-elements': [],
    };

    const environment = {
      ...variables.TOKEN_ISSUER.write(settings.issuer),
      ...variables.TOKEN_AUDIENCE.write(settings.audience),
      ...variables.TOKEN_CLAIMS.write(settings.tokenClaims),
      ...variables.TOKEN_SCOPES.write(settings.scopes),
      ...variables.ASSERTION_ISSUER.write(api.url),
      ...variables.ASSERTION_AUDIENCE.write(settings.assertionAudience),
      ...variables.TRUSTED_PROXIES.write(settings.trustedProxies),
      ...variables.ORIGIN_SECRETS.write(api.originSecrets),
      ...variables.API_URL.write(api.url),
      ...variables.BRAND.write(settings.brand),
      ...variables.POLICY.write(settings.policy),
      ...variables.PROMPT_POLICY.write({ ...settings.prompt, from: Date.parse(settings.prompt.from) }),
      ...variables.METHODS.write([...methods]),
      ...variables.ALLOW_DISABLE.write(settings.allowDisable),
      ...variables.DEFAULT_LOCALE.write(settings.defaultLocale),
      ...variables.NOTICES.write(settings.notices && settings.mail !== undefined),
      ...variables.NUMBER_RULES.write(numberRules(settings)),
      ...variables.WEB_OTP_DOMAIN.write(settings.texts.webOtpDomain),
    };

    const bundleOf = (name: string): string => {
      const bundle = bundles.get(name);
      if (bundle === undefined) throw new Error(`There is no bundle for ${name}.`);
      return bundle;
    };

    const { bus, publisher } = new Events(this, 'Events', {
      ...settings,
      topic,
      users,
      trail,
      bundle: bundleOf('publish-events'),
    });
    const services = new Map<string, ServiceFunction>([['publish-events', publisher]]);
    const { mail } = settings;
    if (settings.notices && mail !== undefined) {
      const bundle = bundleOf('send-notices');
      const notices = new Notices(this, 'Notices', { ...settings, topic, mail, bus, users, keys, bundle });
      services.set('send-notices', notices.sender);
    }

    const tryLogs: LogGroup[] = [];
    for (const operation of operationsWith(methods)) {
      const sends = grants[operation.id].includes(send);
      const service = new ServiceFunction(this, operation.id, {
        bundle: bundleOf(operation.id),
        logRetentionDays: settings.logRetentionDays,
        retainData: settings.retainData,
        environment,
        memorySize: MEMORY_MB[operation.id],
        gradualDeployment: settings.gradualDeployment,
        reservedConcurrency: sends ? settings.reservedConcurrency.sends : null,
      });
      services.set(operation.id, service);
      const { function: fn, logGroup } = service;
      for (const grant of grants[operation.id]) grant(fn);
      if ('tries' in operation) tryLogs.push(logGroup);
      api.addOperation(operation, service.target, limitOf(operation, sends, settings.throttle));
    }
    new CfnOutput(this, 'ApiUrl', {
      description: 'Where the portal calls the API; also the issuer of the assertions',
      value: api.url,
    });
    new CfnOutput(this, 'ApiId', {
      description: 'Id of the API, for the mapping of a domain',
      value: api.api.apiId,
    });
    // Where a distribution is the only way it is nobody's business: who knows it uses up what all callers share.
    if (!settings.closeApiEndpoint && settings.cdn?.onlyWay !== true) {
      new CfnOutput(this, 'ApiEndpoint', {
        description: 'Address of the API at API Gateway',
        value: api.api.apiEndpoint,
      });
    }
    const elements = elementsIn(bundleOf('get-elements'));
    if (elements !== undefined) {
      new CfnOutput(this, 'ElementsIntegrity', {
        description: 'What a page may demand of /elements.js, as the integrity of its script tag',
        value: integrityOf(elements),
      });
    }
    new CfnOutput(this, 'TableName', {
      description: 'Table of the second factors',
      value: users.table.tableName,
    });
    new CfnOutput(this, 'TrailTableName', {
      description: 'Table of the audit trails',
      value: trail.table.tableName,
    });
    new CfnOutput(this, 'RootKeyArn', {
      description: 'Key that seals secrets, for the import of users',
      value: keys.rootKeyArn,
    });
    new CfnOutput(this, 'EventBusName', {
      description: 'Event bus with the domain events, for subscribers',
      value: bus.eventBusName,
    });
    this.customerAlarms = new Watching(this, {
      settings,
      topic,
      api,
      functions: new Map([...services].map(([name, one]) => [name, one.function])),
      publisher: publisher.function,
      tryLogs,
      failedDeliveries: texts?.failedDeliveries,
      callsAtOnce: calls?.callsAtOnce(props.region),
    }).customerAlarms;
    new GradualDeployment(this, 'Deployment', {
      how: settings.gradualDeployment,
      functions: [...services.values()],
      alarms: this.customerAlarms,
    });
  }
}

/** The limit of the operation's own route, if it has one; see `throttle` in the settings. */
function limitOf(
  { id, access }: { readonly id: OperationId; readonly access: Operation['access'] },
  sends: boolean,
  { routes, support, public: open, sends: sending }: Settings['throttle'],
) {
  if (routes[id] !== undefined) return routes[id];
  if (sends) return sending;
  switch (access) {
    case 'public':
      return open;
    case 'user':
      return undefined;
    default:
      return support;
  }
}

function voiceProps({ calls, brand, retainData }: Settings): VoiceProps {
  if (calls.kind === 'existing') return calls;
  // The alias has to be unique among all of AWS.
  const instanceAlias = calls.instanceAlias ?? `2fa-${stackUuid()}`;
  return { ...calls, callerName: brand, instanceAlias, retainData };
}
