import { formOf } from './query-protocol.ts';
import type { SignedRequest } from './sigv4.ts';

/** Signing names of the services beside Amazon Connect, by how their targets begin. */
const SERVICES: Readonly<Record<string, string>> = {
  PinpointSMSVoiceV2: 'sms-voice',
  ServiceQuotasV20190624: 'servicequotas',
  '2010-05-08': 'iam',
  '2011-06-15': 'sts',
};

/** What tells operations on one path apart: X-Amz-Target, or the version and action of a form. */
export function targetOf(request: Pick<SignedRequest, 'headers' | 'body'>): string | undefined {
  const form = formOf(request);
  return form ? `${form.get('Version')}.${form.get('Action')}` : request.headers['x-amz-target']?.toString();
}

/** The name that a request is signed for. */
export function serviceOf(target: string | undefined): string {
  return SERVICES[target?.split('.')[0] ?? ''] ?? 'connect';
}
