import type { LookUp } from '../../domain/setup/inventory.ts';

export type Trouble = Exclude<LookUp<never>, { kind: 'found' }>;

/** Why a list isn't there to choose from: "instances", "numbers". */
export function lookUpTrouble(list: string, trouble: Trouble): string {
  return troubleText(`The ${list} can't be listed`, trouble);
}

export function creationTrouble(flow: string, trouble: Trouble): string {
  return troubleText(`The flow "${flow}" can't be created`, trouble);
}

function troubleText(says: string, trouble: Trouble): string {
  return trouble.kind === 'denied'
    ? `${says}: the AWS credentials lack the permission ${trouble.permission}.`
    : `${says}. ${trouble.cause}`;
}
