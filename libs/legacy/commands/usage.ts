/** A call nobody can carry out: wrong words or options; exit code 2. */
export class UsageError extends Error {}

export const USAGE = `Usage: npm run source -- <command> [arguments] [options]

  check [MAPPING|ID]              prove a mapping against its database; without a name every source of the sources file
  draft                           propose a mapping of a database, written to standard output
  sample [MAPPING|ID] TYPE        print canonical rows beside the stored values they were read from
  explain [MAPPING|ID] TYPE       print the SQL of a list, what happens to each filter, and the plan of the database

MAPPING is a *.mapping.yaml file, ID the source.id of one in the sources file, TYPE a row type such as Invoice.

  --url URL          mysql://user:password@host:3306/database or file:/path.db; better in SOURCE_URL or SOURCE_<ID>_URL,
                     where the process list does not show the password
  --sources FILE     sources file (SOURCES_FILE, else demo/sources.yaml); its other sources are asked for references too
  --today DATE       business day of derived fields, YYYY-MM-DD (BUSINESS_DATE, else today)
  --timeout SECONDS  limit of each statement (30)
  --json             check, sample, explain: print JSON

  check    --rows N        rows to decode of each row set (100000); of bigger tables the first and the last ones are read
           --errors-only   print errors only; --notes prints facts too (ranges, plans, totals)
  draft    --tables A,B    only these tables
           --id ID         source.id of the proposed mapping
  sample   --key KEY       the row with this key; otherwise --n N rows (5)
  explain  --filter F      status=OPEN  status=OPEN,PAID  amount>=100  number~INV  customer=001|0000000001  dueOn=null
                           (may be repeated)
           --sort FIELD    FIELD:desc for descending
           --first N       page size (50)

Exit code: 0 fine, 1 errors found or no connection, 2 wrong call.
`;
