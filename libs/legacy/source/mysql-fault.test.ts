import { mysqlFaultOf } from './mysql-fault';

const said = (errno: number | string, code = 'ER'): Error => Object.assign(new Error('x'), { errno, code });

it.each([
  ['a refused right', said(1142), 'REFUSED'],
  ['a crashed table', said(1194), 'REFUSED'],
  ['a number of a newer server', said(6999), 'REFUSED'],
  ['an unknown column', said(1054), 'MAPPING'],
  ['a dropped table', said(1146), 'MAPPING'],
  ['the limit of a statement in MariaDB', said(1969), 'TIMEOUT'],
  ['the limit of a statement in MySQL', said(3024), 'TIMEOUT'],
  ['a lock that is not given', said(1205), 'TIMEOUT'],
  ['a wrong password', said(1045), 'CONNECTION'],
  ['too many connections', said(1040), 'CONNECTION'],
  ['too many connections of this user', said(1226), 'CONNECTION'],
  ['a server that stops', said(1053), 'CONNECTION'],
  ['a connection that was killed', said(1927), 'CONNECTION'],
  ['a refused port', said(-111, 'ECONNREFUSED'), 'CONNECTION'],
  ['a reset', said(-104, 'ECONNRESET'), 'CONNECTION'],
  ['a lost connection', Object.assign(new Error('x'), { code: 'PROTOCOL_CONNECTION_LOST' }), 'CONNECTION'],
  ['a connection that is not made in time', Object.assign(new Error('x'), { code: 'ETIMEDOUT' }), 'TIMEOUT'],
  ['nothing at all', undefined, 'CONNECTION'],
])('%s is told apart', (_what, error, fault) => expect(mysqlFaultOf(error)).toBe(fault));
