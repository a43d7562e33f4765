import type { App, Receiver } from '@slack/bolt';

/** The receiver; how long Slack waits for each answer is told, by the type of what it has sent. */
export function timingAcks(receiver: Receiver, onAck: (payload: string, seconds: number) => void): Receiver {
  return {
    start: (...call) => receiver.start(...call),
    stop: (...call) => receiver.stop(...call),
    init(app) {
      const timed: Pick<App, 'processEvent'> = {
        processEvent(event) {
          const begun = performance.now();
          const payload = payloadOf(event.body);
          const ack: typeof event.ack = async (answer) => {
            await event.ack(answer);
            onAck(payload, (performance.now() - begun) / 1000);
          };
          return app.processEvent({ ...event, ack });
        },
      };
      receiver.init(Object.assign(Object.create(app), timed));
    },
  };
}

/** A command has no type. */
function payloadOf({ type, command }: Record<string, unknown>): string {
  if (typeof type === 'string') return type;
  return typeof command === 'string' ? 'slash_command' : '';
}
