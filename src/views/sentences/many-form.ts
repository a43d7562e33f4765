import { CHANNELS, type Channel } from '../../domain/channels/registry.ts';
import { quoted } from '../../domain/intake/text-limits.ts';
import type { FormFault, List } from '../../domain/many/list.ts';
import { isInDirectMessage } from '../../domain/place/is-in-direct-message.ts';
import { escapeText, mention } from '../text.ts';
import { attributesText, fileFaultText, placeholderText } from './list-file.ts';

export const MANY_FORM = {
  title: 'Reach out to many',
  submit: 'Read the list',
  file: 'List',
  fileHint: 'A CSV file with the names of its columns in the first row: up to 5,000 rows and 2 MB.',
  anotherFile: 'Another list',
  column: 'Column with the phone numbers',
  senderHint: 'Left empty, it is the one that forms in this conversation begin with.',
  message: 'Message',
  messageHint: '{{Name}} stands for what a row has in the column of that name.',
  noFile: 'Choose the file with the numbers.',
  noMessage: 'Write the message.',
  templateHint: 'In place of a message. What it leaves open comes from the columns of the same names.',
  neither: 'Write the message, or choose a template.',
  both: 'A template brings its own message. Clear this one, or remove the template.',
  noTemplates: 'Templates are written, and this is a call. Remove the template, or choose another way.',
  noColumn: 'Choose the column with the phone numbers.',
};

export function notItsSender(channel: Channel): string {
  return `${CHANNELS[channel].label} has no sender of that name here. Choose another, or none.`;
}

export function keptFileText(name: string): string {
  return `The list is ${name}. Choose another only to replace it.`;
}

export const READING =
  'Reading the list. Nothing is sent before you have seen the report and pressed *Start*.';

/** Once the report stands. */
export function reportedText(list: List): string {
  const where = isInDirectMessage(list) ? 'in a direct message' : `in ${mention(list.placeId)}`;
  return `The list is read. The report is ${where}: nothing is sent before you press *Start* there.`;
}

/** Why the form has come back. */
export function formFaultText(fault: FormFault): string {
  switch (fault.kind) {
    case 'file':
      return fileFaultText(fault.fault);
    case 'gone':
      return "Slack doesn't have the file any more, or doesn't show it to Reach Out. Choose it again.";
    case 'not_allowed':
      return "Slack doesn't let Reach Out read files: it was installed before it had to. Ask whoever installed it to install it again.";
    case 'unavailable':
      return "Slack didn't hand the file over, or didn't say who you are. Press the button again in a moment.";
    case 'broken':
      return 'Something went wrong on our side while it was read, however often it was tried. Tell whoever runs Reach Out, and send it again later.';
    case 'column':
      return "It isn't clear which column has the phone numbers. Choose it.";
    case 'placeholders':
      return placeholderText(fault.faults, fault.columns);
    case 'attributes':
      return attributesText(fault.faults, fault.columns);
    case 'template':
      return fault.message;
    case 'unfilled':
      return `Amazon Connect leaves ${fault.names.map(quoted).join(', ')} open in this template, and customers would read the gap. Choose another, or have it checked.`;
  }
}

/** The same in a message, where the form is closed by then. */
export function notTakenText(fault: FormFault): string {
  return `Your list wasn't taken in. ${escapeText(formFaultText(fault))}`;
}

export const SCHEDULE_FORM = {
  title: 'Schedule the list',
  label: 'Start at',
  hint: 'Its rows are judged again then. What is closed there waits until it opens.',
};
