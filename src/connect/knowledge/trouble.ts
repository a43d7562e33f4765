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

export function troubleOf(error: unknown): KnowledgeTrouble {
  const { name = '' } = (error ?? {}) as { name?: string };
  return TROUBLES[name] ?? 'away';
}
