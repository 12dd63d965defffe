/** Domain events as other systems get them: documented, validated, named in order. */

import { readdirSync, readFileSync } from 'node:fs';
import type * as z from 'zod/mini';
import { eventDocuments } from '../../shared/contract/event-documents.ts';
import {
  EVENT_SCHEMAS,
  eventId,
  type PublishedEvent,
  publish,
  publishedEvent,
  readPublished,
} from '../../shared/contract/events.ts';
import type { DomainEvent, DomainEventType } from '../../shared/domain/event.ts';
import { EVENTS } from './support/events.ts';
import { KIM, NOW } from './support/users.ts';

/** What publishing makes of an event: times become text, and it gets a name and its user. */
type Published<E> = E extends DomainEvent
  ? { [K in keyof E]: K extends 'at' | 'until' ? string : E[K] } & {
      id: string;
      userId: string;
      requestId?: string;
    }
  : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** An optional field may be spelled with or without `undefined`. */
type Fields<E> = E extends { type: infer T }
  ? { type: T; fields: { [K in keyof E]-?: Exclude<E[K], undefined> } }
  : never;

const DIRECTORY = new URL('../../docs/events/', import.meta.url);

describe('domain events', () => {
  test('rules and schemas agree on every field of every event', () => {
    // The compiler decides this one.
    const same: Same<Fields<Published<DomainEvent>>, Fields<PublishedEvent>> = true;
    const every: Same<keyof typeof EVENT_SCHEMAS, DomainEventType> = true;
    expect([same, every]).toEqual([true, true]);
  });

  test.each(Object.values(EVENTS))(
    '$type is published as its schema has it, and read back as it was',
    (event) => {
      const published = publish(KIM, eventId(NOW, 0), event);
      const schema: z.ZodMiniType = EVENT_SCHEMAS[event.type];
      expect(schema.parse(published)).toEqual(published);
      expect(published).toMatchObject({ id: `00${NOW}-0`, userId: KIM, at: '2026-03-01T12:00:00.000Z' });
      expect(readPublished(JSON.parse(JSON.stringify(published)))).toEqual({
        id: eventId(NOW, 0),
        userId: KIM,
        event,
      });
    },
  );

  test('an event names the request that made it happen', () => {
    const published = publish(KIM, eventId(NOW, 0), EVENTS.UserLocked, 'JKJaXmPLvHcESHA=');
    expect(published).toMatchObject({ requestId: 'JKJaXmPLvHcESHA=' });
    expect(readPublished(published)).toMatchObject({
      event: EVENTS.UserLocked,
      requestId: 'JKJaXmPLvHcESHA=',
    });
  });

  test('a field that no schema knows is refused: nothing leaves by accident', () => {
    const event = { ...EVENTS.PhoneNumberChanged, number: '+12025550100' };
    expect(() => publish(KIM, eventId(NOW, 0), event)).toThrow();
    expect(publishedEvent.safeParse({ type: 'Unheard' }).success).toBe(false);
  });

  test('ids sort as the events happened', () => {
    const ids = [eventId(NOW - 1, 1), eventId(NOW, 0), eventId(NOW, 1), eventId(NOW + 1, 0)];
    expect(ids.toSorted()).toEqual(ids);
  });

  test('the committed JSON Schemas are what the schemas say now', () => {
    const committed = readdirSync(DIRECTORY).filter((name) => name.endsWith('.json'));
    expect(committed.toSorted()).toEqual([...eventDocuments().keys()].toSorted());
    for (const [name, content] of eventDocuments()) {
      expect(JSON.parse(readFileSync(new URL(name, DIRECTORY), 'utf8'))).toEqual(JSON.parse(content));
    }
  });
});
