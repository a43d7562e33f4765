/** Where message templates are: not in Amazon Connect itself. */
export type TemplateBook = {
  /** What a template says, by `id` or `id:version`, and on which channel. Throws ResourceNotFoundException. */
  say(
    knowledgeBaseId: string,
    templateId: string,
    customAttributes: Readonly<Record<string, string>>,
  ): { channelSubtype: string; text: string };
};
