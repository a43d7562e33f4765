import type { MiddlewareStack } from '@smithy/types';
import { type CallOutcome, type Watch, watched } from '../domain/kernel/watch.ts';
import { callOutcomeOf } from './outcome.ts';

/** A client of the AWS SDK. */
interface Client<Input extends object, Output extends object> {
  middlewareStack: MiddlewareStack<Input, Output>;
}

/** Tells of the end of each call of a client, by the name of its operation. */
export function watchCalls<Input extends object, Output extends object>(
  { middlewareStack }: Client<Input, Output>,
  service: string,
  watch: Watch,
  outcomeOf: (error: unknown) => CallOutcome = callOutcomeOf,
): void {
  middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const method = commandName.replace(/Command$/, '');
        return watched(watch, { service, method }, { outcomeOf, call: () => next(args) });
      },
    { step: 'initialize', name: 'watchCalls' },
  );
}
