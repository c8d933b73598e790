import { compareInDuckDb, type PeerOrder } from './duckdb';

// A process of its own, so that its memory is its own.
process.once('message', (order) => {
  compareInDuckDb(order as PeerOrder).then(
    (result) => process.send?.({ result }, () => process.exit(0)),
    (error: unknown) => process.send?.({ error: String(error) }, () => process.exit(1)),
  );
});
