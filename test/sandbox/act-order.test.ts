import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Acts } from '../../src/sandbox/page/state/acts.ts';
import { ActOrder } from '../../src/sandbox/server/act-order.ts';

const never = () => new Promise<void>(() => {});

describe('the sandbox', () => {
  let order: ActOrder;
  let begun: string[];
  beforeEach(() => {
    jest.useFakeTimers();
    order = new ActOrder();
    begun = [];
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** `ends`: when the act is answered; it hangs when left out. */
  const arrive = (id: string, after?: string, ends = never) =>
    order.inTurn({ id, after }, () => {
      begun.push(id);
      return ends();
    });
  const passes = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  test('takes up what was done first, though it arrives last', async () => {
    void arrive('3', '2');
    void arrive('2', '1');
    await passes(100);
    expect(begun).toEqual([]);
    void arrive('1');
    await passes(0);
    expect(begun).toEqual(['1', '2', '3']);
  });

  test('waits for the beginning of the act before, not for its end', async () => {
    void arrive('1');
    void arrive('2', '1');
    await passes(0);
    expect(begun).toEqual(['1', '2']);
  });

  test('goes on after one that failed', async () => {
    await expect(arrive('1', undefined, () => Promise.reject(new Error('No')))).rejects.toThrow('No');
    await arrive('2', '1', async () => {});
    expect(begun).toEqual(['1', '2']);
  });

  test('waits for one that is lost on the way, but not for long', async () => {
    void arrive('2', '1');
    void arrive('3', '2');
    await passes(1_900);
    expect(begun).toEqual([]);
    await passes(200);
    expect(begun).toEqual(['2', '3']);
    void arrive('1');
    await passes(0);
    expect(begun).toEqual(['2', '3', '1']);
  });

  test('lets nobody wait for another page, or for an order that they do not ask for', async () => {
    void arrive('mine 2', 'mine 1');
    void arrive('theirs 1');
    void order.inTurn({}, async () => void begun.push('without'));
    await passes(0);
    expect(begun).toEqual(['theirs 1', 'without']);
  });

  test('remembers as many as are under way, and no more', async () => {
    for (let id = 0; id < 1_001; id += 1) void arrive(`${id}`);
    void arrive('after the second', '1');
    void arrive('after the first', '0');
    await passes(0);
    expect(begun).toContain('after the second');
    expect(begun).not.toContain('after the first');
    await passes(2_000);
    expect(begun).toContain('after the first');
  });
});

describe('the page', () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });

  /** What the page sent, each to be answered or lost. */
  function catchRequests() {
    const caught: { id: string; after?: string; answer: () => void; lose: () => void }[] = [];
    globalThis.fetch = (_url, { headers } = {}) =>
      new Promise((resolve, reject) => {
        const { 'act-id': id = '', 'act-after': after } = headers as Record<string, string>;
        caught.push({
          id,
          ...(after && { after }),
          answer: () => resolve(Response.json({ ok: true, result: {}, seq: 1 })),
          lose: () => reject(new TypeError('Failed to fetch')),
        });
      });
    return caught;
  }

  test('sends at once, and says of each which came before it', async () => {
    const caught = catchRequests();
    const acts = new Acts();
    const all = [1, 2, 3].map(() => acts.act({ type: 'clearRequests' }));
    const [one, two, three] = caught;
    expect([one?.after, two?.after, three?.after]).toEqual([undefined, one?.id, two?.id]);
    expect(new Set(caught.map(({ id }) => id)).size).toBe(3);
    for (const { answer } of caught) answer();
    expect(await Promise.all(all)).toHaveLength(3);
    void acts.act({ type: 'clearRequests' });
    expect(caught[3]?.after).toBeUndefined();
  });

  test('says so where the sandbox is not reached, and lets nothing wait for what was lost', async () => {
    const caught = catchRequests();
    const acts = new Acts();
    void acts.act({ type: 'clearRequests' });
    const lost = acts.act({ type: 'clearRequests' });
    caught[1]?.lose();
    expect(await lost).toMatchObject({ ok: false, error: { code: 'unreachable' } });
    void acts.act({ type: 'clearRequests' });
    expect(caught[2]?.after).toBe(caught[0]?.id);
  });

  test('is another page in each tab', () => {
    const caught = catchRequests();
    for (const acts of [new Acts(), new Acts()]) void acts.act({ type: 'clearRequests' });
    expect(caught[1]?.id).not.toBe(caught[0]?.id);
    expect(caught[1]?.after).toBeUndefined();
  });
});
