/** The pictures in docs/architecture.md show what there is: every event that moves the state, function and service. */

import { readFileSync } from 'node:fs';
import { EVENT_FUNCTIONS } from '../../infra/stack.ts';
import { OPERATIONS } from '../../shared/contract/operations.ts';
import type { DomainEventType } from '../../shared/domain/event.ts';
import { allStatements, deploy, functions, resources } from './support/deployed.ts';

const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
const [states = '', system = ''] = [...page.matchAll(/```mermaid\n(.*?)```/gs)].map(([, text]) => text);

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].toSorted();

/** Whether the state of a second factor is another one after it; a new event does not compile until that is said. */
const MOVES: Readonly<Record<DomainEventType, boolean>> = {
  TwoFactorEnabled: true,
  MethodChanged: true,
  AuthenticatorReplaced: true,
  PhoneNumberChanged: true,
  BackupCodesReplaced: true,
  BackupCodeUsed: true,
  SignInVerified: false,
  SignInNotCompleted: false,
  CodeRequested: false,
  CodeNotSent: false,
  WrongCodesEntered: false,
  SupportViewed: false,
  AttemptsExceeded: false,
  RequestsExceeded: false,
  WrongCodesRepeated: false,
  UserLocked: true,
  EnrollmentSkipped: true,
  TwoFactorDisabled: true,
  SupportReset: true,
  FactorImported: true,
  UserErased: true,
};

test('the arrows between states are named after the events that move them, and after no other', () => {
  const labels = [...states.matchAll(/-->[^:\n]*:(.*)$/gm)].map(([, label = '']) => label);
  const named = labels.flatMap((label) => label.match(/\b(?:[A-Z][a-z]+){2,}\b/g) ?? []);
  const moving = Object.entries(MOVES).flatMap(([type, moves]) => (moves ? [type] : []));
  expect(sorted(named)).toEqual(sorted(moving));
});

test('the text says of the other events that they move nothing', () => {
  const [sentence = ''] = /^- `.*?\bmove\s+nothing/ms.exec(page) ?? [];
  const told = Object.entries(MOVES).flatMap(([type, moves]) => (moves ? [] : [type]));
  expect(sorted(sentence.match(/(?<=`)\w+(?=`)/g) ?? [])).toEqual(sorted(told));
});

describe('the system', () => {
  const template = deploy();

  test('has every function, and no other', () => {
    const ours = functions(template).flatMap(({ ours, name }) => (ours ? [name] : []));
    expect(sorted(ours)).toEqual(sorted([...OPERATIONS.map(({ id }) => id), ...EVENT_FUNCTIONS]));
    expect(sorted(system.match(/\b[a-z]+(?:-[a-z]+)+\b/g) ?? [])).toEqual(sorted(ours));
  });

  test('has every service that the template makes something of or lets a function call', () => {
    /** By the name in types of resources and, where it differs, in actions. */
    const SERVICES: Readonly<Record<string, string>> = {
      ApiGatewayV2: 'API Gateway',
      CloudWatch: 'CloudWatch',
      Connect: 'Connect',
      connect: 'Connect',
      DynamoDB: 'DynamoDB',
      dynamodb: 'DynamoDB',
      Events: 'EventBridge',
      events: 'EventBridge',
      KMS: 'KMS',
      kms: 'KMS',
      Lambda: 'Lambda',
      Logs: 'CloudWatch',
      logs: 'CloudWatch',
      ses: 'SES',
      sns: 'SNS',
      SNS: 'SNS',
      SQS: 'SQS',
      sqs: 'SQS',
      xray: 'X-Ray',
    };
    const made = resources(template).map(({ type }) => type.split('::')[1] ?? type);
    const called = allStatements(template).flatMap(({ actions }) =>
      actions.map((action) => action.split(':')[0] ?? action),
    );
    // IAM lets the arrows be; `Custom::AWS` is a call that the deployment itself makes.
    const used = [...made, ...called].filter((name) => !['IAM', 'iam', 'AWS'].includes(name));
    expect(used.filter((name) => SERVICES[name] === undefined)).toEqual([]);
    for (const service of sorted(used.map((name) => SERVICES[name] ?? name)))
      expect(system).toContain(service);
    for (const service of sorted(Object.keys(SERVICES))) expect(used).toContain(service);
  });
});
