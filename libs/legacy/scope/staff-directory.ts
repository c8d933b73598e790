import type { CustomerRule } from '#policy/access-policy';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { LegacyReader } from '../legacy-reader';
import type { LegacyCatalog } from '../source/legacy-catalog';

/** Milliseconds for which employees are not read again. */
const FRESH_MS = 5_000;
/** Milliseconds that reading them may take. */
const READ_MS = 1_500;

interface Employee extends SourceKey {
  readonly number: string | null;
  readonly department: string | null;
}

/**
 * The employees of the connected systems, as they were a few seconds ago: they tell whose customers a caller sees. An employee number means the
 * same person in all systems that keep account owners. While a system does not answer its employees stay as they were read last.
 */
export class StaffDirectory {
  private readonly known = new Map<string, readonly Employee[]>();
  private reading: { readonly at: number; readonly employees: Promise<readonly Employee[]> } | null = null;

  constructor(
    private readonly catalog: Pick<LegacyCatalog, 'reader'>,
    /** Business day, YYYY-MM-DD. */
    private readonly today: () => string,
    private readonly now: () => number,
  ) {}

  /**
   * Keys (`system key`) of the account owners whose customers a caller sees.
   * @throws DomainError when a system never answered
   */
  async owners({ of, employee }: CustomerRule): Promise<ReadonlySet<string>> {
    if (employee === undefined) return new Set();
    const all = await this.employees();
    const bearers = all.filter(({ number }) => number === employee);
    const departments = new Set(of === 'TEAM' ? bearers.flatMap(({ department }) => department ?? []) : []);
    const colleagues = all.filter(({ department }) => department !== null && departments.has(department));
    return new Set([...bearers, ...colleagues].map(sourceKeyText));
  }

  /**
   * The records of an employee, in every system that has one; none when the number is not known.
   * @throws DomainError when a system never answered
   */
  async recordsOf(employee: string | undefined): Promise<readonly SourceKey[]> {
    if (employee === undefined) return [];
    return (await this.employees()).filter(({ number }) => number === employee);
  }

  private employees(): Promise<readonly Employee[]> {
    const at = this.now();
    if (this.reading && at - this.reading.at < FRESH_MS) return this.reading.employees;
    const reading = { at, employees: this.read() };
    this.reading = reading;
    // What failed is tried again by the next caller.
    reading.employees.catch(() => {
      if (this.reading === reading) this.reading = null;
    });
    return reading.employees;
  }

  private async read(): Promise<readonly Employee[]> {
    const reader = this.catalog.reader({ today: this.today(), deadlineMs: READ_MS });
    const systems = reader.systemsOf('Employee');
    return (await Promise.all(systems.map((system) => this.readSystem(reader, system)))).flat();
  }

  private async readSystem(reader: LegacyReader, system: string): Promise<readonly Employee[]> {
    try {
      const employees: Employee[] = [];
      for await (const rows of reader.scan(system, 'Employee', ['number', 'department']))
        for (const { system: from, key, number, department } of rows) employees.push({ system: from, key, number, department });
      this.known.set(system, employees);
      return employees;
    } catch (error) {
      const known = this.known.get(system);
      if (!known) throw error;
      return known;
    }
  }
}
