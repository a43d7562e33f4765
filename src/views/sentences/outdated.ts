/** What people read where something of theirs is from another version of the app. */
export const OUTDATED = {
  message:
    'This message is from an older version of Reach Out. Open `/reach-out status` to see what you have under way.',
  form: 'This form is from an older version of Reach Out, and nothing was sent. Copy what you need from it, and open a new one.',
  wayIn: 'This is from an older version of Reach Out, and nothing was sent. Open `/reach-out`.',
} as const;
