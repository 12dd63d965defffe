/** EventBridge stand-in: keeps what reaches a bus, and hands it to the functions and queues that rules name. */

import { randomUUID } from 'node:crypto';
import type { Journal } from '../../../host/journal.ts';
import type { BusEvent } from '../../boundary.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../template/intrinsics.ts';
import type { LocalStack, StackResource } from '../../template/stack.ts';
import {
  asArray,
  asRecord,
  asString,
  isRecord,
  optionalString,
  type Properties,
  TemplateError,
} from '../../template/template.ts';
import { jsonAnswer, parseBody } from '../json.ts';
import { AwsError, type StandIn } from '../stand-in.ts';
import { matchesPattern } from './event-pattern.ts';

/** Where a rule's target leads. */
export type DeliverEvent = (targetArn: string, payload: string, rule: StackResource) => void;

export interface EventBridgeOptions {
  readonly stack: LocalStack;
  readonly now: () => number;
  readonly deliver: DeliverEvent;
  /** Where it notes what reaches a bus. */
  readonly journal: Journal<BusEvent>;
}

export interface EventBridgeStandIn extends StandIn {
  /** Everything that reached a bus, oldest first. */
  events(): readonly BusEvent[];
}

interface Rule {
  readonly resource: StackResource;
  readonly bus: string;
  readonly pattern: unknown;
  readonly targets: readonly Properties[];
}

const MAX_ENTRIES = 10;

function readRule(resource: StackResource): Rule {
  const { properties, logicalId } = resource;
  const targets = asArray(properties.Targets).map((target) => asRecord(target, logicalId));
  for (const target of targets) {
    if (target.InputTransformer !== undefined) {
      throw new TemplateError(`The local system does not transform the input of ${logicalId}`);
    }
  }
  const bus = optionalString(properties.EventBusName, logicalId) ?? 'default';
  return { resource, bus: busName(bus), pattern: properties.EventPattern, targets };
}

const busName = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);

/** `$.a.b` of an event. */
function select(event: Properties, path: string): unknown {
  const steps = path.split('.').slice(1);
  return steps.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), event);
}

function payloadFor(target: Properties, event: Properties): string {
  if (typeof target.Input === 'string') return target.Input;
  const path = optionalString(target.InputPath, 'InputPath') ?? '$';
  return JSON.stringify(select(event, path) ?? null);
}

export function createEventBridgeStandIn(options: EventBridgeOptions): EventBridgeStandIn {
  const enabled = ({ properties }: StackResource): boolean => properties.State !== 'DISABLED';
  const rules = options.stack
    .ofType('AWS::Events::Rule')
    .filter((rule) => enabled(rule) && rule.properties.EventPattern !== undefined)
    .map(readRule);
  const buses = options.stack.ofType('AWS::Events::EventBus').map(({ ref }) => ref);

  const accept = (entry: Properties): string => {
    const id = randomUUID();
    const at = new Date(options.now()).toISOString();
    const bus = busName(optionalString(entry.EventBusName, 'EventBusName') ?? 'default');
    const source = asString(entry.Source, 'Source');
    const type = asString(entry.DetailType, 'DetailType');
    const detail: unknown = JSON.parse(asString(entry.Detail, 'Detail'));
    if (!isRecord(detail)) throw new SyntaxError('Detail is no object');
    options.journal.add({ id, source, type, detail, at });
    const event = {
      version: '0',
      id,
      'detail-type': type,
      source,
      account: LOCAL_ACCOUNT,
      time: at.replace(/\.\d+Z$/, 'Z'),
      region: LOCAL_REGION,
      resources: asArray(entry.Resources),
      detail,
    };
    const due = rules.filter((rule) => rule.bus === bus && matchesPattern(rule.pattern, event));
    for (const { targets, resource } of due) {
      for (const target of targets) {
        options.deliver(asString(target.Arn, resource.logicalId), payloadFor(target, event), resource);
      }
    }
    return id;
  };

  const tryAccept = (entry: unknown): Properties => {
    const record = isRecord(entry) ? entry : {};
    const bus = busName(optionalString(record.EventBusName, 'EventBusName') ?? 'default');
    // AWS drops events to a bus that does not exist, in silence; here that would only hide a mistake.
    if (bus !== 'default' && !buses.includes(bus)) {
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${bus} does not exist` };
    }
    try {
      return { EventId: accept(record) };
    } catch (error) {
      if (error instanceof SyntaxError)
        return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
      if (error instanceof TemplateError)
        return { ErrorCode: 'InvalidArgument', ErrorMessage: error.message };
      throw error;
    }
  };

  return {
    actions: ['PutEvents'],
    events: options.journal.all,
    handle: async (call) => {
      const entries = asArray(parseBody(call.body).Entries);
      if (entries.length === 0 || entries.length > MAX_ENTRIES) {
        throw new AwsError('ValidationException', 400, `Entries must have 1 to ${MAX_ENTRIES} items`);
      }
      const results = entries.map(tryAccept);
      const failed = results.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
      return jsonAnswer({ FailedEntryCount: failed, Entries: results });
    },
  };
}
