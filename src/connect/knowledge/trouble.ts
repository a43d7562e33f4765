import type { KnowledgeTrouble } from '../../domain/knowledge/answer.ts';

/** Source: Amazon Q in Connect API, errors of its reads. */
const TROUBLES: Record<string, KnowledgeTrouble> = {
  ResourceNotFoundException: 'gone',
  AccessDeniedException: 'denied',
  UnauthorizedException: 'denied',
  UnrecognizedClientException: 'denied',
  ExpiredTokenException: 'denied',
  InvalidSignatureException: 'denied',
  MissingAuthenticationTokenException: 'denied',
  CredentialsProviderError: 'denied',
  ThrottlingException: 'busy',
  TooManyRequestsException: 'busy',
};

const BY_STATUS: Record<number, KnowledgeTrouble> = {
  401: 'denied',
  403: 'denied',
  404: 'gone',
  429: 'busy',
};

interface Failure {
  name?: string;
  $metadata?: { httpStatusCode?: number };
}

export function troubleOf(error: unknown): KnowledgeTrouble {
  const { name = '', $metadata } = (error ?? {}) as Failure;
  return TROUBLES[name] ?? BY_STATUS[$metadata?.httpStatusCode ?? 0] ?? 'away';
}
