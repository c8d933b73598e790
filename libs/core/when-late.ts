/**
 * Runs `late` when `ms` have passed, unless it is called off before. A process that was busy itself at that moment first hears what came in
 * meanwhile: an answer that was there in time is not late because nobody listened.
 */
export function whenLate(ms: number, late: () => void): () => void {
  let turn: NodeJS.Immediate | undefined;
  // After a pause of the event loop timers run first, then what came over sockets, then immediates.
  const timer = setTimeout(() => {
    turn = setImmediate(late);
  }, ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(turn);
  };
}
