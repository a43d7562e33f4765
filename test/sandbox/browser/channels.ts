import { expect, test } from '@jest/globals';
import { card, type Desk, expectAccessible, expectText, openForm, panel, send, thread } from './support.ts';

export function channelCases(desk: () => Desk): void {
  test('a text message: card, thread with the whole ContactId, the customer replies and reads', async () => {
    const page = await desk().openAs('ada');
    await send(page, '/reach-out +1 206 555 0152 sms Your engineer is on the way');
    await expectText(card(page), 'Conversation open');
    await expectText(card(page), 'Your engineer is on the way');
    await card(page).getByRole('button', { name: /repl/ }).click();
    const { contacts } = await desk().state();
    const id = contacts.at(-1)?.contact.id ?? '';
    await expectText(thread(page), id);

    const phone = panel(page).getByRole('log', { name: 'What the customer sees' });
    await expectText(phone, 'Your engineer is on the way');
    await panel(page).getByRole('textbox', { name: 'Reply as the customer' }).fill('Thank you!');
    await page.keyboard.press('Enter');
    await expectText(phone, 'Thank you!');
    await panel(page).getByRole('button', { name: 'Read' }).click();
    await expectText(phone, /^Read at/);
    await panel(page).getByRole('button', { name: 'Flow ends it' }).click();
    await expectText(card(page), /Conversation ended/);
    await expectText(thread(page), /Conversation ended/);
    await expectText(panel(page), 'The flow ended it');
  });

  test('WhatsApp goes through its own flow, and an agent takes part', async () => {
    const page = await desk().openAs('ada');
    const form = await openForm(page, '/reach-out +44 20 7946 0018 whatsapp Good morning');
    expect(await form.getByRole('radio', { name: 'WhatsApp' }).isChecked()).toBe(true);
    await form.getByRole('button', { name: 'Send' }).click();
    await expectText(panel(page), /WhatsApp ·/);
    await expectText(card(page), 'Conversation open');
    await panel(page).getByRole('button', { name: 'Put in queue' }).click();
    await expectText(card(page), 'Waiting in queue');
    await panel(page).getByRole('button', { name: 'Agent joins' }).click();
    await expectText(card(page), 'With agent Ana Souza');
    await panel(page).getByRole('button', { name: 'Agent ends' }).click();
    await expectText(card(page), /ended by the agent/);
  });

  test('a chat with the app in it, and the customer after its end', async () => {
    const page = await desk().openAs('ada');
    await send(page, '/reach-out +44 20 7946 0021 whatsapp Good morning');
    const id = await newestContact(desk());
    const connect = panel(page);
    const phone = connect.getByRole('log', { name: 'What the customer sees' });
    await expectText(phone, 'Reach Out is in the chat');
    await connect.getByRole('textbox', { name: 'Reply as the customer' }).fill('Who is this?');
    await page.keyboard.press('Enter');
    await connect.getByRole('button', { name: 'Delivered' }).click();
    await expectText(phone, /· delivered$/);
    await connect.getByRole('button', { name: 'Send a photo' }).click();
    await expectText(phone, 'Attachment: photo.jpg');
    await connect.getByRole('button', { name: 'Send location' }).click();
    await expectText(phone, /Amazon Connect never sees it/);
    await expectAccessible(page, 'a chat', '.connect');
    await connect.getByRole('button', { name: 'Token runs out' }).click();
    await connect.getByRole('button', { name: 'Agent joins' }).click();
    await connect.getByText('Reach Out is in the chat').waitFor({ state: 'detached' });
    await connect.getByRole('textbox', { name: 'Write as the agent' }).fill('I take over');
    await page.keyboard.press('Enter');
    await expectText(phone, /^Ana Souza ·/);
    await connect.getByRole('button', { name: 'Agent ends' }).click();
    await connect.getByRole('textbox', { name: 'Write again as the customer' }).fill('One more thing');
    await page.keyboard.press('Enter');
    await expectText(phone, 'One more thing');
    expect(await newestContact(desk())).not.toBe(id);
  });

  test('a call that is answered, and one that is not', async () => {
    const page = await desk().openAs('ada');
    await send(page, '/reach-out +1 206 555 0178 voice The server room is too hot');
    await expectText(panel(page), 'The call is being placed');
    await panel(page).getByRole('button', { name: 'Answer', exact: true }).click();
    await expectText(card(page), 'Answered');
    await panel(page).getByRole('button', { name: 'Hang up' }).click();
    await expectText(card(page), /Call ended by the customer/);

    await send(page, '/reach-out +1 206 555 0178 voice Once more');
    await panel(page).getByRole('button', { name: 'Busy' }).click();
    await expectText(card(page), 'Busy');
  });
}

async function newestContact(desk: Desk): Promise<string> {
  const { contacts } = await desk.until(({ contacts: all }) => all.at(-1)?.contact.state === 'connected');
  return contacts.at(-1)?.contact.id ?? '';
}
