/** Told to whoever asked alone, or in a place whose id begins as those of direct messages do. */
export function isInDirectMessage({ placeId, userId }: { placeId: string; userId: string }): boolean {
  return placeId === userId || placeId.startsWith('D');
}
