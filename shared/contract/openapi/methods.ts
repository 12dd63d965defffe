/** The document of an API that does not offer every method: nothing in it speaks of the others. */

import { CHANNELS, type OfferedMethod, usableChannels } from '../../domain/method.ts';
import type { OperationExample } from './examples.ts';
import type { Json } from './json-schema.ts';

/** The schemas without the values of methods that are not offered. */
export function offered(
  schemas: Record<string, Json>,
  methods: readonly OfferedMethod[],
): Record<string, Json> {
  const channels = usableChannels(CHANNELS, methods);
  return {
    ...schemas,
    EnrollmentOption: { ...schemas.EnrollmentOption, enum: methods },
    // A telephone of which nothing can be sent is still shown, with no channel; an enum has one at least.
    ...(channels.length > 0 && { Channel: { ...schemas.Channel, enum: channels } }),
  };
}

/** The example by a channel that is offered. */
export function withMethods(example: OperationExample, methods: readonly OfferedMethod[]): OperationExample {
  const channels = usableChannels(CHANNELS, methods);
  const text = JSON.stringify(example, (field, value) => {
    if (field === 'channels' && Array.isArray(value)) return channels;
    return field === 'channel' && !channels.includes(value) ? (channels[0] ?? value) : value;
  });
  return JSON.parse(text);
}

type Components = Readonly<Record<string, Json>>;

/** The components that the paths, or components that they refer to, mention. */
export function mentioned(paths: Json, components: Components): Components {
  const known = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, group = '', name = ''] of JSON.stringify(part).matchAll(REFERENCE)) {
      const key = `${group}/${name}`;
      if (known.has(key)) continue;
      known.add(key);
      visit(components[group]?.[name] ?? null);
    }
  };
  visit(paths);
  const kept = Object.entries(components).map(([group, all]) => [
    group,
    Object.fromEntries(Object.entries(all).filter(([name]) => known.has(`${group}/${name}`))),
  ]);
  return Object.fromEntries(kept);
}

const REFERENCE = /"#\/components\/(\w+)\/([\w.-]+)"/g;
