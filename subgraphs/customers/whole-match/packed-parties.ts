import type { NormalParty } from '../identity/normalise/normalise-party';
import { PARTY_KINDS, type PartyKind } from '../identity/party';
import type { PartyList } from '../identity/party-list';

/** Some records as text in one piece of memory that threads share. */
export interface PackedPiece {
  readonly bytes: SharedArrayBuffer;
  /** Where the text of each record ends. */
  readonly ends: Uint32Array;
  readonly ids: readonly string[];
  /** Places in `PARTY_KINDS`. */
  readonly kinds: Uint8Array;
}

/** All records, by position, in the order of their ids. */
export interface PackedParties {
  readonly length: number;
  readonly pieces: readonly SharedArrayBuffer[];
  /** Of each position: piece, first byte, byte after the last one. */
  readonly places: Uint32Array;
  readonly kinds: Uint8Array;
}

export function packParties(parties: readonly NormalParty[]): PackedPiece {
  const texts = parties.map((party) => JSON.stringify(party));
  const ends = new Uint32Array(texts.length);
  let end = 0;
  for (const [at, text] of texts.entries()) ends[at] = end += Buffer.byteLength(text);
  const bytes = new SharedArrayBuffer(end);
  const target = Buffer.from(bytes);
  for (const [at, text] of texts.entries()) target.write(text, at === 0 ? 0 : (ends[at - 1] ?? 0));
  return {
    bytes,
    ends,
    ids: parties.map(({ id }) => id),
    kinds: Uint8Array.from(parties, ({ kind }) => PARTY_KINDS.indexOf(kind)),
  };
}

/** Puts pieces together. @returns the records, and their ids in the same order */
export function joinPieces(pieces: readonly PackedPiece[]): { readonly packed: PackedParties; readonly ids: readonly string[] } {
  const records = pieces.flatMap(({ ids }, piece) => ids.map((id, at) => ({ id, piece, at })));
  records.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const places = new Uint32Array(new SharedArrayBuffer(records.length * 12));
  const kinds = new Uint8Array(new SharedArrayBuffer(records.length));
  for (const [position, { piece, at }] of records.entries()) {
    const from = pieces[piece];
    places.set([piece, at === 0 ? 0 : (from?.ends[at - 1] ?? 0), from?.ends[at] ?? 0], position * 3);
    kinds[position] = from?.kinds[at] ?? 0;
  }
  const packed = { length: records.length, pieces: pieces.map(({ bytes }) => bytes), places, kinds };
  return { packed, ids: records.map(({ id }) => id) };
}

/** Records that are kept unpacked together. */
export const TILE = 50_000;
/** Tiles that one thread keeps: two that are compared, and one that comes next. */
const KEPT_TILES = 3;

/** Unpacks records as they are asked for, and keeps some of them. */
export class UnpackedParties implements PartyList {
  private readonly texts: readonly Buffer[];
  private readonly tiles = new Map<number, NormalParty[]>();

  constructor(private readonly packed: PackedParties) {
    this.texts = packed.pieces.map((bytes) => Buffer.from(bytes));
  }

  get length(): number {
    return this.packed.length;
  }

  kindOf(position: number): PartyKind {
    return PARTY_KINDS[this.packed.kinds[position] ?? 0] ?? 'ORGANISATION';
  }

  /** A record whose neighbours are asked for as well. */
  at(position: number): NormalParty | undefined {
    if (position >= this.length) return undefined;
    const tile = this.tileOf(Math.floor(position / TILE));
    return (tile[position % TILE] ??= this.unpack(position));
  }

  /** A record anywhere: where not all of them are kept it leaves those alone that are. */
  any(position: number): NormalParty | undefined {
    if (this.length <= KEPT_TILES * TILE) return this.at(position);
    return position < this.length ? this.unpack(position) : undefined;
  }

  *[Symbol.iterator](): Iterator<NormalParty> {
    for (let position = 0; position < this.length; position += 1) yield this.unpack(position);
  }

  private tileOf(number: number): NormalParty[] {
    const known = this.tiles.get(number);
    if (known) return known;
    const [oldest] = this.tiles.keys();
    if (this.tiles.size >= KEPT_TILES && oldest !== undefined) this.tiles.delete(oldest);
    const tile: NormalParty[] = [];
    this.tiles.set(number, tile);
    return tile;
  }

  private unpack(position: number): NormalParty {
    const [piece = 0, from = 0, to = 0] = this.packed.places.subarray(position * 3, position * 3 + 3);
    return JSON.parse(this.texts[piece]?.toString('utf8', from, to) ?? '') as NormalParty;
  }
}

/** The records of one kind. */
export class PartiesOfKind implements PartyList {
  private readonly positions: Uint32Array;

  constructor(
    private readonly all: UnpackedParties,
    kind: PartyKind,
  ) {
    const positions = new Uint32Array(all.length);
    let count = 0;
    for (let position = 0; position < all.length; position += 1) {
      if (all.kindOf(position) !== kind) continue;
      positions[count] = position;
      count += 1;
    }
    this.positions = positions.slice(0, count);
  }

  get length(): number {
    return this.positions.length;
  }

  at(index: number): NormalParty | undefined {
    const position = this.positions[index];
    return position === undefined ? undefined : this.all.any(position);
  }

  *[Symbol.iterator](): Iterator<NormalParty> {
    for (const position of this.positions) {
      const party = this.all.at(position);
      if (party) yield party;
    }
  }
}
