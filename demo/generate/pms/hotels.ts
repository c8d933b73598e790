import { type Generation } from '../generation';
import { itemAt } from '../random';
import { CITIES } from '../words/cities';

const FOUNDED = ['杭州', '上海', '深圳', '成都', '厦门'] as const;
/** The chain opens a house whenever so many more parties are known, so that its rooms suffice at every size. */
const PARTIES_PER_HOTEL = 40_000;
const FIRST_FLOOR = 3;
const ROOMS_PER_FLOOR = 10;

interface RoomType {
  readonly type: string;
  readonly name: string;
  readonly floors: number;
  readonly rate: number;
}

export const ROOM_TYPES: readonly RoomType[] = [
  { type: 'STD', name: '标准双床房', floors: 9, rate: 458 },
  { type: 'DLX', name: '豪华大床房', floors: 7, rate: 588 },
  { type: 'EXE', name: '行政房', floors: 3, rate: 788 },
  { type: 'STE', name: '套房', floors: 1, rate: 1288 },
];

interface Room {
  readonly number: string;
  readonly type: string;
  readonly floor: number;
}

/** Every house is built alike. */
export const ROOMS: readonly Room[] = ROOM_TYPES.flatMap(({ type, floors }, index) => {
  const below = ROOM_TYPES.slice(0, index).reduce((sum, other) => sum + other.floors, 0);
  return Array.from({ length: floors * ROOMS_PER_FLOOR }, (_, room) => {
    const floor = FIRST_FLOOR + below + Math.floor(room / ROOMS_PER_FLOOR);
    return { type, floor, number: `${floor}${String((room % ROOMS_PER_FLOOR) + 1).padStart(2, '0')}` };
  });
});

const hotelId = (index: number): string => `H${String(index + 1).padStart(3, '0')}`;

/** How many houses are open when a party is written. */
export function hotelsAt(party: number): number {
  return FOUNDED.length + Math.floor(party / PARTIES_PER_HOTEL);
}

export function hotelAt(index: number): string {
  return hotelId(index);
}

function writeHotel(g: Generation, index: number): void {
  const founded = FOUNDED[index];
  const city = CITIES.find(({ name }) => name === founded) ?? itemAt(CITIES, (index * 7) % CITIES.length);
  const hotelid = hotelId(index);
  g.data.add('pms', 'hotel', { hotelid, name: `云庭酒店${city.name}店`, city: city.code, rooms: ROOMS.length });
  for (const { type, name, floors, rate } of ROOM_TYPES)
    g.data.add('pms', 'typim', { hotelid, type, descript: name, quantity: floors * ROOMS_PER_FLOOR, rate: `${rate}.00` });
}

/** Opens the houses that are due when a party is written. */
export function openHotels(g: Generation, party: number): void {
  while (g.last('hotel') < hotelsAt(party)) writeHotel(g, g.next('hotel') - 1);
}

/** Who is in which room; two guests in the house never have the same. */
export class Occupancy {
  private readonly rooms = new Set<string>();

  isFree(hotel: string, room: string): boolean {
    return !this.rooms.has(`${hotel} ${room}`);
  }

  occupy(hotel: string, room: string): void {
    this.rooms.add(`${hotel} ${room}`);
  }
}

/** State of all rooms on the business day; it follows from who is in the house. */
export function writeRoomStates(g: Generation): void {
  for (let index = 0; index < g.last('hotel'); index += 1) {
    ROOMS.forEach(({ number, type, floor }, room) => {
      const hotelid = hotelId(index);
      const isFree = g.occupancy.isFree(hotelid, number);
      const random = g.random('room', index * ROOMS.length + room);
      const vacant = random.weighted([
        ['R', 80],
        ['I', 12],
        ['O', 6],
        ['S', 2],
      ] as const);
      const taken = random.pick(['R', 'I'] as const);
      g.data.add('pms', 'rmsta', {
        hotelid,
        roomno: number,
        type,
        floor: String(floor),
        sta: isFree ? vacant : taken,
        ocsta: isFree ? 'V' : 'O',
      });
    });
  }
}
