const NAMED_OTHERWISE =
  /\b(?:orders?|tickets?|cases?|invoice|ref|reference|id|tracking|account|acct|card|iban|isbn|sku|po|pin|code|serial|version)\b[\s:.#-]*(?:(?:number|no|nr|id)\b[\s:.#-]*)?(?:is\s*)?$/i;

/** Whether what stands before a number names it as something else, unless it begins with a plus. */
export function isNamedOtherwise(before: string): boolean {
  return NAMED_OTHERWISE.test(before);
}
