import manifest from '../../package.json' with { type: 'json' };

/** Of Reach Out, as it was built. */
export const VERSION = manifest.version;
