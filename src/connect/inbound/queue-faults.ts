/** The actions of SQS that are needed, by the names that IAM has for them. */
export type QueueAction = 'sqs:ReceiveMessage' | 'sqs:DeleteMessage';

const WHAT: Record<QueueAction, string> = {
  'sqs:ReceiveMessage': "The queue of contact events can't be read",
  'sqs:DeleteMessage': "What is read from the queue of contact events can't be deleted there",
};

/** By the name or code of an error. Source: Amazon SQS API, common errors; Node's codes of a connection that fails. */
const CAUSES: [error: RegExp, cause: (action: QueueAction) => string][] = [
  [/^(kms|KMS)/i, () => "its KMS key can't be used. Allow kms:Decrypt"],
  [/^AccessDenied/, (action) => `${action} is denied. Allow it for this queue`],
  [/NonExistentQueue$|^QueueDoesNotExist$/, () => 'there is none at CONNECT_EVENTS_QUEUE_URL'],
  [/^InvalidAddress$|UnsupportedOperation$/, () => 'CONNECT_EVENTS_QUEUE_URL is no address of a queue'],
  [
    /ProviderError$|^ExpiredToken|^Invalid(ClientTokenId|AccessKeyId|Security)|^UnrecognizedClient|Signature/,
    () => 'AWS refuses the credentials',
  ],
  [/CERT|^UNABLE_TO_|^ERR_(TLS|SSL)/, () => 'its certificate is not trusted'],
  [/^ENOTFOUND$|^EAI_AGAIN$/, () => 'its host is not known. Check CONNECT_EVENTS_QUEUE_URL'],
  [/^TimeoutError$|^E(CONN|HOST|NET|TIMEDOUT)/, () => "it can't be reached"],
];

/** Why events do not come, for whoever runs the app. */
export function explainQueue(action: QueueAction, error: unknown): string {
  const { name = '', code = '' } = (error ?? {}) as { name?: string; code?: string };
  const known = CAUSES.find(([pattern]) => pattern.test(code) || pattern.test(name));
  return known ? `${WHAT[action]}: ${known[1](action)}.` : `${WHAT[action]}.`;
}

/** The region that the URL of a queue names, which need not be that of Amazon Connect. Source: Amazon SQS, endpoints. */
export function regionOfQueue(url: string): string | undefined {
  return /(?:^|\.)sqs(?:-fips)?\.([a-z0-9-]+)\.(?:vpce\.)?(?:amazonaws\.com|api\.aws)/.exec(
    new URL(url).hostname,
  )?.[1];
}
