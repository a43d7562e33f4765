import { readSenders } from '../../../config/senders.ts';
import { CHANNELS, CHAT_CHANNELS } from '../../../domain/channels/registry.ts';
import type { Place, Session } from '../session.ts';

const QUEUE = 'CONNECT_EVENTS_QUEUE_URL';
const TOPIC = 'CONNECT_MESSAGES_TOPIC_ARN';

/** Where contact events and chat messages come from; without, Amazon Connect is asked how contacts are doing. */
export async function chooseEvents(session: Session, place: Place): Promise<void> {
  const { ask, say, isFirst } = session;
  if (!ask || !isFirst || session.value(QUEUE)) return;
  say(
    'With contact events, threads follow within seconds. They come through a queue that a CloudFormation stack makes.',
  );
  if (!(await ask.yes('Is that stack deployed, or do you deploy it now?', false))) return;
  const withConversations = await ask.yes(
    'Should people read in the thread what customers answer, and write back from there?',
    false,
  );
  for (const line of await deployCommand(session, place, withConversations)) say(line);
  const later = 'Enter for later';
  const url = await ask.text(`Its output QueueUrl (${later}):`, {
    check: (typed) => (!typed || URL.canParse(typed) ? undefined : 'It is a URL.'),
  });
  if (url) session.answer(QUEUE, url);
  const topic =
    url &&
    withConversations &&
    (await ask.text(`Its output TopicArn (${later}):`, {
      check: (typed) => (!typed || typed.startsWith('arn:') ? undefined : 'It begins with arn:.'),
    }));
  if (topic) session.answer(TOPIC, topic);
}

/** To be copied, one command a line. */
async function deployCommand(
  session: Session,
  { instance, inventory }: Place,
  withConversations: boolean,
): Promise<string[]> {
  const found = await inventory.instances();
  const known = found.kind === 'found' ? found.items.find(({ id }) => id === instance)?.arn : undefined;
  const arn = instance.startsWith('arn:') ? instance : (known ?? 'INSTANCE_ARN');
  const region = session.value('AWS_REGION') ?? 'REGION';
  const senders = CHAT_CHANNELS.flatMap((name) => session.value(CHANNELS[name].variables.sourceArn) ?? []);
  const numbers = senders.flatMap(readSenders).map(({ number }) => number);
  const parameters = [
    `InstanceArn=${arn}`,
    ...(numbers.length > 0 ? [`PhoneNumberArns=${numbers.join(',')}`] : []),
    ...(withConversations ? ['Conversations=yes'] : []),
  ];
  return [
    '',
    `aws cloudformation deploy --region ${region} --stack-name reach-out --capabilities CAPABILITY_IAM --template-file manifest/aws/stack.json --parameter-overrides ${parameters.join(' ')}`,
    `aws cloudformation describe-stacks --region ${region} --stack-name reach-out --query 'Stacks[0].Outputs' --output table`,
    '',
  ];
}
