import { parseCommand } from './command';

describe('the address of a server to load into', () => {
  it('may name an authority, whose file has to be one', () => {
    const url = `mysql://loader:secret@localhost:3306?ca=${__filename}`;
    expect(() => parseCommand(['load', '--url', url])).toThrow('--url: ca is not one file of certificates');
    expect(parseCommand(['load', '--url', 'mysql://loader:secret@localhost:3306'])).toMatchObject({
      url: 'mysql://loader:secret@localhost:3306',
    });
  });

  it.each(['localhost:3306', 'postgres://localhost/demo', ''])('is not "%s"', (url) =>
    expect(() => parseCommand(['load', '--url', url])).toThrow('--url is like mysql://user:password@host:port'),
  );

  it.each(['mysql://localhost?ssl=true', 'mysql://localhost?ca=/nowhere/ca.pem'])(
    'is refused with an option that is not known: %s',
    (url) => expect(() => parseCommand(['load', '--url', url])).toThrow(/^--url: ("ssl" is no option|the file of ca)/),
  );
});
