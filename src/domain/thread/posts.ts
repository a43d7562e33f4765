import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Part, Post } from './post.ts';

/** With this known of a message beside what was known before. */
export function withPost(reachOut: ReachOut, part: Part, change: Partial<Post>): ReachOut {
  const post = { tries: 0, ...reachOut.posts[part], ...change };
  return { ...reachOut, posts: { ...reachOut.posts, [part]: post } };
}

/** As if it had never stood, but that a message of it that still does goes. */
export function postedAnew(post: Post, ...strays: (string | undefined)[]): Post {
  const { isPlain, renewals = 0, strays: before = [] } = post;
  const all = [...before, ...strays].filter((ts) => ts !== undefined);
  return {
    tries: 0,
    ...(isPlain && { isPlain }),
    ...(renewals && { renewals }),
    ...(all.length > 0 && { strays: all }),
  };
}
