import { expect, test } from '@jest/globals';
import { allHeard, heardIn, onPhone, startConversing, untilHeard } from '../support/conversing.ts';
import { contactOf } from '../support/following.ts';
import { policyFile } from '../support/policy.ts';
import { opened, partsOf, publicRequests, reachOut, send, textOf, told } from '../support/steps.ts';

test('with message: false what is written to customers, and by them, is nowhere in Slack', async () => {
  const policy = policyFile('show: { message: false }\n');
  const conversing = await startConversing({ env: policy.env });
  try {
    const { world, ada } = conversing;
    const id = await reachOut(world, ada, '+12065550399 sms Marmalade :quince: is here');
    const contact = await contactOf(world, id);
    const card = await told(world, id, 'card', 'The policy keeps the text out of Slack.');
    expect(textOf(card)).not.toContain('Marmalade');
    await told(world, id, 'contact_id');
    await world.connect.waitFor(() => world.connect.participant(contact.id)?.connectedAt);

    world.connect.world.customerReply(contact.id, 'Rhubarb');
    await untilHeard(conversing, id, 'wrote a message. ');
    expect(allHeard(world, id)).toMatch(/<https:[^|>]+\|Read it in Amazon Connect>/);

    const [heard] = heardIn(world, id);
    const place = { conversation: '#support', ts: heard?.ts as string };
    await opened(world, ada, () => ada.press('reply', place));
    await ada.fill('message', 'Tamarind');
    await ada.submit();
    await world.slack.waitFor(() => onPhone(conversing, { contact }).includes('Tamarind'));

    ada.post('#support', 'Persimmon', { threadTs: card.ts });
    const question = await world.slack.waitFor(() =>
      ada.ephemerals.find(({ text }) => text.startsWith('Send this to the customer?')),
    );
    await ada.press('send_reply', question);
    await world.slack.waitFor(() => onPhone(conversing, { contact }).includes('Persimmon'));

    const list = await ada.command('#support', '/reach-out status');
    const all = `${publicRequests(world)} ${JSON.stringify(list)} ${JSON.stringify(ada.ephemerals)}`;
    for (const word of ['Marmalade', 'quince', 'Rhubarb', 'Tamarind', 'Persimmon'])
      expect(all.includes(word) ? word : undefined).toBeUndefined();
    expect(partsOf(world, id, 'card')).toHaveLength(1);

    // It is the person's own, in a form that nobody else sees.
    world.connect.fault({ operation: 'StartOutboundChatContact', kind: 'access_denied' });
    const failed = await told(
      world,
      await reachOut(world, ada, '+12065550398 sms Kumquat'),
      'card',
      'Not sent',
    );
    const again = await opened(world, ada, () => ada.press('try_again', failed));
    expect(JSON.stringify(again.values)).toContain('Kumquat');
    await policy.change(world, 'show: { message: true }\n');
    await told(world, await send(ada), 'card', 'Kumquat');
  } finally {
    await conversing.stop();
    policy.remove();
  }
});
