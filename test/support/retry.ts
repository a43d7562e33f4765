import { jest } from '@jest/globals';

// Real browsers, databases and kills share the machine with each other: what fails by chance is said, and tried again.
jest.retryTimes(2, { logErrorsBeforeRetry: true });
