/** Names the field of an attribute of the chosen template; block_id and action_id alike. */
export type AttributeField = `attribute:${string}`;

const PREFIX = 'attribute:';

/** Of what Slack can name a block by, 255 characters. Source: Slack, "Reference: blocks". */
export const LONGEST_ATTRIBUTE = 200;

/** Of the 100 blocks that a form can have. Source: Slack, "Views". */
export const MOST_ATTRIBUTES = 40;

export const ATTRIBUTE_FIELDS = new RegExp(`^${PREFIX}`);

export function attributeField(name: string): AttributeField {
  return `${PREFIX}${name}`;
}

export function isAttributeField(field: string): field is AttributeField {
  return field.startsWith(PREFIX);
}

export function attributeIn(field: AttributeField): string {
  return field.slice(PREFIX.length);
}
