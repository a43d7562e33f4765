import { ConnectClient, StartOutboundChatContactCommand } from '@aws-sdk/client-connect';
import { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';

/** What the app is measured against: the same job done the plain way, with no store and no retries. */
const { SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_API_URL = '', PORT = '' } = process.env;
const InstanceId = process.env.CONNECT_INSTANCE_ID ?? '';
const SourceEndpoint = {
  Type: 'CONNECT_PHONENUMBER_ARN',
  Address: process.env.CONNECT_SMS_SOURCE_ARN ?? '',
} as const;
const ContactFlowId = process.env.CONNECT_SMS_FLOW_ID ?? '';

const connect = new ConnectClient({ maxAttempts: 1 });
const app = new App({
  token: SLACK_BOT_TOKEN,
  signingSecret: SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: SLACK_API_URL, retryConfig: { retries: 0 } },
  customRoutes: [
    { path: '/ready', method: ['GET'], handler: (_request, response) => response.writeHead(200).end('{}') },
  ],
});

const text = (label: string) => ({ type: 'plain_text' as const, text: label });
const channels = ['sms', 'whatsapp', 'voice'].map((value) => ({ text: text(value), value }));
const field = (name: string, multiline: boolean) => ({
  ...{ type: 'input' as const, block_id: name, label: text(name) },
  element: { type: 'plain_text_input' as const, action_id: name, multiline },
});
const modal = (conversation: string): ModalView => ({
  ...{ type: 'modal', callback_id: 'reach_out', private_metadata: conversation },
  ...{ title: text('Reach out'), submit: text('Send') },
  blocks: [
    field('phone', false),
    {
      ...{ type: 'input', block_id: 'channel', label: text('channel') },
      element: { type: 'radio_buttons', action_id: 'channel', options: channels },
    },
    field('message', true),
  ],
});

app.command('/reach-out', async ({ ack, client, command }) => {
  await ack();
  await client.views.open({ trigger_id: command.trigger_id, view: modal(command.channel_id) });
});

app.view('reach_out', async ({ ack, body, client, view }) => {
  await ack();
  const answer = (name: string) => view.state.values[name]?.[name]?.value ?? '';
  const channel = view.private_metadata;
  const head = `<@${body.user.id}> reaches out to ${answer('phone')}: ${answer('message')}`;
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: head } }];
  const card = await client.chat.postMessage({ channel, text: head, blocks });
  const { ContactId } = await connect.send(
    new StartOutboundChatContactCommand({
      ...{ InstanceId, ContactFlowId, SourceEndpoint },
      DestinationEndpoint: { Type: 'TELEPHONE_NUMBER', Address: answer('phone') },
      SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:SMS' } },
      InitialSystemMessage: { ContentType: 'text/plain', Content: answer('message') },
    }),
  );
  await client.chat.postMessage({ channel, thread_ts: card.ts ?? '', text: `ContactId: ${ContactId}` });
});

await app.start(Number(PORT));
