import type { ContactRequest, SegmentAttributeValue } from '../../../src/domain/contact/contact-request.ts';

/**
 * What Amazon Connect's API model would refuse in a request, written by hand from the model and the API
 * Reference, without any of the code under test. No faults: an empty list.
 */
export function findModelFaults(request: ContactRequest): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  const length = (value: string | undefined, least: number, most: number, name: string) => {
    if (value === undefined) return;
    const characters = [...value].length;
    check(characters >= least && characters <= most, `${name} has ${characters} characters`);
    check(value.isWellFormed() && !value.includes('\0'), `${name} isn't well-formed`);
  };
  const integer = (value: number | undefined, least: number, most: number, name: string) => {
    if (value !== undefined)
      check(Number.isInteger(value) && value >= least && value <= most, `${name} is ${value}`);
  };
  const attributes = (
    map: Record<string, string> | undefined,
    extra: Record<string, string>,
    name: string,
  ) => {
    let bytes = 0;
    for (const [key, value] of [...Object.entries(map ?? {}), ...Object.entries(extra)]) {
      check(/^[A-Za-z0-9_-]+$/.test(key), `${name} key ${key}`);
      length(key, 1, 32_767, `${name} key`);
      length(value, 0, 32_767, `${name} value`);
      bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    }
    check(bytes <= 32_768, `${name} has ${bytes} bytes`);
    if (map) check(Object.keys(map).length > 0, `${name} is empty`);
  };
  const segment = (key: string, value: SegmentAttributeValue) => {
    length(key, 1, 128, 'segment attribute name');
    check(
      Object.keys(value).length === 1,
      `segment attribute ${key} has ${Object.keys(value).length} members`,
    );
    length(value.ValueString, 0, 1024, 'ValueString');
    length(value.ValueArn, 0, 1024, 'ValueArn');
    integer(value.ValueInteger, -2_147_483_648, 2_147_483_647, 'ValueInteger');
    for (const [name, member] of Object.entries(value.ValueMap ?? {})) segment(name, member);
    for (const member of value.ValueList ?? []) segment('listed', member);
  };

  check(/^\+[1-9]\d{1,14}$/.test(request.recipient), `recipient ${request.recipient}`);
  length(request.instanceId, 1, 100, 'InstanceId');
  length(request.contactFlowId, 1, 500, 'ContactFlowId');
  length(request.relatedContactId, 1, 256, 'RelatedContactId');
  for (const [name, value] of Object.entries(request)) check(value !== undefined, `${name} is undefined`);

  if (request.channel === 'voice') {
    check(request.message.trim() !== '', 'message is missing');
    attributes(request.attributes, { message: request.message }, 'Attributes');
    check(!Object.hasOwn(request.attributes ?? {}, 'message'), 'message is there twice');
    check((request.sourcePhoneNumber ?? request.queueId) !== undefined, 'neither number nor queue');
    check(/^\+[1-9]\d{1,14}$/.test(request.sourcePhoneNumber ?? '+12'), 'SourcePhoneNumber');
    length(request.campaignId, 1, 100, 'CampaignId');
    length(request.name, 0, 1024, 'Name');
    length(request.description, 0, 4096, 'Description');
    integer(request.ringTimeoutInSeconds, 15, 60, 'RingTimeoutInSeconds');
    check(['GENERAL', 'CAMPAIGN', undefined].includes(request.trafficType), 'TrafficType');
    check(!request.answerMachineDetection || request.trafficType === 'CAMPAIGN', 'AMD without CAMPAIGN');
    check(!request.awaitAnswerMachinePrompt || request.answerMachineDetection === true, 'await without AMD');
    let bytes = 0;
    for (const [key, { Type, Value, ...rest }] of Object.entries(request.references ?? {})) {
      length(key, 1, 4096, 'reference name');
      length(Value, 0, 4096, 'reference value');
      check(['URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL'].includes(Type), `reference type ${Type}`);
      check(Object.keys(rest).length === 0, 'reference has other members');
      bytes += Buffer.byteLength(Value);
    }
    check(bytes <= 4096, `references have ${bytes} bytes`);
    return faults;
  }

  length(request.sourceArn, 1, 256, 'SourceEndpoint.Address');
  attributes(request.attributes, {}, 'Attributes');
  for (const [key, value] of Object.entries(request.segmentAttributes ?? {})) segment(key, value);
  check(!Object.hasOwn(request.segmentAttributes ?? {}, 'connect:Subtype'), 'connect:Subtype is there twice');
  integer(request.chatDurationInMinutes, 60, 10_080, 'ChatDurationInMinutes');
  length(request.displayName, 1, 256, 'DisplayName');
  const { initialMessage, template, supportedMessagingContentTypes: supported } = request;
  check((initialMessage === undefined) !== (template === undefined), 'not exactly one initial message');
  if (initialMessage) {
    length(initialMessage.contentType, 1, 100, 'ContentType');
    length(initialMessage.content, 1, request.channel === 'sms' ? 1024 : 4096, 'Content');
    check(Buffer.byteLength(initialMessage.content) <= 16_384, 'Content bytes');
    if (!initialMessage.contentType.startsWith('text/')) JSON.parse(initialMessage.content);
    check(!supported || supported.includes(initialMessage.contentType), 'content type not supported');
  }
  if (template) {
    length(template.knowledgeBaseId, 1, 500, 'KnowledgeBaseId');
    length(template.messageTemplateId, 1, 500, 'MessageTemplateId');
    attributes(template.customAttributes, {}, 'CustomAttributes');
    if (template.customerProfileAttributes !== undefined) JSON.parse(template.customerProfileAttributes);
  }
  if (supported) {
    check(supported.includes('text/plain'), 'text/plain is missing');
    check(new Set(supported).size === supported.length, 'a content type is there twice');
    for (const type of supported) length(type, 1, 100, 'SupportedMessagingContentType');
  }
  return faults;
}
