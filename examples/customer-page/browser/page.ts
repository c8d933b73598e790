import { graphClient, GraphRequestError, type GraphAnswer } from '../../../schema/client/execute';
import { CustomerSourcesDocument, type CustomerSourcesQuery } from '../../../schema/client/staff';
import { element, valueWithSource } from './elements';

type Answer = GraphAnswer<CustomerSourcesQuery>;
type Customer = NonNullable<CustomerSourcesQuery['customerBySource']>;

/** A page of rows that know which system they come from. */
type Rows<Row> = { readonly totalCount?: number | null; readonly nodes: readonly Row[] } | null | undefined;
type FromSystem = { readonly party?: { readonly system: string } | null };

const form = find('ask', HTMLFormElement);
const state = find('state', HTMLElement);
const main = find('customer', HTMLElement);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void show(new FormData(form));
});

async function show(fields: FormData): Promise<void> {
  const text = (name: string): string => String(fields.get(name)).trim();
  const client = graphClient({ url: '/graphql', token: () => text('token') });
  state.textContent = 'Asking ...';
  main.replaceChildren();
  try {
    const answer = await client.execute(CustomerSourcesDocument, { system: text('system'), key: text('key'), first: 3 });
    const { customerBySource: customer } = answer.data;
    const [problem] = answer.problems;
    if (customer) main.replaceChildren(...sectionsOf(customer, answer));
    state.textContent = customer ? 'Answered' : (problem?.message ?? 'There is no customer under this key');
  } catch (error) {
    state.textContent = error instanceof GraphRequestError ? error.message : 'The graph cannot be reached';
  }
}

function sectionsOf(customer: Customer, answer: Answer): readonly HTMLElement[] {
  return [
    identity(customer),
    list('contracts', 'Contracts', customer.contracts, answer, ({ number, name, status }) => [number, name, status]),
    list('orders', 'Orders', customer.orders, answer, ({ number, orderedOn, status }) => [number, orderedOn, status]),
    list('invoices', 'Invoices', customer.invoices, answer, ({ number, issuedOn, status }) => [number, issuedOn, status]),
    list('tickets', 'Tickets', customer.tickets, answer, ({ number, title, status }) => [number, title, status]),
    list('stays', 'Stays', customer.stays, answer, ({ hotel, arrivesAt, status }) => [hotel, arrivesAt, status]),
    sources(answer),
  ];
}

/** The golden record: each value with the record it was taken from. */
function identity({ name, kind, taxNo, phones, provenance, sourceRecords }: Customer): HTMLElement {
  const from = (field: string): string | undefined => {
    const told = provenance?.find((each) => each.field === field);
    return told && `${told.system} ${told.key}`;
  };
  const records = sourceRecords ?? [];
  return section('identity', name ?? 'A customer without a name', [
    valueWithSource(`Name: ${name ?? 'not known'}`, from('name')),
    valueWithSource(`Kind: ${kind ?? 'not known'}`, from('kind')),
    valueWithSource(`Tax number: ${taxNo ?? 'not known'}`, from('taxNo')),
    valueWithSource(`Phones: ${phones?.join(', ') ?? 'not known'}`, from('phones')),
    ...records.map(({ system, key, name: written }) => valueWithSource(`Record: ${written ?? ''}`, `${system} ${key}`)),
  ]);
}

/** A list of one kind; when its source is down, that is what it shows, and all others stay as they are. */
function list<Row extends FromSystem>(
  field: keyof Customer,
  title: string,
  rows: Rows<Row>,
  { problems, unavailable }: Answer,
  cells: (row: Row) => readonly (string | null | undefined)[],
): HTMLElement {
  const problem = problems.find(({ path }) => path?.[1] === field);
  const reason = unavailable.find(({ path }) => path[1] === field);
  if (!rows) return section(field, title, [element('p', problem?.message ?? reason?.reason ?? 'Not known', 'problem')]);
  const told = rows.totalCount == null ? title : `${title} (${rows.totalCount})`;
  const lines = rows.nodes.map((row) => valueWithSource(cells(row).filter(Boolean).join(' · '), row.party?.system));
  return section(field, told, lines.length > 0 ? lines : [element('p', 'None')]);
}

function sources({ sources: all, businessDate }: Answer): HTMLElement {
  const lines = all.map(({ name, status, ms, asOf }) =>
    element('p', `${name}: ${status}, ${ms} ms, as of ${asOf}`, status === 'OK' ? '' : 'problem'),
  );
  return section('sources', `What the sources did, on ${businessDate ?? 'a business day not told'}`, lines);
}

function section(id: string, title: string, content: readonly HTMLElement[]): HTMLElement {
  const made = element('section');
  made.id = id;
  made.append(element('h2', title), ...content);
  return made;
}

function find<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}`);
  return found;
}
