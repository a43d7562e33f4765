import * as z from 'zod';

const to = z.object({ NextAction: z.string() });

/** Source: Amazon Connect Administrator Guide, "Flow language". Of each action, what every one has. */
const language = z.object({
  Version: z.literal('2019-10-30'),
  StartAction: z.string(),
  Actions: z
    .array(
      z.object({
        Identifier: z.string().min(1).max(50),
        Type: z.string().min(1),
        Parameters: z.record(z.string(), z.unknown()),
        Transitions: z.object({
          NextAction: z.string().optional(),
          Errors: z.array(to).optional(),
          Conditions: z.array(to).optional(),
        }),
      }),
    )
    .min(1)
    .max(250),
});

/** What the service refuses to publish, in words; empty where it is a flow. */
export function problemsOf(content: string): string[] {
  let flow: unknown;
  try {
    flow = JSON.parse(content);
  } catch {
    return ['The content is not valid JSON.'];
  }
  const parsed = language.safeParse(flow);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'The content'}: ${message}`);
  const { StartAction, Actions } = parsed.data;
  const ids = new Set(Actions.map(({ Identifier }) => Identifier));
  const repeated = ids.size < Actions.length ? ['An Identifier stands twice.'] : [];
  const ways = Actions.flatMap(({ Transitions: { NextAction, Errors = [], Conditions = [] } }) => [
    ...(NextAction === undefined ? [] : [NextAction]),
    ...[...Errors, ...Conditions].map((way) => way.NextAction),
  ]);
  const nowhere = new Set([StartAction, ...ways].filter((id) => !ids.has(id)));
  return [...repeated, ...[...nowhere].map((id) => `There is no action with the Identifier ${id}.`)];
}
