/** Checks that every path through a contact flow ends in a hang-up, and that there is a path to every action. */

import type { Flow, FlowAction } from '../../../infra/connect-flow/flow.ts';

/** The faults of a flow's paths, each beginning with an action's identifier. */
export function checkPaths({ StartAction, Actions }: Flow): string[] {
  const byId = new Map(Actions.map((action) => [action.Identifier, action]));
  if (!byId.has(StartAction)) return [`flow: start action ${StartAction} does not exist`];

  const dangling = Actions.flatMap((action) =>
    targets(action)
      .filter((target) => !byId.has(target))
      .map((target) => `${action.Identifier}: leads to ${target}, which does not exist`),
  );
  const reached = reachable(StartAction, byId);
  const unreached = Actions.filter(({ Identifier }) => !reached.has(Identifier)).map(
    ({ Identifier }) => `${Identifier}: is never reached`,
  );
  const openEnds = Actions.filter((action) => targets(action).length === 0)
    .filter(({ Type }) => Type !== 'DisconnectParticipant')
    .map(({ Identifier }) => `${Identifier}: ends without hanging up`);
  return [...dangling, ...unreached, ...openEnds, ...endlessRounds(Actions, byId)];
}

/** Where an action can lead; `bounded` leaves out the way back into a loop, which Connect takes finitely often. */
function targets({ Type, Transitions }: FlowAction, bounded = false): readonly string[] {
  const conditions = (Transitions.Conditions ?? []).filter(
    ({ Condition }) => !(bounded && Type === 'Loop' && Condition.Operands[0] === 'ContinueLooping'),
  );
  const branches = [...conditions, ...(Transitions.Errors ?? [])].map(({ NextAction }) => NextAction);
  return Transitions.NextAction === undefined ? branches : [Transitions.NextAction, ...branches];
}

function reachable(start: string, byId: ReadonlyMap<string, FlowAction>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const action = byId.get(id);
    if (action === undefined || reached.has(id)) continue;
    reached.add(id);
    open.push(...targets(action));
  }
  return reached;
}

/**
 * Actions on a round trip that no loop counts. With the counted ways back left out, what remains has to have
 * no round trips: then every path ends, and only a hang-up has no way on.
 */
function endlessRounds(actions: readonly FlowAction[], byId: ReadonlyMap<string, FlowAction>): string[] {
  const rest = new Map(actions.map((action) => [action.Identifier, targets(action, true)]));
  for (let removed = true; removed; ) {
    const ended = [...rest].filter(([, next]) => next.every((id) => !rest.has(id) || !byId.has(id)));
    for (const [id] of ended) rest.delete(id);
    removed = ended.length > 0;
  }
  // What only leads into a round trip is left over as well; that is a path that never ends too.
  return [...rest.keys()].map((id) => `${id}: a path from here never ends`);
}
