/** Dollars: of a journey, of a month in which nobody comes, and of the same at other services. */

import { type Figures, WEB_ACL_RULES } from '../bench/figures.ts';
import { each, type Price, type Prices } from './prices.ts';
import { JOURNEYS, type Journey, type Usage, usageOf } from './usage.ts';

/** What a call with a code takes: it is answered, says the code twice, and hangs up. */
const CALL_SECONDS = 30;
/** The telephone network is paid by the minute at first. */
const BILLED_MINUTES = Math.max(1, CALL_SECONDS / 60);
/** Of all requests, as Lambda samples them beyond the first of each second. */
const TRACED = 0.05;
/** Messages sent for one sign-in or enrolment: some ask again. */
export const SENDS = 1.05;

const DAYS = 30.4;

/** Dollars of one journey by what is paid: AWS's services, and the network that carries the code. */
export interface JourneyCost {
  readonly service: number;
  readonly network: number;
}

/** @param country where the customer's telephone is; only what is sent there depends on it. */
export function journeyCost(
  figures: Figures,
  prices: Prices,
  journey: Journey,
  country: string | undefined,
): JourneyCost {
  const usage = usageOf(figures, JOURNEYS[journey]);
  return { service: serviceCost(usage, prices), network: networkCost(usage, prices, country) };
}

function serviceCost(usage: Usage, { aws }: Prices): number {
  return (
    usage.requests * each(aws.apiRequest) +
    usage.invocations * (each(aws.lambdaRequest) + TRACED * each(aws.trace)) +
    usage.gbSeconds * each(aws.lambdaGbSecond) +
    usage.readUnits * each(aws.dynamoRead) +
    usage.writeUnits * each(aws.dynamoWrite) +
    usage.kms * each(aws.kmsRequest) +
    usage.events * each(aws.event) +
    usage.mails * each(aws.mail) +
    (usage.logBytes / 1e9) * each(aws.logGb)
  );
}

function networkCost({ texts, calls }: Usage, { aws, countries }: Prices, country: string | undefined) {
  if (texts + calls === 0) return 0;
  const there = country === undefined ? undefined : countries[country];
  if (there === undefined) throw new Error(`There are no prices of ${country}`);
  const call = (CALL_SECONDS / 60) * each(aws.callMinute) + BILLED_MINUTES * each(there.callMinute);
  return SENDS * (texts * each(there.text) + calls * call);
}

export interface IdleLine {
  readonly what: string;
  readonly count: number;
  readonly price: Price;
  readonly usd: number;
}

/**
 * A month in which nobody signs in, of a stack with these resources.
 * @param replicas of the keys that can have some: one for each Region that they are replicated to.
 */
export function idleCost(
  resources: Figures['resources'],
  { aws }: Prices,
  replicas: number,
): readonly IdleLine[] {
  const of = (...types: string[]): number => types.reduce((sum, type) => sum + (resources[type] ?? 0), 0);
  const keys = of('AWS::KMS::Key');
  const line = (what: string, count: number, price: Price, months = 1): IdleLine => ({
    what,
    count,
    price,
    usd: count * months * each(price),
  });
  return [
    line('KMS keys', keys, aws.kmsKey),
    // The key of the tables stays in its Region.
    line('replicas of keys in another Region', replicas * Math.max(0, keys - 1), aws.kmsKey),
    line('alarms', of('AWS::CloudWatch::Alarm'), aws.alarm),
    line('metrics out of logs, at most', of('AWS::Logs::MetricFilter'), aws.metric),
    line('Contributor Insights rules', of('AWS::CloudWatch::InsightRule'), aws.insightRule),
    line('dashboards', of('AWS::CloudWatch::Dashboard'), aws.dashboard),
    line("Connect's telephone number", of('AWS::Connect::PhoneNumber'), aws.numberDay, DAYS),
    line('WAF web ACLs', of('AWS::WAFv2::WebACL'), aws.webAcl),
    line('their rules', of(WEB_ACL_RULES), aws.wafRule),
  ].filter(({ count }) => count > 0);
}

/** What the same would be at another service, in dollars for each sign-in. */
export interface Comparison {
  readonly service: string;
  readonly basis: string;
  readonly app: number;
  /** To the United States. */
  readonly text: number;
}

/** @param signIns of an active user in a month: what is paid by the user has to be shared among them. */
export function compare({ others, countries }: Prices, signIns: number): readonly Comparison[] {
  const text = SENDS * (countries.US === undefined ? 0 : each(countries.US.text));
  const byUser = (service: string, price: Price): Comparison => ({
    service,
    basis: `${price.usd} a monthly active user, with ${signIns} sign-ins`,
    app: each(price) / signIns,
    text: each(price) / signIns + text,
  });
  return [
    {
      service: 'Twilio Verify',
      basis: `${others.twilioVerification.usd} a verification, and the text`,
      app: each(others.twilioVerification),
      text: each(others.twilioVerification) + SENDS * each(others.twilioText),
    },
    byUser('Cognito Essentials', others.cognitoEssentials),
    byUser('Cognito Lite', others.cognitoLite),
    byUser('Auth0 B2C Essentials', others.auth0Essentials),
  ];
}
